// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Threading;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>PDP contexts (application note 3.1; module facts 1 and 4.9).</summary>
    [TestClass]
    public class PdpTests
    {
        private static readonly AutoResetEvent s_raised = new AutoResetEvent(false);
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
            line.Expect("AT+QICSGP=1,1,\"\",\"\",\"\",0\r", "\r\nERROR\r\n");

            Bg95Exception thrown = Thrown.Is(Bg95Error.Rejected, () => Session.Modem.Pdp.Configure(1, string.Empty));

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
            line.Expect("AT+QIACT?\r", "\r\n+QIACT: 1,1,1,\"192.0.2.7\"\r\n\r\nOK\r\n");

            Session.Modem.Pdp.Activate(1);

            Session.End();
        }

        [TestMethod]
        public void Activate_ErrorAndActiveThen_IsTakenAsDone()
        {
            // QIACT on an active context may answer ERROR (module facts 4.9).
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");
            line.Expect("AT+QIACT=2\r", "\r\nERROR\r\n");
            line.Expect("AT+QIACT?\r", "\r\n+QIACT: 1,1,1,\"192.0.2.7\"\r\n+QIACT: 2,1,1,\"192.0.2.8\"\r\n\r\nOK\r\n");

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

            Thrown.Is(Bg95Error.NoNetworkService, () => Session.Modem.Pdp.Activate(1));

            Session.End();
        }

        [TestMethod]
        public void Activate_CmeErrorInWords_ThrowsRejected()
        {
            // CMEE=2, set by someone else (module facts 3).
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");
            line.Expect("AT+QIACT=1\r", "\r\n+CME ERROR: no network service\r\n");
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.Rejected, () => Session.Modem.Pdp.Activate(1));

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
            line.Expect("AT+QIACT?\r", "\r\n+QIACT: 1,1,1,\"192.0.2.7\"\r\n+QIACT: 12,1,1,\"198.51.100.9\"\r\n\r\nOK\r\n");

            Assert.AreEqual("198.51.100.9", Session.Modem.Pdp.GetAddress(12));

            Session.End();
        }

        [TestMethod]
        public void GetAddress_NotActive_IsNull()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", "\r\n+QIACT: 1,0,1,\"0.0.0.0\"\r\n\r\nOK\r\n");

            Assert.IsNull(Session.Modem.Pdp.GetAddress(1));

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
            s_raised.Reset();
            s_deactivated = 0;
            Session.Modem.Pdp.Deactivated += (sender, context) =>
            {
                s_deactivated = context;
                s_raised.Set();
            };

            line.Deliver("\r\n+QIURC: \"pdpdeact\",16\r\n");

            Assert.IsTrue(s_raised.WaitOne(5000, false));
            Assert.AreEqual(16, s_deactivated);
            Session.End();
        }
    }
}
