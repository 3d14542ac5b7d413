// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The line that announces as many bytes as were asked for, where it is not what the command waits for.</summary>
    [TestClass]
    public class AwaitedHeaderTests
    {
        private const int Count = 1500;
        private const string Header = "\r\n+QSSLRECV: 1500\r\n";

        private static string s_log;

        [TestMethod]
        public void Receive_HeaderBehindADamagedOne_IsNotBelieved()
        {
            // What stands behind the damaged header may be the peer's: it can say the header, too.
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            line.Expect("AT+QSSLRECV=0,1500\r", "\r\n+QSSLRECV: 15x0\r\n" + Header + Payload('b') + "\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Receive);

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.Modem.Close();
        }

        [TestMethod]
        public void Receive_SecondHeaderBehindThePayload_IsNoData()
        {
            // It belongs to something that was given up; nobody knows what is missing now.
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            line.Expect("AT+QSSLRECV=0,1500\r", Header + Payload('a') + "\r\n" + Header + Payload('b') + "\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, ReceiveTwice);

            Session.Modem.Close();
        }

        [TestMethod]
        public void UrcHandler_LineThatBeginsLikeItsPrefix_IsNotCalled()
        {
            ScriptedTransport line = Session.Open();
            s_log = string.Empty;
            Session.Modem.AddUrcHandler("+QMTRECV2", NoteLine);

            line.Deliver("\r\n+QMTRECV3: 1\r\n\r\n+QMTRECV2: 2\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual("+QMTRECV2: 2;", s_log);
            Session.End();
        }

        private static string Payload(char letter)
        {
            return new string(letter, Count);
        }

        private static void Receive()
        {
            Session.Socket.Receive(new byte[Count], 0, Count, 1000);
        }

        private static void ReceiveTwice()
        {
            byte[] buffer = new byte[Count];
            int received = Session.Socket.Receive(buffer, 0, Count, 1000);

            for (int i = 0; i < received; i++)
            {
                Assert.AreEqual((int)'a', (int)buffer[i]);
            }

            Session.Socket.Receive(buffer, 0, Count, 1000);
        }

        private static void NoteLine(object sender, UrcEventArgs e)
        {
            s_log += e.Line + ";";
        }
    }
}
