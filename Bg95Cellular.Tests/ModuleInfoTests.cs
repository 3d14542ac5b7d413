// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Who the module is (module facts 10 and 11).</summary>
    [TestClass]
    public class ModuleInfoTests
    {
        [TestMethod]
        public void Read_WholeAnswers_GivesAll()
        {
            for (int split = 0; split < 3; split++)
            {
                ScriptedTransport line = Session.Open();
                line.Split = split;
                line.Expect("ATI\r", "\r\nQuectel\r\nBG95-M3\r\nRevision: BG95M3LAR02A03\r\n\r\nOK\r\n");
                line.Expect("AT+QGMR\r", "\r\nBG95M3LAR02A03_01.012.01.012\r\n\r\nOK\r\n");
                line.Expect("AT+GSN\r", "\r\n866000000000001\r\n\r\nOK\r\n");

                Assert.AreEqual("Quectel|BG95-M3|BG95M3LAR02A03_01.012.01.012|866000000000001", Show(ModuleInfo.Read(Session.Modem)));

                Session.End();
            }
        }

        [TestMethod]
        public void Read_PartsAreMissing_LeavesThemEmpty()
        {
            Read_PartsAreMissing_LeavesThemEmpty(Session.Answer("Quectel\r\nBG95-M3\r\nRevision: BG95M3LAR02A03"), Session.Error, Session.Error, "Quectel|BG95-M3|BG95M3LAR02A03|");
            Read_PartsAreMissing_LeavesThemEmpty(Session.Answer("Quectel"), Session.Ok, Session.Ok, "Quectel|||");
            Read_PartsAreMissing_LeavesThemEmpty(Session.Ok, Session.Answer("X_1"), Session.Answer("866000000000001\r\n+QIND: SMS DONE"), "||X_1|866000000000001");
            Read_PartsAreMissing_LeavesThemEmpty(Session.Error, Session.Error, Session.Answer("86600000000000A"), "|||");
        }

        private static void Read_PartsAreMissing_LeavesThemEmpty(string identity, string firmware, string serial, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("ATI\r", identity);
            line.Expect("AT+QGMR\r", firmware);
            line.Expect("AT+GSN\r", serial);

            Assert.AreEqual(expected, Show(ModuleInfo.Read(Session.Modem)));

            Session.End();
        }

        [TestMethod]
        public void Family_OfTheModel_TellsTheChips()
        {
            Family_OfTheModel_TellsTheChips("BG95-M3", ModuleFamily.Qualcomm);
            Family_OfTheModel_TellsTheChips("BG77", ModuleFamily.Qualcomm);
            Family_OfTheModel_TellsTheChips("BG600L-M3", ModuleFamily.Qualcomm);
            Family_OfTheModel_TellsTheChips("BG951A-GL", ModuleFamily.Alt1250);
            Family_OfTheModel_TellsTheChips("BG772A-GL", ModuleFamily.Alt1250);
            Family_OfTheModel_TellsTheChips("BG770A-GL", ModuleFamily.Alt1250);
            Family_OfTheModel_TellsTheChips("EG800K-EU", ModuleFamily.Unknown);
        }

        private static void Family_OfTheModel_TellsTheChips(string model, ModuleFamily expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("ATI\r", Session.Answer("Quectel\r\n" + model));
            line.Expect("AT+QGMR\r", Session.Ok);
            line.Expect("AT+GSN\r", Session.Ok);

            Assert.AreEqual((int)expected, (int)ModuleInfo.Read(Session.Modem).Family, model);

            Session.End();
        }

        [TestMethod]
        public void Read_NoModem_Throws()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => ModuleInfo.Read(null));
        }

        [TestMethod]
        public void Read_SilentModule_ThrowsInTime()
        {
            ScriptedTransport line = Session.Open();
            line.Deaf = true;
            long start = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, () => ModuleInfo.Read(Session.Modem));

            Assert.IsTrue(Session.Time.Now - start <= 20000);
            line.Deaf = false;
            Session.End();
        }

        private static string Show(ModuleInfo info)
        {
            return info.Manufacturer + "|" + info.Model + "|" + info.Revision + "|" + info.Imei;
        }
    }
}
