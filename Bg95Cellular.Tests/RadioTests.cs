// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Technologies, bands and operator: read first, written only where they differ (module facts 15).</summary>
    [TestClass]
    public class RadioTests
    {
        private const RadioTechnology Gsm = RadioTechnology.Gsm;
        private const RadioTechnology LteM = RadioTechnology.LteM;
        private const RadioTechnology NbIot = RadioTechnology.NbIot;

        [TestMethod]
        public void Apply_EverythingAsItIs_WritesNothing()
        {
            // The leading zero may be lost.
            Apply_EverythingAsItIs_WritesNothing("BG95-M3", "020301", "0", "2", new RadioTechnology[] { LteM, NbIot, Gsm });
            Apply_EverythingAsItIs_WritesNothing("BG95-M3", "20301", "0", "2", new RadioTechnology[] { LteM, NbIot, Gsm });
            Apply_EverythingAsItIs_WritesNothing("BG95-M3", "\"020301\"", "3", "0", new RadioTechnology[] { LteM });
            Apply_EverythingAsItIs_WritesNothing("BG77", "30201", "3", "1", new RadioTechnology[] { NbIot });
            Apply_EverythingAsItIs_WritesNothing("BG95-M3", "20103", "0", "0", new RadioTechnology[] { LteM, Gsm });
            Apply_EverythingAsItIs_WritesNothing("BG95-M3", "10302", "0", "1", new RadioTechnology[] { Gsm, NbIot });
            Apply_EverythingAsItIs_WritesNothing("BG95-M3", "10203", "1", null, new RadioTechnology[] { Gsm });

            // Four digits and no GSM.
            Apply_EverythingAsItIs_WritesNothing("BG951A-GL", "0203", "3", "2", new RadioTechnology[] { LteM, NbIot });
            Apply_EverythingAsItIs_WritesNothing("BG770A-GL", "302", "3", "2", new RadioTechnology[] { Gsm, NbIot, LteM });
        }

        private static void Apply_EverythingAsItIs_WritesNothing(string model, string order, string mode, string lte, RadioTechnology[] technologies)
        {
            ScriptedTransport line = Session.Open();
            ExpectModel(model);
            ExpectSetting("nwscanseq", order);
            ExpectSetting("nwscanmode", mode);

            if (lte != null)
            {
                ExpectSetting("iotopmode", lte);
            }

            ExpectOperator("+COPS: 0,0,\"LMT\",8");

            Assert.IsFalse(new CellularNetwork(Session.Modem).Apply(new RadioChoice { Technologies = technologies }));

            Session.End();
        }

        [TestMethod]
        public void Apply_OthersThanItHas_AreWrittenWithTheRadioOff()
        {
            ScriptedTransport line = Session.Open();
            ExpectModel("BG95-M3");
            ExpectSetting("nwscanseq", "020301");
            ExpectSetting("nwscanmode", "0");
            ExpectSetting("iotopmode", "2");
            line.Expect("AT+CFUN=0\r", Session.Ok);
            line.Expect("AT+QCFG=\"nwscanseq\",030201,1\r", Session.Ok);
            line.Expect("AT+QCFG=\"nwscanmode\",3,1\r", Session.Ok);
            line.Expect("AT+QCFG=\"iotopmode\",1,1\r", Session.Ok);
            line.Expect("AT+CFUN=1\r", Session.Ok);
            ExpectOperator("+COPS: 0");

            Assert.IsTrue(new CellularNetwork(Session.Modem).Apply(new RadioChoice { Technologies = new RadioTechnology[] { NbIot } }));

            Session.End();
        }

        [TestMethod]
        public void Apply_SettingsThatTheModuleDoesNotKnow_AreLeftOut()
        {
            ScriptedTransport line = Session.Open();
            ExpectModel("BG770A-GL");
            ExpectSetting("nwscanseq", "0203");
            line.Expect("AT+QCFG=\"nwscanmode\"\r", Session.Error);
            line.Expect("AT+QCFG=\"iotopmode\"\r", Session.Ok);
            line.Expect("AT+QCFG=\"band\"\r", "\r\n+CME ERROR: 4\r\n");
            ExpectOperator("+COPS: 0");

            Assert.IsFalse(new CellularNetwork(Session.Modem).Apply(
                new RadioChoice { Technologies = new RadioTechnology[] { LteM, NbIot }, LteMBands = "80084" }));

            Session.End();
        }

        [TestMethod]
        public void Apply_Bands_AreComparedAsMasks()
        {
            const string Told = "0xf,0x100002000000000f0e189f,0x10004200000000090e189f";

            Apply_Bands_AreComparedAsMasks(Told, "F", "100002000000000F0E189F", "0010004200000000090E189F", null);
            Apply_Bands_AreComparedAsMasks(Told, null, null, "10004200000000090e189f", null);
            Apply_Bands_AreComparedAsMasks(Told, null, "80084", null, "f,80084,10004200000000090e189f");
            Apply_Bands_AreComparedAsMasks(Told, "3", null, "4", "3,100002000000000f0e189f,4");
            Apply_Bands_AreComparedAsMasks("0x0,0x80084,0x80084", "0", "80084", "80084", null);
            Apply_Bands_AreComparedAsMasks("0,80084", null, null, "80084", "0,80084,80084");
            Apply_Bands_AreComparedAsMasks(",", null, "4", null, "0,4,0");
        }

        private static void Apply_Bands_AreComparedAsMasks(string told, string gsm, string lteM, string nbIot, string written)
        {
            ScriptedTransport line = Session.Open();
            ExpectSetting("band", told);

            if (written != null)
            {
                line.Expect("AT+CFUN=0\r", Session.Ok);
                line.Expect("AT+QCFG=\"band\"," + written + ",1\r", Session.Ok);
                line.Expect("AT+CFUN=1\r", Session.Ok);
            }

            ExpectOperator("+COPS: 0");
            RadioChoice choice = new RadioChoice { GsmBands = gsm, LteMBands = lteM, NbIotBands = nbIot };

            Assert.AreEqual(written != null, new CellularNetwork(Session.Modem).Apply(choice));

            Session.End();
        }

        [TestMethod]
        public void Apply_WriteIsRefused_RadioIsOnAgain()
        {
            ScriptedTransport line = Session.Open();
            ExpectSetting("band", "0xf,0x4,0x4");
            line.Expect("AT+CFUN=0\r", Session.Ok);
            line.Expect("AT+QCFG=\"band\",f,8,4,1\r", "\r\n+CME ERROR: 3\r\n");
            line.Expect("AT+CFUN=1\r", Session.Ok);

            Bg95Exception thrown = Thrown.Is(Bg95Error.NotAllowed, () => new CellularNetwork(Session.Modem).Apply(new RadioChoice { LteMBands = "8" }));

            Assert.AreEqual("AT+QCFG=\"band\",f,8,4,1", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void Apply_Operator_IsSetOnlyWhereItDiffers()
        {
            // Left as it is, but for a module that was told to stay away from all.
            Apply_Operator_IsSetOnlyWhereItDiffers(null, "+COPS: 0", null);
            Apply_Operator_IsSetOnlyWhereItDiffers(null, "+COPS: 1,2,\"24701\",8", null);
            Apply_Operator_IsSetOnlyWhereItDiffers(null, "+COPS: 2", "AT+COPS=0\r");
            Apply_Operator_IsSetOnlyWhereItDiffers(null, "+COPS: 4,2,\"24701\",8", "AT+COPS=0\r");
            Apply_Operator_IsSetOnlyWhereItDiffers(null, "+COPS: ", null);
            Apply_Operator_IsSetOnlyWhereItDiffers(null, null, null);

            // The module's choice.
            Apply_Operator_IsSetOnlyWhereItDiffers(string.Empty, "+COPS: 0,0,\"LMT\",8", null);
            Apply_Operator_IsSetOnlyWhereItDiffers(string.Empty, "+COPS: 1,0,\"LMT\",8", "AT+COPS=0\r");
            Apply_Operator_IsSetOnlyWhereItDiffers(string.Empty, "+COPS: 2", "AT+COPS=0\r");

            // The program's.
            Apply_Operator_IsSetOnlyWhereItDiffers("24701", "+COPS: 1,2,\"24701\",8", null);
            Apply_Operator_IsSetOnlyWhereItDiffers("24701", "+COPS: 1,2,\"26201\",9", "AT+COPS=1,2,\"24701\"\r");
            Apply_Operator_IsSetOnlyWhereItDiffers("24701", "+COPS: 1,2", "AT+COPS=1,2,\"24701\"\r");
            Apply_Operator_IsSetOnlyWhereItDiffers("24701", "+COPS: 0,2,\"24701\",8", "AT+COPS=1,2,\"24701\"\r");
            Apply_Operator_IsSetOnlyWhereItDiffers("24701", "+COPS: 0", "AT+COPS=1,2,\"24701\"\r");
        }

        private static void Apply_Operator_IsSetOnlyWhereItDiffers(string wanted, string told, string written)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+COPS?\r", told == null ? Session.Ok : Session.Answer(told));

            if (written != null)
            {
                line.Expect(written, Session.Ok);
            }

            Assert.AreEqual(written != null, new CellularNetwork(Session.Modem).Apply(new RadioChoice { Operator = wanted }));

            Session.End();
        }

        [TestMethod]
        public void Apply_OperatorToldByName_IsAskedForByNumber()
        {
            Apply_OperatorToldByName_IsAskedForByNumber("24701", false);
            Apply_OperatorToldByName_IsAskedForByNumber("26201", true);
        }

        private static void Apply_OperatorToldByName_IsAskedForByNumber(string wanted, bool isWritten)
        {
            ScriptedTransport line = Session.Open();
            ExpectOperator("+COPS: 1,0,\"LMT\",8");
            line.Expect("AT+COPS=3,2\r", Session.Ok);
            ExpectOperator("+COPS: 1,2,\"24701\",8");

            if (isWritten)
            {
                line.Expect("AT+COPS=1,2,\"26201\"\r", Session.Ok);
            }

            Assert.AreEqual(isWritten, new CellularNetwork(Session.Modem).Apply(new RadioChoice { Operator = wanted }));

            Session.End();
        }

        [TestMethod]
        public void Choice_WrongValues_Throw()
        {
            RadioChoice choice = new RadioChoice();
            Thrown.IsArgument(() => choice.Technologies = new RadioTechnology[0]);
            Thrown.IsArgument(() => choice.Technologies = new RadioTechnology[] { RadioTechnology.Unknown });
            Thrown.IsArgument(() => choice.Technologies = new RadioTechnology[] { (RadioTechnology)4 });
            Thrown.IsArgument(() => choice.Technologies = new RadioTechnology[] { LteM, LteM });
            Thrown.IsArgument(() => choice.LteMBands = string.Empty);
            Thrown.IsArgument(() => choice.LteMBands = "1234567890123456789012345");
            Thrown.IsArgument(() => choice.NbIotBands = "8G");
            Thrown.IsArgument(() => choice.NbIotBands = "8@");
            Thrown.IsArgument(() => choice.GsmBands = "0x8");
            Thrown.IsArgument(() => choice.Operator = "2470");
            Thrown.IsArgument(() => choice.Operator = "2470111");
            Thrown.IsArgument(() => choice.Operator = "2470A");
            Thrown.IsArgument(() => choice.Operator = "24\"01");
            Session.Make();
            Assert.ThrowsException(typeof(ArgumentNullException), () => new CellularNetwork(Session.Modem).Apply(null));
            Session.End();
        }

        [TestMethod]
        public void Choice_ValuesThatWereSet_AreThere()
        {
            RadioTechnology[] technologies = { NbIot };
            RadioChoice choice = new RadioChoice { Technologies = technologies, GsmBands = "f", LteMBands = "80084", NbIotBands = "4", Operator = "310410" };

            Assert.AreSame(technologies, choice.Technologies);
            Assert.AreEqual("f|80084|4|310410", choice.GsmBands + "|" + choice.LteMBands + "|" + choice.NbIotBands + "|" + choice.Operator);
            choice.Technologies = null;
            choice.Operator = null;
            choice.LteMBands = null;
            Assert.IsNull(choice.Technologies);
            Assert.IsNull(choice.Operator);
        }

        private static void ExpectModel(string model)
        {
            Session.Line.Expect("ATI\r", Session.Answer("Quectel\r\n" + model + "\r\nRevision: X"));
            Session.Line.Expect("AT+QGMR\r", Session.Ok);
            Session.Line.Expect("AT+GSN\r", Session.Ok);
        }

        private static void ExpectSetting(string name, string value)
        {
            Session.Line.Expect("AT+QCFG=\"" + name + "\"\r", Session.Answer("+QCFG: \"" + name + "\"," + value));
        }

        private static void ExpectOperator(string told)
        {
            Session.Line.Expect("AT+COPS?\r", Session.Answer(told));
        }
    }
}
