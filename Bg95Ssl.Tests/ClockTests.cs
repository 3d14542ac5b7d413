// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The module's clock, and what is checked by it before a handshake (application note 1.4; module facts 3).</summary>
    [TestClass]
    public class ClockTests
    {
        [TestMethod]
        public void GetUtc_LocalTimeAndZone_IsUtc()
        {
            GetUtc_LocalTimeAndZone_IsUtc("26/11/24,09:14:02+00", new DateTime(2026, 11, 24, 9, 14, 2));
            GetUtc_LocalTimeAndZone_IsUtc("26/11/24,09:14:02+04", new DateTime(2026, 11, 24, 8, 14, 2));
            GetUtc_LocalTimeAndZone_IsUtc("26/11/24,09:14:02-28", new DateTime(2026, 11, 24, 16, 14, 2));
            GetUtc_LocalTimeAndZone_IsUtc("26/12/31,23:30:00-04", new DateTime(2027, 1, 1, 0, 30, 0));
            GetUtc_LocalTimeAndZone_IsUtc("28/02/29,00:00:59+22", new DateTime(2028, 2, 28, 18, 30, 59));
            GetUtc_LocalTimeAndZone_IsUtc("26/11/24,09:14:02", new DateTime(2026, 11, 24, 9, 14, 2));

            // Two digits: what a module says that was never told the time, and the last year they can say.
            GetUtc_LocalTimeAndZone_IsUtc("80/01/06,00:00:19+00", new DateTime(1980, 1, 6, 0, 0, 19));
            GetUtc_LocalTimeAndZone_IsUtc("69/12/31,00:00:00+00", new DateTime(2069, 12, 31, 0, 0, 0));
        }

        [TestMethod]
        public void GetUtc_NoTime_IsTheMinimum()
        {
            GetUtc_LocalTimeAndZone_IsUtc(string.Empty, DateTime.MinValue);
            GetUtc_LocalTimeAndZone_IsUtc("26/13/24,09:14:02+00", DateTime.MinValue);
            GetUtc_LocalTimeAndZone_IsUtc("26/11/24", DateTime.MinValue);
            GetUtc_LocalTimeAndZone_IsUtc("soon", DateTime.MinValue);
        }

        private static void GetUtc_LocalTimeAndZone_IsUtc(string told, DateTime expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", "\r\n+CCLK: \"" + told + "\"\r\n\r\nOK\r\n");

            Assert.IsTrue(expected == Session.Modem.Clock.GetUtc(), told);

            Session.End();
        }

        [TestMethod]
        public void GetUtc_Refused_ThrowsItsError()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", "\r\n+CME ERROR: 3\r\n");

            Bg95Exception thrown = Thrown.Is(Bg95Error.NotAllowed, GetUtc);

            Assert.AreEqual("AT+CCLK", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void GetNetworkUtc_ToldOrNot_SaysSo()
        {
            GetNetworkUtc_ToldOrNot_SaysSo(Session.Answer("+QLTS: \"2026/11/24,09:14:02+04,0\""), new DateTime(2026, 11, 24, 8, 14, 2));
            GetNetworkUtc_ToldOrNot_SaysSo(Session.Answer("+QLTS: \"2026/06/24,09:14:02-16,1\""), new DateTime(2026, 6, 24, 13, 14, 2));
            GetNetworkUtc_ToldOrNot_SaysSo(Session.Answer("+QLTS: \"\""), DateTime.MinValue);
        }

        private static void GetNetworkUtc_ToldOrNot_SaysSo(string answer, DateTime expected)
        {
            // Local time with its zone; with 1 the time is UTC and the zone stands there all the same.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QLTS=2\r", answer);

            Assert.IsTrue(expected == Session.Modem.Clock.GetNetworkUtc(), answer);

            Session.End();
        }

        [TestMethod]
        public void Set_AnyZone_WritesLocalTime()
        {
            DateTime utc = new DateTime(2026, 1, 2, 3, 4, 5);
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK=\"26/01/02,03:04:05+00\"\r", "\r\nOK\r\n");
            line.Expect("AT+CCLK=\"26/01/02,04:04:05+04\"\r", "\r\nOK\r\n");
            line.Expect("AT+CCLK=\"26/01/01,20:04:05-28\"\r", "\r\nOK\r\n");
            line.Expect("AT+CCLK=\"80/01/06,00:00:00+00\"\r", "\r\nOK\r\n");

            Session.Modem.Clock.Set(utc);
            Session.Modem.Clock.Set(utc, 4);
            Session.Modem.Clock.Set(utc, -28);
            Session.Modem.Clock.Set(new DateTime(1980, 1, 6));

            Session.End();
        }

        [TestMethod]
        public void Set_OutOfRange_IsRefused()
        {
            Session.Open();
            int written = Session.Line.Written;

            Thrown.EachIsArgument(Set);

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        private static bool Set(int number)
        {
            switch (number)
            {
                case 0: Session.Modem.Clock.Set(new DateTime(1979, 12, 31)); break;
                case 1: Session.Modem.Clock.Set(new DateTime(2070, 1, 1)); break;
                case 2: Session.Modem.Clock.Set(new DateTime(2026, 1, 1), -49); break;
                case 3: Session.Modem.Clock.Set(new DateTime(2026, 1, 1), 57); break;
                case 4: Session.Modem.Clock.Synchronize(string.Empty); break;
                case 5: Session.Modem.Clock.Synchronize("a\"b"); break;
                case 6: Session.Modem.Clock.Synchronize("ntp.example", 0); break;
                case 7: Session.Modem.Clock.Synchronize("ntp.example", 123, 17); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void Synchronize_ResultBeforeOrAfterOk_Returns()
        {
            Synchronize_ResultBeforeOrAfterOk_Returns("\r\nOK\r\n\r\n+QNTP: 0,\"2026/11/24,09:14:02+00\"\r\n", null);
            Synchronize_ResultBeforeOrAfterOk_Returns(Session.Answer("+QNTP: 0,\"2026/11/24,09:14:02+00\""), null);
            Synchronize_ResultBeforeOrAfterOk_Returns("\r\nOK\r\n", "\r\n+QSSLURC: \"recv\",3\r\n\r\n+QNTP: 0,\"2026/11/24,09:14:02+00\"\r\n");
        }

        private static void Synchronize_ResultBeforeOrAfterOk_Returns(string answer, string later)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNTP=2,\"ntp.example\",1123\r", answer);

            if (later != null)
            {
                line.DeliverAtLast(later);
            }

            Session.Modem.Clock.Synchronize("ntp.example", 1123, 2);

            Session.End();
        }

        [TestMethod]
        public void Synchronize_Failure_ThrowsItsNumber()
        {
            Synchronize_Failure_ThrowsItsNumber("\r\nOK\r\n\r\n+QNTP: 565\r\n", (int)Bg95Error.DnsParseFailed);
            Synchronize_Failure_ThrowsItsNumber("\r\n+CME ERROR: 3\r\n", (int)Bg95Error.NotAllowed);
            Synchronize_Failure_ThrowsItsNumber("\r\nERROR\r\n", (int)Bg95Error.Rejected);
        }

        private static void Synchronize_Failure_ThrowsItsNumber(string answer, int error)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", answer);

            Bg95Exception thrown = Thrown.Is((Bg95Error)error, Calls.Synchronize);

            Assert.AreEqual("AT+QNTP", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void Synchronize_RestartMeanwhile_ThrowsAndDoesNotWait()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", "\r\nOK\r\n");
            line.DeliverAtLast("\r\nRDY\r\n");

            Thrown.Is(Bg95Error.NoAnswer, Calls.Synchronize);

            Session.End();
        }

        [TestMethod]
        public void Synchronize_AfterARestart_GetsInStepAndWaitsForTheResult()
        {
            ScriptedTransport line = Session.Open();
            line.Deliver("\r\nRDY\r\n");
            line.Settle();
            Session.ExpectRecovery();
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", "\r\nOK\r\n");
            line.DeliverAtLast("\r\n+QNTP: 0,\"2026/11/24,09:14:02+00\"\r\n");

            Session.Modem.Clock.Synchronize("ntp.example");

            Session.End();
        }

        [TestMethod]
        public void Synchronize_AnotherThreadsCommand_RunsMeanwhile()
        {
            // The event thread's, here; the result comes only after that command.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", "\r\nOK\r\n");
            line.DeliverAtLast("\r\n+QIURC: \"pdpdeact\",3\r\n");
            Session.Modem.Pdp.Deactivated += Deactivate;

            Session.Modem.Clock.Synchronize("ntp.example");

            Session.End();
        }

        private static void Deactivate(object sender, PdpDeactivatedEventArgs e)
        {
            Session.Line.Expect("AT+QIDEACT=3\r", "\r\nOK\r\n\r\n+QNTP: 0,\"2026/11/24,09:14:02+00\"\r\n");
            Session.Modem.Pdp.Deactivate(e.ContextId);
        }

        [TestMethod]
        public void Connect_ClockNeverSet_ThrowsClockWrongBeforeAnythingIsSent()
        {
            ScriptedTransport line = Session.OpenWithContext();
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:19+00\""));

            Bg95Exception thrown = Thrown.Is(Bg95Error.ClockWrong, Calls.Connect);

            Assert.AreEqual("AT+CCLK: the module's clock is wrong; set it", thrown.Message);
            Session.End();
        }

        [TestMethod]
        public void Connect_ClockAtTheEdges_IsRightToTheSecond()
        {
            Connect_Clock_ThrowsOrReadsOnceAndOpens("25/01/01,00:59:59+04", true);
            Connect_Clock_ThrowsOrReadsOnceAndOpens("25/01/01,01:00:00+04", false);
            Connect_Clock_ThrowsOrReadsOnceAndOpens("26/12/31,19:30:00-18", false);
            Connect_Clock_ThrowsOrReadsOnceAndOpens("26/12/31,19:30:01-18", true);
        }

        private static void Connect_Clock_ThrowsOrReadsOnceAndOpens(string told, bool wrong)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.Context.NotBefore = new DateTime(2025, 1, 1);
            Session.Context.NotAfter = new DateTime(2027, 1, 1);
            line.Expect("AT+CCLK?\r", "\r\n+CCLK: \"" + told + "\"\r\n\r\nOK\r\n");

            if (wrong)
            {
                Thrown.Is(Bg95Error.ClockWrong, Calls.Connect);
            }
            else
            {
                Session.ExpectSettings();
                Session.ConnectConfigured();
            }

            Session.End();
        }

        [TestMethod]
        public void Connect_EachTime_ReadsTheClock()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:19+00\""));

            Thrown.Is(Bg95Error.ClockWrong, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_ValidityNotChecked_DoesNotReadTheClock()
        {
            ScriptedTransport line = Session.OpenWithContext();
            line.Always("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:19+00\""));
            Session.Context.InsecureIgnoreValidity = true;
            Session.ExpectSettings("ignorelocaltime", "1");

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_NobodyChecked_DoesNotReadTheClock()
        {
            ScriptedTransport line = Session.OpenWithContext();
            line.Always("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:19+00\""));
            Session.Context.SecurityLevel = SecurityLevel.InsecureNone;
            Session.LevelName = null;
            Session.ExpectSettings("seclevel", "0");

            Session.ConnectConfigured();

            Session.End();
        }

        private static void GetUtc()
        {
            Session.Modem.Clock.GetUtc();
        }
    }
}
