// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Lines that are not the driver's, or only look like it, and ends that are not the peer's.</summary>
    [TestClass]
    public class StrangerTests
    {
        private const string State = "+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1";

        [TestMethod]
        public void Strangers_BetweenACommandAndItsPayload_HarmNothing()
        {
            string[] strangers = { "RING", "SMS DONE", "+QMTRECV: 0,1,\"t\",\"p\"", "+CREG: 5,\"1A2B\",\"01C3\",8", "^MODE: 17", "+QIND: \"csq\",20,99", "+QGPSURC: 1" };

            for (int split = 0; split < 3; split++)
            {
                ScriptedTransport line = Session.ConnectAndLearn();
                line.Split = split;
                string all = string.Empty;

                for (int i = 0; i < strangers.Length; i++)
                {
                    all += "\r\n" + strangers[i] + "\r\n";
                }

                line.Expect("AT+QSSLRECV=0,8\r", all + "\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n" + all);

                Assert.AreEqual("abcd", Session.Receive(8));

                Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
                Session.End();

                line = Session.Connect(AccessMode.DirectPush);
                line.Split = split;
                line.Deliver(all + Session.Push(0, "ab") + all + Session.Push(0, "cd") + all);
                line.Settle();
                Assert.AreEqual("abcd", Session.Receive(8));
                Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
                Session.End();
            }
        }

        [TestMethod]
        public void EndOfTheSimCardsStart_IsKnown()
        {
            ScriptedTransport line = Session.Connect();
            line.Deliver("\r\n+QIND: SMS DONE\r\n\r\n+QIND: PB DONE\r\n");
            line.Settle();

            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.UnknownLines]);
            Session.End();
        }

        [TestMethod]
        public void RestartInThePeersData_AfterALostByte_IsNotBelieved()
        {
            string[] words = { "RDY", "POWERED DOWN", "APP RDY", "NORMAL POWER DOWN" };

            for (int i = 0; i < words.Length; i++)
            {
                ScriptedTransport line = Session.Connect();
                SslSocket other = Session.Socket;
                Session.ConnectAgain(AccessMode.DirectPush);
                Session.AlwaysRecover();
                line.Always("AT+QSSLSTATE=0\r", Session.Answer(State));
                line.Always("AT+QSSLRECV=0,", Session.Answer("+QSSLRECV: 0"));
                line.Deliver(Bytes.Without(Session.Push(1, "ab\r\n" + words[i] + "\r\ncd"), 5));
                Session.Time.Advance(10000);

                Session.Use(other);
                Assert.AreEqual("(-1)", Session.Receive(8));

                Assert.AreEqual((int)SocketState.Connected, (int)other.State);
                Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
                Session.End();
            }
        }

        [TestMethod]
        public void Restart_SocketsThatNobodyDisposed_FreeTheirIds()
        {
            ScriptedTransport line = Session.Connect();
            line.Always("AT+QSSLCFG=", Session.Ok);

            for (int round = 0; round < 2; round++)
            {
                for (int i = 1; i < 7; i++)
                {
                    Session.ConnectConfigured();
                }

                Session.ExpectRecovery();
                line.Deliver("\r\nRDY\r\n");
                line.Settle();
                Session.ConnectConfigured();
            }

            Session.End();
        }

        [TestMethod]
        public void Receive_EndThatIsNotThePeers_ThrowsAndIsNever0()
        {
            // Data are left in the module in each case: a page cut short must not look whole.
            Receive_EndThatIsNotThePeers_ThrowsAndIsNever0("\r\nRDY\r\n", Bg95Error.ModuleRestarted);
            Receive_EndThatIsNotThePeers_ThrowsAndIsNever0("\r\nPOWERED DOWN\r\n", Bg95Error.ModuleRestarted);
            Receive_EndThatIsNotThePeers_ThrowsAndIsNever0("\r\n+QIURC: \"pdpdeact\",1\r\n", Bg95Error.PdpDeactivated);
            Receive_EndThatIsNotThePeers_ThrowsAndIsNever0("\r\n+QSSLURC: \"closed\",0\r\n\r\nRDY\r\n", Bg95Error.ModuleRestarted);
            Receive_EndThatIsNotThePeers_ThrowsAndIsNever0(null, Bg95Error.PortFailed);
        }

        private static void Receive_EndThatIsNotThePeers_ThrowsAndIsNever0(string said, Bg95Error error)
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Always("AT+QSSLRECV=0,", Session.Answer("+QSSLRECV: 0"));
            line.Always("AT+QSSLSTATE=", Session.Ok);
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n" + said);
            line.Settle();

            if (said == null)
            {
                Session.Modem.Close();
            }

            Thrown.Is(error, Calls.Receive);
            Thrown.Is(error, Calls.Receive);
            Session.End();
        }
    }
}
