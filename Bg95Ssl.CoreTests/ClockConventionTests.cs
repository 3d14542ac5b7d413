// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Whether the module's clock counts UTC or local time, and where the time comes from (module facts 3 and 9).</summary>
    [TestClass]
    public class ClockConventionTests
    {
        private const string Clock = "\r\n+CCLK: \"26/11/24,09:14:02+04\"\r\n\r\nOK\r\n";

        private static readonly DateTime s_asUtc = new DateTime(2026, 11, 24, 9, 14, 2);
        private static readonly DateTime s_asLocal = new DateTime(2026, 11, 24, 8, 14, 2);

        private static ClockSource s_source;

        [TestMethod]
        public void GetUtc_ConventionIsSet_GoesByIt()
        {
            ScriptedTransport line = Session.Open();
            line.Always("AT+CCLK?\r", Clock);
            line.Always("AT+QLTS=2\r", "\r\nERROR\r\n");
            ModuleClock clock = Session.Modem.Clock;

            clock.Convention = ClockConvention.Utc;
            Assert.IsTrue(clock.GetUtc() == s_asUtc);
            clock.Convention = ClockConvention.LocalTime;
            Assert.IsTrue(clock.GetUtc() == s_asLocal);
            Assert.AreEqual((int)ClockConvention.LocalTime, (int)clock.Convention);
            Thrown.EachIsArgument(SetConvention);
            Session.End();
        }

        private static bool SetConvention(int number)
        {
            switch (number)
            {
                case 0: Session.Modem.Clock.Convention = (ClockConvention)3; break;
                case 1: Session.Modem.Clock.Convention = (ClockConvention)(-1); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void GetUtc_ClockCountsFrom1970_IsNotOfThisCentury()
        {
            // Other modules that were never told the time count from 1980 (module facts 8).
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: \"70/01/01,00:00:19+00\""));

            Assert.IsTrue(Session.Modem.Clock.GetUtc() == new DateTime(1970, 1, 1, 0, 0, 19));

            Session.End();
        }

        [TestMethod]
        public void GetUtc_NetworkTime_TellsTheConventionOnce()
        {
            NetworkTells("26/11/24,10:14:10+04", s_asUtc, "09:00:00");
            NetworkTells("26/11/24,10:13:50+04", s_asUtc, "09:00:00");
            NetworkTells("26/11/24,09:14:10+04", s_asLocal, "10:00:00");
            NetworkTells("26/11/24,09:13:50+04", s_asLocal, "10:00:00");
        }

        // It is remembered, and what is set goes by it.
        private static void NetworkTells(string network, DateTime expected, string set)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Clock);
            line.Expect("AT+QLTS=2\r", Session.Answer("+QLTS: \"" + network + ",0\""));
            line.Expect("AT+CCLK?\r", Clock);
            line.Expect("AT+CCLK=\"26/11/24," + set + "+04\"\r", Session.Ok);
            ModuleClock clock = Session.Modem.Clock;

            Assert.IsTrue(clock.GetUtc() == expected, network);
            Assert.IsTrue(clock.GetUtc() == expected, network);

            clock.Set(new DateTime(2026, 11, 24, 9, 0, 0), 4);
            Session.End();
        }

        [TestMethod]
        public void Set_ConventionIsUtc_WritesUtc()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK=\"26/11/24,09:14:02-20\"\r", Session.Ok);
            Session.Modem.Clock.Convention = ClockConvention.Utc;

            Session.Modem.Clock.Set(s_asUtc, -20);

            Session.End();
        }

        [TestMethod]
        public void GetUtc_NetworkTimeCannotBeHad_IsLocalTime()
        {
            NoNetwork("\r\nERROR\r\n");
            NoNetwork("\r\n+CME ERROR: 3\r\n");
            NoNetwork(Session.Ok);
            NoNetwork(Session.NoNetworkTime);
        }

        private static void NoNetwork(string answer)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Clock);
            line.Expect("AT+QLTS=2\r", answer);

            Assert.IsTrue(Session.Modem.Clock.GetUtc() == s_asLocal, answer);

            Session.End();
        }

        [TestMethod]
        public void GetUtc_ModuleFallsSilent_ThrowsWhatWasAsked()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Clock);
            line.Expect("AT+QLTS=2\r", null);

            Bg95Exception thrown = Thrown.Is(Bg95Error.NoAnswer, GetUtc);

            Assert.AreEqual("AT+QLTS", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void GetUtc_AnswerWithoutATime_IsNone()
        {
            NoTime("\"2x/11/24,09:14:02+04\"");
            NoTime("\"x6/11/24,09:14:02+04\"");
            NoTime("\"26/11/24,09:14:0:+04\"");
            NoTime("\"26/11/24,09:14: 2+04\"");
            NoTime("\"26/11/24,/9:14:02+04\"");
            NoTime("\"26/02/29,09:14:02+04\"");
        }

        private static void NoTime(string said)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: " + said));

            Assert.IsTrue(Session.Modem.Clock.GetUtc() == DateTime.MinValue, said);

            Session.End();
        }

        [TestMethod]
        public void SetFromNetwork_WrongValues_AreRefused()
        {
            Session.Open();
            int written = Session.Line.Written;

            Thrown.EachIsArgument(SetFromWrongValues);

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        private static bool SetFromWrongValues(int number)
        {
            switch (number)
            {
                case 0: Session.Modem.Clock.SetFromNetwork(string.Empty); break;
                case 1: Session.Modem.Clock.SetFromNetwork("a\"b"); break;
                case 2: Session.Modem.Clock.SetFromNetwork(null, 17); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void SetFromNetwork_EachSource_IsSaid()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QLTS=2\r", Session.Answer("+QLTS: \"26/11/24,09:14:02+04,0\""));
            line.Expect("AT+CCLK=\"26/11/24,08:14:02+00\"\r", Session.Ok);
            Assert.AreEqual((int)ClockSource.Network, (int)Session.Modem.Clock.SetFromNetwork("ntp.example"));

            line.Expect("AT+QLTS=2\r", Session.NoNetworkTime);
            Assert.AreEqual((int)ClockSource.None, (int)Session.Modem.Clock.SetFromNetwork());

            line.Expect("AT+QLTS=2\r", Session.NoNetworkTime);
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", "\r\nOK\r\n\r\n+QNTP: 0,\"2026/11/24,08:14:02+00\"\r\n");
            Assert.AreEqual((int)ClockSource.TimeServer, (int)Session.Modem.Clock.SetFromNetwork("ntp.example"));

            line.Expect("AT+QLTS=2\r", Session.NoNetworkTime);
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", "\r\n+QNTP: 565\r\n\r\nOK\r\n");
            Assert.AreEqual((int)ClockSource.None, (int)Session.Modem.Clock.SetFromNetwork("ntp.example"));
            Session.End();
        }

        [TestMethod]
        public void Synchronize_ResultWithoutANumberOrNone_Throws()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", "\r\nOK\r\n\r\n+QNTP: x\r\n");
            Thrown.Is(Bg95Error.UnexpectedAnswer, Calls.Synchronize);

            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", Session.Ok);
            long from = Session.Time.Now;
            Thrown.Is(Bg95Error.NoAnswer, Calls.Synchronize);
            Assert.AreEqual(125000, (int)(Session.Time.Now - from));

            // A result that comes too late is not the next one's.
            line.Deliver("\r\n+QNTP: 0\r\n");
            line.Settle();
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", Session.Ok);
            s_source = ClockSource.None;
            Beside beside = Beside.Start(SetFromServer);
            Session.Time.Advance(1000);
            Assert.AreEqual(-1, beside.Taken);
            line.Deliver("\r\n+QNTP: 0\r\n");
            Session.Time.Advance(1);
            beside.HasWorked();
            Assert.AreEqual((int)ClockSource.TimeServer, (int)s_source);
            Session.End();
        }

        private static void SetFromServer()
        {
            s_source = Session.Modem.Clock.SetFromNetwork("ntp.example");
        }

        private static void GetUtc()
        {
            Session.Modem.Clock.GetUtc();
        }

        [TestMethod]
        public void Diagnose_ServersAndNames_AreFound()
        {
            // No DNS server; a name that cannot be checked; a module that has lost its PDP context.
            Diagnose("a.example", "+QIDNSCFG: 1,\"0.0.0.0\",\"0.0.0.0\"", SslFindings.NoDnsServer, false);
            Diagnose("a.example", "+QIDNSCFG: 1,\"\",\"\"", SslFindings.NoDnsServer, false);
            Diagnose("a.example", "+QIDNSCFG: 1,\"192.0.2.53\",\"\"", SslFindings.None, false);
            Diagnose("192.0.2.9", null, SslFindings.HostIsAddress, false);
            Diagnose("2001:db8::a", null, SslFindings.HostIsAddress, false);
            Diagnose("192.0.2.9", null, SslFindings.None, true);
        }

        private static void Diagnose(string host, string servers, SslFindings expected, bool isUnchecked)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.RefuseOnlineChecks();
            Session.Context.InsecureOmitServerName = isUnchecked;
            Session.Context.InsecureSkipHostCheck = isUnchecked;
            line.Always("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            line.Always("AT+QFLST=", Session.Answer("+QFLST: \"ca.pem\",1188"));

            if (servers != null)
            {
                line.Always("AT+QIDNSCFG=1\r", Session.Answer(servers));
            }

            Assert.AreEqual((int)expected, (int)Session.Modem.Diagnose(Session.Context, host).Findings, host);
            Session.End();
        }

        [TestMethod]
        public void Diagnose_ModuleFallsSilentInTheMiddle_Throws()
        {
            // What nobody has asked for makes the driver get in step before it reads the settings.
            ScriptedTransport line = Session.OpenWithContext();
            Session.Context.SecurityLevel = SecurityLevel.InsecureNone;
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\"") + Session.Ok);
            Session.Time.StartThread(FallSilent);
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, DiagnoseAddress);

            Assert.AreEqual(20000, (int)(Session.Time.Now - from));
            Session.End();
        }

        private static void FallSilent()
        {
            Session.Time.Sleep(50);
            Session.Line.Deaf = true;
        }

        private static void DiagnoseAddress()
        {
            Session.Modem.Diagnose(Session.Context, "192.0.2.9");
        }
    }
}
