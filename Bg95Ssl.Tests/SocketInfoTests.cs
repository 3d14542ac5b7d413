// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What the module says of its sockets (application note 2.1.6; module facts 3).</summary>
    [TestClass]
    public class SocketInfoTests
    {
        private const string Row4 = "\r\n+QSSLSTATE: 4,\"SSLClient\",\"45.79.112.203\",4243,0,2,1,4,0,\"uart1\",1\r\n";
        private const string Row11 = "\r\n+QSSLSTATE: 11,\"SSLClient\",\"2001:db8::1\",443,50123,3,16,4,1,\"usbmodem\",5\r\n";

        [TestMethod]
        public void GetSockets_None_IsZero()
        {
            ScriptedTransport line = Session.Open();
            SslSocketInfo[] infos = new SslSocketInfo[] { new SslSocketInfo() };
            line.Expect("AT+QSSLSTATE\r", Session.Ok);

            Assert.AreEqual(0, Session.Modem.GetSockets(infos));

            Assert.AreEqual(-1, infos[0].Id);
            Session.End();
        }

        [TestMethod]
        public void GetSockets_Several_FillsTheProgramsObjects()
        {
            for (int split = 0; split < 3; split++)
            {
                ScriptedTransport line = Session.Open();
                SslSocketInfo[] infos = new SslSocketInfo[] { new SslSocketInfo(), new SslSocketInfo(), new SslSocketInfo() };
                line.Split = split;
                line.Expect("AT+QSSLSTATE\r", Row4 + "\r\n+QSSLURC: \"recv\",4\r\n" + Row11 + Session.Ok);

                Assert.AreEqual(2, Session.Modem.GetSockets(infos));

                Check(infos[0], 4, "45.79.112.203", 4243, 0, SocketState.Connected, 1, AccessMode.Buffer, 1);

                // 3 has been printed for a connection that works (module facts 3).
                Check(infos[1], 11, "2001:db8::1", 443, 50123, SocketState.Connected, 16, AccessMode.DirectPush, 5);
                Assert.AreEqual(-1, infos[2].Id);
                Session.End();
            }
        }

        [TestMethod]
        public void GetSockets_MoreThanObjects_SaysHowMany()
        {
            ScriptedTransport line = Session.Open();
            SslSocketInfo[] infos = new SslSocketInfo[] { new SslSocketInfo() };
            line.Expect("AT+QSSLSTATE\r", Row4 + Row11 + Session.Ok);
            line.Expect("AT+QSSLSTATE\r", Row4 + Row11 + Session.Ok);

            Assert.AreEqual(2, Session.Modem.GetSockets(infos));
            Assert.AreEqual(4, infos[0].Id);
            Assert.AreEqual(2, Session.Modem.GetSockets(new SslSocketInfo[0]));

            Session.End();
        }

        [TestMethod]
        public void GetSockets_NoObjects_Throws()
        {
            ScriptedTransport line = Session.Open();
            int written = line.Written;

            Thrown.EachIsArgument(GetSockets);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        private static bool GetSockets(int number)
        {
            switch (number)
            {
                case 0: Session.Modem.GetSockets(null); break;
                case 1: Session.Modem.GetSockets(new SslSocketInfo[] { new SslSocketInfo(), null }); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void GetInfo_KnownSocket_FillsTheObject()
        {
            ScriptedTransport line = Session.Connect();
            SslSocketInfo info = new SslSocketInfo();
            line.Expect("AT+QSSLSTATE=0\r", "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,4,1,4,2,\"uart1\",0\r\n" + Session.Ok);

            Session.Socket.GetInfo(info);

            Check(info, 0, "192.0.2.1", 443, 0, SocketState.Closing, 1, AccessMode.Transparent, 0);
            Thrown.IsArgument(GetInfo);
            Session.End();
        }

        [TestMethod]
        public void GetInfo_SocketThatTheModuleDoesNotKnow_SaysSo()
        {
            ScriptedTransport line = Session.Connect();
            SslSocketInfo info = new SslSocketInfo();
            line.Expect("AT+QSSLSTATE=0\r", Row4.Substring(0, 14) + "0" + Row4.Substring(15) + Session.Ok);
            Session.Socket.GetInfo(info);
            Assert.AreEqual(0, info.Id);
            line.Expect("AT+QSSLSTATE=0\r", Session.Ok);

            Session.Socket.GetInfo(info);

            Assert.AreEqual(-1, info.Id);
            Assert.AreEqual((int)SocketState.Initial, (int)info.State);
            Session.End();
        }

        [TestMethod]
        public void GetSockets_RowsCutShort_AreReadAsFarAsTheyGo()
        {
            // A module that prints less must not end the program.
            ScriptedTransport line = Session.Open();
            SslSocketInfo[] infos = new SslSocketInfo[] { new SslSocketInfo(), new SslSocketInfo() };
            line.Expect("AT+QSSLSTATE\r", "\r\n+QSSLSTATE: 4,\"SSLClient\"\r\n\r\n+QSSLSTATE: 99,\"SSLClient\",\"192.0.2.1\",443\r\n\r\n+QSSLSTATE: \r\n" + Session.Ok);

            Assert.AreEqual(1, Session.Modem.GetSockets(infos));

            Assert.AreEqual(4, infos[0].Id);
            Session.End();
        }

        private static void Check(SslSocketInfo info, int id, string address, int port, int local, SocketState state, int pdp, AccessMode mode, int context)
        {
            Assert.AreEqual(id, info.Id);
            Assert.AreEqual(address, info.Address);
            Assert.AreEqual(port, info.RemotePort);
            Assert.AreEqual(local, info.LocalPort);
            Assert.AreEqual((int)state, (int)info.State);
            Assert.AreEqual(pdp, info.PdpContextId);
            Assert.AreEqual((int)mode, (int)info.Mode);
            Assert.AreEqual(context, info.SslContextId);
        }

        private static void GetInfo()
        {
            Session.Socket.GetInfo(null);
        }
    }
}
