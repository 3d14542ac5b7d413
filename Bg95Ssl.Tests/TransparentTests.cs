// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Transparent mode (application note 1.3; module facts 3 and 4.14): the line is one socket's.</summary>
    [TestClass]
    public class TransparentTests
    {
        private const string Hostile = "\r\nOK\r\n\r\nNO CARRIER\r\n\r\nRDY\r\n\r\n+QSSLURC: \"recv\",0,3\r\n+++\r\nNO CARRIERx\r\nNO CARR\r\r\n!";

        private static string s_received;

        [TestMethod]
        public void Receive_Transparent_AnyPayload_ComesAsItIsAtEverySplit()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);

            for (int split = 0; split <= Hostile.Length; split++)
            {
                line.Split = split;
                line.Deliver(Hostile);
                line.Settle();

                Assert.AreEqual(Hostile, Session.Receive(200), "split " + split.ToString());
            }

            Assert.AreEqual("(-1)", Session.Receive(200));
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Assert.AreEqual((int)AccessMode.Transparent, (int)Session.Socket.Mode);
            Session.End();
        }

        [TestMethod]
        public void Receive_Transparent_EveryByteValue_ComesAsItIs()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            byte[] target = new byte[258];
            line.Deliver(Bytes.Counting(256));
            line.Settle();

            Assert.AreEqual(256, Session.Socket.Receive(target, 1, 257, 0));

            for (int i = 0; i < 256; i++)
            {
                Assert.AreEqual(i, (int)target[i + 1]);
            }

            Session.End();
        }

        [TestMethod]
        public void Connect_Transparent_DataBehindConnect_IsTheFirstReceived()
        {
            for (int split = 0; split < 20; split++)
            {
                ScriptedTransport line = Session.OpenWithContext();
                Session.ExpectSettings();
                line.Split = split;
                line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,2\r", "\r\n+QSSLURC: \"recv\",5\r\n\r\nCONNECT\r\n\r\nOK\r\nearly");
                SslSocket socket = Session.Context.Connect("a.example", 443, AccessMode.Transparent, 1500);
                byte[] buffer = new byte[20];
                line.Settle();

                Assert.AreEqual(11, socket.Receive(buffer, 0, 20, 0));
                Assert.AreEqual("\r\nOK\r\nearly", Bytes.Text(buffer, 0, 11));
                Session.End();
            }
        }

        [TestMethod]
        public void Connect_Transparent_Refused_ThrowsItsNumberAndTheLineIsFree()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,2\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 566,socket connection failed"));
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            line.Expect("AT+QIDEACT=1\r", Session.Ok);

            Thrown.Is(Bg95Error.SocketConnectionFailed, Connect);

            Session.Modem.Pdp.Deactivate(1);
            Session.End();
        }

        [TestMethod]
        public void Send_Transparent_GoesOutAsItIs()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            byte[] all = Bytes.Counting(256);
            line.Expect(all, null);
            line.Expect(new byte[1460], null);
            line.Expect(new byte[] { 0, 0, 0x2B, 0x2B, 0x2B, 0x2B }, null);

            Assert.AreEqual(256, Session.Socket.Send(all, 0, 256));
            byte[] large = new byte[1466];
            Bytes.Copy("++++", large, 1462);
            Assert.AreEqual(1466, Session.Socket.Send(large, 0, 1466));

            Session.End();
        }

        [TestMethod]
        public void Send_Transparent_NothingButThreePlusSigns_IsRefused()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            int written = line.Written;

            Thrown.IsArgument(Send);

            Assert.AreEqual(written, line.Written);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Command_WhileTransparent_IsRefusedAtOnce()
        {
            ScriptedTransport line = Session.Connect();
            SslSocket other = Session.Socket;
            SslSocket transparent = Session.ConnectAgain(AccessMode.Transparent);
            int written = line.Written;

            Thrown.Is(Bg95Error.LineBusy, Calls.QueryState);
            Session.Use(other);
            Thrown.EachIs(Bg95Error.LineBusy, Busy);
            Session.Use(transparent);

            Assert.AreEqual(written, line.Written);
            line.Deliver("mine");
            line.Settle();
            Assert.AreEqual("mine", Session.Receive(8));
            Session.End();
        }

        private static bool Busy(int number)
        {
            switch (number)
            {
                case 0: Session.Socket.Send(new byte[1], 0, 1); break;
                case 1: Session.Socket.Receive(new byte[1], 0, 1, 0); break;
                case 2: Session.Socket.QueryState(); break;
                case 3: Session.Modem.GetSockets(new SslSocketInfo[0]); break;
                case 4: Calls.Deactivate(); break;
                case 5: Session.Modem.Files.Delete("a"); break;
                case 6: Session.Context.Connect("b.example", 443); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void Receive_Transparent_RingIsFull_NothingIsLost()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            byte[] sent = Bytes.Counting(2000);
            byte[] buffer = new byte[64];
            line.Deliver(sent);

            for (int got = 0; got < 2000;)
            {
                int count = Session.Socket.Receive(buffer, 0, 64, 5000);
                Assert.IsTrue(count > 0, count.ToString());

                for (int i = 0; i < count; i++)
                {
                    Assert.AreEqual((byte)got++, buffer[i]);
                }
            }

            Assert.AreEqual(0, Session.Socket.LostBytes);
            Session.End();
        }

        [TestMethod]
        public void Receive_TransparentAndDataCome_RaisesDataReceivedUntilAllIsRead()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.Raised.Wait(0);
            s_received = string.Empty;
            Session.Socket.DataReceived += Read;

            line.Deliver("abcde");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual("abcde", s_received);
            Session.End();
        }

        private static void Read(object sender, EventArgs args)
        {
            string got = Session.Receive(2);
            s_received += got[0] == '(' ? string.Empty : got;

            if (s_received.Length == 5)
            {
                Session.Raised.Set();
            }
        }

        [TestMethod]
        public void Receive_BeginningOfTheLastWords_IsPayloadAfterAMoment()
        {
            string words = "\r\nNO CARRIER\r\n";
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);

            for (int length = 1; length < words.Length; length++)
            {
                line.Deliver(words.Substring(0, length));
                Session.Time.Advance(299);
                Assert.AreEqual("(-1)", Session.Receive(20));
                Session.Time.Advance(1);
                line.Settle();

                Assert.AreEqual(words.Substring(0, length), Session.Receive(20));
            }

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Receive_TransparentAndNoCarrier_GivesWhatCameThenZeroAndTheLineIsFree()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.Raised.Wait(0);
            Session.Socket.Closed += Raised;
            line.Deliver("the end\r\nNO CARRIER\r\n\r\nNO CARRIER\r\n");

            // The peer may have said so itself: the mode is ended before the next command.
            Session.ExpectEscape(null);
            Session.AlwaysClosedByPeer(0);
            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual("the end\r\nNO CARRIER\r\n", Session.Receive(30));
            Assert.AreEqual("(0)", Session.Receive(30));
            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Thrown.Is(Bg95Error.ClosedByPeer, Calls.Send);
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            Session.Socket.Close();
            Session.End();
        }

        [TestMethod]
        public void Receive_LinesBehindNoCarrier_AreNoPayload()
        {
            string many = "\r\nNO CARRIER\r\n";

            for (int i = 0; i < 40; i++)
            {
                many += "\r\n+CME ERROR: 3\r\n";
            }

            Receive_LinesBehindNoCarrier_AreNoPayload("\r\nNO CARRIER\r\n+QSSLOPEN: 9,0\r\n+QSSLOPEN: 8,570\r\n", "(0)");
            Receive_LinesBehindNoCarrier_AreNoPayload("\r\nNO CARRIER\r\n\r\nSMS DONE\r\n\r\n^MODE: 17,17\r\n", "(0)");

            // Of a socket that the module has still and the driver has not.
            Receive_LinesBehindNoCarrier_AreNoPayload("\r\nNO CARRIER\r\n\r\n+CREG: 1\r\n" + Session.Push(7, "OK\xFF"), "(0)");

            // There is no room for so many; one may have said that it was not the peer.
            Receive_LinesBehindNoCarrier_AreNoPayload(many, "(" + ((int)Bg95Error.LineDamaged).ToString() + ")");
        }

        [TestMethod]
        public void Receive_PeerSaysNoCarrierAndWhatNoModuleSays_IsPayload()
        {
            // Pushed data have lines behind them, and no module says it twice.
            Receive_PeerSaysNoCarrierAndWhatNoModuleSays_IsPayload("\r\nNO CARRIER\r\n" + Session.Push(8, "\xF4LU\x92") + "\xC1\r\n");
            Receive_PeerSaysNoCarrierAndWhatNoModuleSays_IsPayload("\r\nNO CARRIER\r\n" + Session.Push(8, "four") + "\r\n more\r\n");
            Receive_PeerSaysNoCarrierAndWhatNoModuleSays_IsPayload("\r\nNO CARRIER\r\n\xFF\xFE\r\nRDY\r\n");
        }

        private static void Receive_PeerSaysNoCarrierAndWhatNoModuleSays_IsPayload(string payload)
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Deliver(payload);
            Session.Time.Advance(1000);

            Assert.AreEqual(payload, Session.Receive(200));
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Receive_ModuleStartsAnewBehindNoCarrier_ThrowsModuleRestarted()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.Line.Always("+++", null);
            Session.AlwaysRecover();
            line.Deliver("last\r\nNO CARRIER\r\n\xFF\xFF\r\nRDY\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual("last", Session.Receive(200));
            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Receive);
            Session.Modem.Close();
        }

        private static void Receive_LinesBehindNoCarrier_AreNoPayload(string lines, string end)
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.Line.Always("+++", null);
            Session.AlwaysRecover();
            Session.AlwaysClosedByPeer(0);
            line.Deliver("last" + lines);
            Session.Time.Advance(1000);
            string got = Session.Receive(1000);

            try
            {
                got += Session.Receive(1000);
            }
            catch (Bg95Exception ex)
            {
                got += "(" + ((int)ex.Error).ToString() + ")";
            }

            Assert.AreEqual("last" + end, got);
            Session.Modem.Close();
        }

        [TestMethod]
        public void Close_ModemWhileTransparent_EndsTheSocketAndTheModemOpensAgain()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Deliver("left");
            line.Settle();

            Session.Modem.Close();

            Assert.AreEqual("left", Session.Receive(8));
            Thrown.Is(Bg95Error.PortFailed, Calls.Receive);
            Assert.AreEqual((int)SocketState.Initial, (int)Session.Socket.State);

            // The module is in that mode still: a question would reach the peer, and +++ without silence as well.
            int written = line.Written;
            Thrown.Is(Bg95Error.NoAnswer, OpenInHaste);
            Thrown.Is(Bg95Error.NoAnswer, OpenInLessHaste);
            Assert.AreEqual(written, line.Written);
            line.Expect("+++", Session.Ok);
            line.Expect("ATV1\r", Session.Ok);
            Session.OpenMade();
            Session.ExpectSettings();
            Assert.AreEqual((int)SocketState.Connected, (int)Session.ConnectConfigured().State);
            Session.End();
        }

        [TestMethod]
        public void Receive_PortFailsWhileTransparent_Throws()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Deliver("left");
            line.Settle();
            Session.Raised.Wait(0);
            Session.Time.StartThread(Wait);

            line.Close();

            Assert.IsTrue(Session.Raised.Wait(5000), "not thrown");
            Assert.AreEqual("left", s_received);
            Thrown.By(Calls.Send);
            Session.End();
        }

        private static void Wait()
        {
            // Waits for more when the port fails, or begins after it: the result is the same.
            s_received = Session.Receive(8);
            Thrown.Is(Bg95Error.PortFailed, Receive);
            Session.Raised.Set();
        }

        private static void Connect()
        {
            Session.Context.Connect("a.example", 443, AccessMode.Transparent, 1500);
        }

        private static void Send()
        {
            Session.Socket.Send(Bytes.Of("x+++"), 1, 3);
        }

        private static void OpenInHaste()
        {
            Session.Modem.Open(1000);
        }

        private static void OpenInLessHaste()
        {
            Session.Modem.Open(2000);
        }

        private static void Raised(object sender, EventArgs args)
        {
            Session.Raised.Set();
        }

        private static void Receive()
        {
            Session.Socket.Receive(new byte[8], 0, 8, 60000);
        }
    }
}
