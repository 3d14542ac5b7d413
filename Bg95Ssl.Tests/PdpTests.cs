// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>PDP contexts (application note 3.1; module facts 1 and 4.9).</summary>
    [TestClass]
    public class PdpTests
    {
        private static int s_deactivated;

        [TestMethod]
        public void Configure_ApnOnly_WritesSixValues()
        {
            // The application note prints seven; the module takes six (module facts 1).
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QICSGP=1,1,\"iot.example\",\"\",\"\",0\r", "\r\nOK\r\n");

            Session.Modem.Pdp.Configure(1, "iot.example");

            Session.End();
        }

        [TestMethod]
        public void Configure_AllValues_WritesThem()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QICSGP=16,3,\"iot.example\",\"user\",\"pass,word\",3\r", "\r\nOK\r\n");

            Session.Modem.Pdp.Configure(16, PdpType.IPv4v6, "iot.example", "user", "pass,word", PdpAuthentication.PapOrChap);

            Session.End();
        }

        [TestMethod]
        public void Configure_LongestValues_FitOneCommand()
        {
            ScriptedTransport line = Session.Open();
            string apn = new string('a', 99);
            string user = new string('u', 127);
            line.Expect("AT+QICSGP=16,1,\"" + apn + "\",\"" + user + "\",\"" + user + "\",1\r", "\r\nOK\r\n");

            Session.Modem.Pdp.Configure(16, PdpType.IPv4, apn, user, user, PdpAuthentication.Pap);

            Session.End();
        }

        [TestMethod]
        public void Configure_Error_ThrowsRejected()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QICSGP=1,1,\"\",\"\",\"\",0\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);

            Bg95Exception thrown = Thrown.Is(Bg95Error.Rejected, Configure);

            Assert.AreEqual("AT+QICSGP", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void Activate_NotActive_Activates()
        {
            Activate_NotActive_Activates(0);
            Activate_NotActive_Activates(1);
        }

        private static void Activate_NotActive_Activates(int split)
        {
            ScriptedTransport line = Session.Open();
            line.Split = split;
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");
            line.Expect("AT+QIACT=1\r", "\r\nOK\r\n");

            Session.Modem.Pdp.Activate(1);

            Session.End();
        }

        [TestMethod]
        public void Activate_AlreadyActive_LeavesItAsItIs()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));

            Session.Modem.Pdp.Activate(1);

            Session.End();
        }

        [TestMethod]
        public void Activate_ErrorAndActiveThen_IsTakenAsDone()
        {
            // QIACT on an active context may answer ERROR (module facts 4.9).
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");
            line.Expect("AT+QIACT=2\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\"\r\n+QIACT: 2,1,1,\"192.0.2.8\""));

            Session.Modem.Pdp.Activate(2);

            Session.End();
        }

        [TestMethod]
        public void Activate_CmeError_ThrowsItsNumber()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");
            line.Expect("AT+QIACT=1\r", "\r\n+CME ERROR: 30\r\n");
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.NoNetworkService, Calls.Activate);

            Session.End();
        }

        [TestMethod]
        public void Activate_CmeErrorInWords_ThrowsRejected()
        {
            // CMEE=2, set by someone else (module facts 3).
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");
            line.Expect("AT+QIACT=1\r", "\r\n+CME ERROR: no network service\r\n");
            line.Expect("AT+QIGETERROR\r", Session.NoReason);
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.Rejected, Calls.Activate);

            Session.End();
        }

        [TestMethod]
        public void GetAddress_SecondOfTwo_IsItsOwn()
        {
            GetAddress_SecondOfTwo_IsItsOwn(0);
            GetAddress_SecondOfTwo_IsItsOwn(1);
            GetAddress_SecondOfTwo_IsItsOwn(5);
        }

        private static void GetAddress_SecondOfTwo_IsItsOwn(int split)
        {
            ScriptedTransport line = Session.Open();
            line.Split = split;
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\"\r\n+QIACT: 12,1,1,\"198.51.100.9\""));

            Assert.AreEqual("198.51.100.9", Session.Modem.Pdp.GetAddress(12));

            Session.End();
        }

        [TestMethod]
        public void GetAddress_NotActive_IsNull()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,0,1,\"0.0.0.0\""));

            Assert.IsNull(Session.Modem.Pdp.GetAddress(1));

            Session.End();
        }

        [TestMethod]
        public void GetActive_SeveralContexts_FillsTheProgramsObjects()
        {
            GetActive_SeveralContexts_FillsTheProgramsObjects(0);
            GetActive_SeveralContexts_FillsTheProgramsObjects(1);
        }

        private static void GetActive_SeveralContexts_FillsTheProgramsObjects(int split)
        {
            ScriptedTransport line = Session.Open();
            line.Split = split;
            line.Expect(
                "AT+QIACT?\r",
                Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\"\r\n+QIACT: 5,0,1,\"0.0.0.0\"\r\n+QIACT: 16,1,2,\"2001:db8::7\""));
            PdpContext[] contexts = { new PdpContext(), new PdpContext(), new PdpContext() };

            Assert.AreEqual(2, Session.Modem.Pdp.GetActive(contexts));

            Assert.AreEqual(1, contexts[0].Id);
            Assert.AreEqual((int)PdpType.IPv4, (int)contexts[0].Type);
            Assert.AreEqual("192.0.2.7", contexts[0].Address);
            Assert.AreEqual(16, contexts[1].Id);
            Assert.AreEqual((int)PdpType.IPv6, (int)contexts[1].Type);
            Assert.AreEqual("2001:db8::7", contexts[1].Address);
            Assert.IsNull(contexts[2].Address);
            Session.End();
        }

        [TestMethod]
        public void GetActive_MoreThanFit_CountsThemAll()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\"\r\n+QIACT: 2,1,1,\"192.0.2.8\""));
            PdpContext[] contexts = { new PdpContext() };

            Assert.AreEqual(2, Session.Modem.Pdp.GetActive(contexts));

            Assert.AreEqual("192.0.2.7", contexts[0].Address);
            Session.End();
        }

        [TestMethod]
        public void GetActive_NoContext_IsZero()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");

            Assert.AreEqual(0, Session.Modem.Pdp.GetActive(new PdpContext[0]));

            Session.End();
        }

        [TestMethod]
        public void SetDnsServers_OneOrTwo_WritesThem()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDNSCFG=16,\"192.0.2.53\",\"2001:db8::53\"\r", "\r\nOK\r\n");
            line.Expect("AT+QIDNSCFG=1,\"192.0.2.53\"\r", "\r\nOK\r\n");

            Session.Modem.Pdp.SetDnsServers(16, "192.0.2.53", "2001:db8::53");
            Session.Modem.Pdp.SetDnsServers(1, "192.0.2.53", string.Empty);

            Session.End();
        }

        [TestMethod]
        public void SetDnsServers_Error_ThrowsRejected()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDNSCFG=1,\"192.0.2.53\"\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);

            Bg95Exception thrown = Thrown.Is(Bg95Error.Rejected, SetDnsServers);

            Assert.AreEqual("AT+QIDNSCFG", thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void GetDnsServers_TwoOrNone_GivesThem()
        {
            GetDnsServers_TwoOrNone_GivesThem(Session.Answer("+QIDNSCFG: 3,\"192.0.2.53\",\"198.51.100.53\""), "192.0.2.53", "198.51.100.53");
            GetDnsServers_TwoOrNone_GivesThem(Session.Answer("+QIDNSCFG: 3,\"0.0.0.0\",\"0.0.0.0\""), "0.0.0.0", "0.0.0.0");
            GetDnsServers_TwoOrNone_GivesThem(Session.Answer("+QIDNSCFG: 3,\"192.0.2.53\",\"\""), "192.0.2.53", string.Empty);
        }

        private static void GetDnsServers_TwoOrNone_GivesThem(string answer, string primary, string secondary)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDNSCFG=3\r", answer);

            string[] servers = Session.Modem.Pdp.GetDnsServers(3);

            Assert.AreEqual(primary, servers[0]);
            Assert.AreEqual(secondary, servers[1]);
            Session.End();
        }

        [TestMethod]
        public void GetDnsServers_NothingTold_ThrowsUnexpectedAnswer()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDNSCFG=3\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.UnexpectedAnswer, GetDnsServers);

            Session.End();
        }

        [TestMethod]
        public void GetAddress_AfterDnsServers_ReadsItsOwnAnswer()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDNSCFG=1\r", Session.Answer("+QIDNSCFG: 1,\"192.0.2.53\",\"\""));
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));

            string[] servers = Session.Modem.Pdp.GetDnsServers(1);

            Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1));
            Assert.AreEqual("192.0.2.53", servers[0]);
            Session.End();
        }

        [TestMethod]
        public void Deactivate_Active_WritesTheCommand()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDEACT=16\r", "\r\nOK\r\n");

            Session.Modem.Pdp.Deactivate(16);

            Session.End();
        }

        [TestMethod]
        public void Deactivated_PdpdeactUrc_IsRaisedWithTheContext()
        {
            ScriptedTransport line = Session.Open();
            Session.Raised.Wait(0);
            s_deactivated = 0;
            Session.Modem.Pdp.Deactivated += Deactivated;

            line.Deliver("\r\n+QIURC: \"pdpdeact\",16\r\n");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual(16, s_deactivated);
            Session.End();
        }

        private static void Deactivated(object sender, PdpDeactivatedEventArgs e)
        {
            s_deactivated = e.ContextId;
            Session.Raised.Set();
        }

        private static void Configure()
        {
            Session.Modem.Pdp.Configure(1, string.Empty);
        }

        private static void SetDnsServers()
        {
            Session.Modem.Pdp.SetDnsServers(1, "192.0.2.53", string.Empty);
        }

        private static void GetDnsServers()
        {
            Session.Modem.Pdp.GetDnsServers(3);
        }
    }
}
