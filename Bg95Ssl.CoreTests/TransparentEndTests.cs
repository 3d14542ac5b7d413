// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// How transparent mode ends: what is taken for the module's last words and what for payload, and what becomes of the lines
    /// around them (application note 1.3; module facts 3).
    /// </summary>
    [TestClass]
    public class TransparentEndTests
    {
        private const string NoCarrier = "\r\nNO CARRIER\r\n";

        private static string s_received;

        [TestMethod]
        public void NoCarrier_LinesBehind_IsTheEnd()
        {
            string[] behind =
            {
                string.Empty, "\r\nRDY\r\n", "\r\nAPP RDY\r\n", "\r\nPOWERED DOWN\r\n", "\r\n+QIND: PB DONE\r\n", "\r\nOK\r\n", "\r\nERROR\r\n",
                "\r\n+CREG: 0\r\n\r\n+CREG: 5\r\n", "\r\n+CREG", "\r\n", "\r", "\r\n+ ~\r\n", "\r\n+" + new string('x', 158),
                "RDY", "+", "\r+CREG", "\n+CREG", "\r\n+A\r\nB",
            };

            for (int i = 0; i < behind.Length; i++)
            {
                Deliver("data" + NoCarrier + behind[i], 0, "data", true);
                Deliver("data" + NoCarrier + behind[i], 1, "data", true);
                Deliver("data" + NoCarrier + behind[i], 7, "data", true);
            }
        }

        [TestMethod]
        public void NoCarrier_AnythingElseBehind_IsPayload()
        {
            string[] behind =
            {
                "x", "\r\nxyz\r\n", "\r\n\u0001", "\r\n+\u007f", "\r\nR\u0080", "\r\n+\u001f", "\r\n+A\r+B",
            };

            for (int i = 0; i < behind.Length; i++)
            {
                string all = "data" + NoCarrier + behind[i];
                Deliver(all, 0, all, false);
                Deliver(all, 7, all, false);
            }
        }

        [TestMethod]
        public void NoCarrier_SaidByThePeerWhichGoesOn_IsNoCleanEnd()
        {
            // A page that has the words in it, and a moment of quiet behind them: what follows is lost, so Receive must not say that all is read.
            NoCarrier_SaidByThePeerWhichGoesOn_IsNoCleanEnd("the rest of the page\r\n" + NoCarrier);
            NoCarrier_SaidByThePeerWhichGoesOn_IsNoCleanEnd("\u0001\u00FE\u0080" + NoCarrier);
            NoCarrier_SaidByThePeerWhichGoesOn_IsNoCleanEnd(NoCarrier);
        }

        private static void NoCarrier_SaidByThePeerWhichGoesOn_IsNoCleanEnd(string rest)
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Deliver("page" + NoCarrier);
            Session.Time.Advance(300);
            line.Settle();
            line.Deliver(rest);
            line.Settle();

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void NoCarrier_UrcsBehindTheEnd_IsACleanEnd()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Deliver("page" + NoCarrier);
            Session.Time.Advance(300);
            line.Settle();
            line.Deliver("\r\nRING\r\n\r\n+QIND: \"csq\",23,99\r\n\r\nERROR\r\n\r\nSMS DONE\r\n\r\n+XYZ: 1\r\n");
            line.Settle();
            Session.ExpectEscape(null);
            Session.AlwaysClosedByPeer(0);

            Assert.AreEqual("page", Session.Receive(30));
            Assert.AreEqual("(0)", Session.Receive(30));

            Session.End();
        }

        [TestMethod]
        public void NoCarrier_SaidByThePeerWhileTheModeIsLeft_IsNoCleanEnd()
        {
            // OK is the answer to +++: the module was in transparent mode until then.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Expect("+++", "page" + NoCarrier + Session.Ok);
            Session.ExpectEscape(null);
            Session.AlwaysClosedByPeer(0);

            line.Always("AT+QSSLRECV=", Session.Answer("+QSSLRECV: 0"));

            SwitchToBuffer();
            Assert.AreEqual("page", Session.Receive(30));
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Session.End();
        }

        private static void Deliver(string said, int split, string received, bool isEnd)
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Always("+++", Session.Ok);
            line.Split = split;

            line.Deliver(said);
            Session.Time.Advance(299);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State, said);
            Session.Time.Advance(10000);

            Assert.AreEqual(received, Session.Receive(300), said);
            Assert.AreEqual(!isEnd, Session.Socket.State == SocketState.Connected);
            Session.End();
        }

        [TestMethod]
        public void NoCarrier_AnotherSocketsUrcBehind_IsTheEnd()
        {
            // A socket in direct push mode makes payload possible there: what is no push is a line all the same.
            ScriptedTransport line = ConnectBoth();
            SslSocket transparent = Session.Socket;
            line.Deliver("data" + NoCarrier + "\r\n+QSSLURC: \"closed\",0\r\n\r\n+QIND: PB DONE\r\n");
            Session.Time.Advance(299);
            Assert.AreEqual((int)SocketState.Connected, (int)transparent.State);
            Session.Time.Advance(10000);

            Assert.AreEqual("data", Session.Receive(20));
            Assert.AreEqual((int)SocketState.Closing, (int)transparent.State);
            Session.End();
        }

        [TestMethod]
        public void NoCarrier_MuchIsPushedToAnotherSocketBehind_IsReadAsNoLine()
        {
            // More than the receive buffer holds.
            for (int count = 100; count <= 1400; count += 650)
            {
                ScriptedTransport line = ConnectBoth();
                string payload = "\r\nRDY\r\n";

                while (payload.Length < count)
                {
                    payload += "\r\nRDY\r\n";
                }

                line.Deliver("data" + NoCarrier + Session.Push(0, payload));
                Session.Time.Advance(10000);
                Assert.AreEqual("data", Session.Receive(20));

                Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
                Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
                Session.End();
            }
        }

        [TestMethod]
        public void Escape_RingIsNearlyFull_WordsAreTheEndAllTheSame()
        {
            int[] spaces = { 0, 1, 5, 6, 13, 14, 15 };

            for (int i = 0; i < spaces.Length; i++)
            {
                Escape_RingIsNearlyFull_WordsAreTheEndAllTheSame(spaces[i], Session.Ok, SocketState.Connected);
                Escape_RingIsNearlyFull_WordsAreTheEndAllTheSame(spaces[i], NoCarrier, SocketState.Closing);
            }
        }

        private static void Escape_RingIsNearlyFull_WordsAreTheEndAllTheSame(int space, string words, SocketState state)
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            string payload = new string('x', SslSocket.ReceiveChunk - space);
            Session.AlwaysRecover();
            line.Expect("+++", payload + words);
            s_received = string.Empty;

            if (words == NoCarrier)
            {
                // A peer may have said it: the line is tried.
                line.Expect("+++", Session.Ok);
            }

            try
            {
                Session.Socket.SwitchMode(AccessMode.Buffer);
            }
            catch (Bg95Exception ex)
            {
                s_received = ex.Error == Bg95Error.ClosedByPeer ? string.Empty : ex.Message;
            }

            s_received += Session.Receive(SslSocket.ReceiveChunk);
            Assert.AreEqual(payload.Length, s_received.Length, words);
            Assert.AreEqual((int)state, (int)Session.Socket.State, words);
            Session.End();
        }

        [TestMethod]
        public void Escape_LinesBeforeTheOk_AreRead()
        {
            string closed = "\r\n+QSSLURC: \"closed\",0\r\n";
            Escape_LinesBeforeTheOk_AreRead(closed, true);
            Escape_LinesBeforeTheOk_AreRead("\r\n+CREG: 5\r\n" + closed, true);

            // Pushed data, known or not how many, are neither this socket's nor lines.
            Escape_LinesBeforeTheOk_AreRead("\r\n+QSSLURC: \"recv\",x\r\n" + closed, false);
            Escape_LinesBeforeTheOk_AreRead("\r\n+QSSLURC: \"recv\",0,0\r\n", false);
            Escape_LinesBeforeTheOk_AreRead("\r\n+QSSLURC: \"recv\",0,6\r\nabc+de", false);
            Escape_LinesBeforeTheOk_AreRead("\r\n+QSSLURC: \"recv\",0,6\r\n\r\nOK\r\n", false);
        }

        private static void Escape_LinesBeforeTheOk_AreRead(string said, bool isClosed)
        {
            for (int split = 0; split < 6; split++)
            {
                ScriptedTransport line = Session.Connect();
                SslSocket other = Session.Socket;
                Session.ConnectAgain(AccessMode.Transparent);
                line.Split = split;
                Session.AlwaysRecover();
                line.Expect("+++", "data" + said + Session.Ok);

                Session.Socket.SwitchMode(AccessMode.Buffer);

                Assert.AreEqual("data", Session.Receive(80), said + split.ToString());
                Assert.IsTrue(isClosed == (other.State == SocketState.Closing), said + split.ToString());
                Session.End();
            }
        }

        [TestMethod]
        public void Escape_PeerClosesRightBehindTheOk_WhatItSentIsReadFirst()
        {
            // One thread receives while another takes the line back.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            Session.Time.Advance(1000);
            line.Expect("+++", Session.Ok + "\r\n+QSSLURC: \"recv\",0\r\n\r\n+QSSLURC: \"closed\",0\r\n");
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\nx\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,7\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            s_received = null;
            Beside receiving = Beside.Start(ReceiveLong);
            Beside leaving = Beside.Start(SwitchToBuffer);

            Session.Time.Advance(30000);

            leaving.HasWorked();
            receiving.HasWorked();
            Assert.AreEqual("x", s_received);
            Session.End();
        }

        [TestMethod]
        public void Escape_PeerSaysOkBeforeTheEscapeIsSaid_IsPayload()
        {
            // In the second of silence before +++, and quiet behind it.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            Session.Time.Advance(1000);
            line.Expect("+++", Session.Ok);
            Beside leaving = Beside.Start(SwitchToBuffer);
            Session.Time.Advance(100);
            line.Deliver("data\r\nOK\r\n");

            Session.Time.Advance(20000);

            leaving.HasWorked();
            Assert.AreEqual("data\r\nOK\r\n", Session.Receive(20));
            Session.End();
        }

        [TestMethod]
        public void Escape_PeerSaysOkBeforeTheModuleDoes_IsAnError()
        {
            // What it says behind that is taken for lines. The module ends the mode by an OK of its own, or by NO CARRIER.
            Escape_PeerSaysOkBeforeTheModuleDoes_IsAnError("\r\n+IFC: 2,2\r\n\r\nOK\r\n\r\n+CME ", NoCarrier, Bg95Error.LineDamaged);
            Escape_PeerSaysOkBeforeTheModuleDoes_IsAnError(Session.Ok, "the rest" + Session.Ok, Bg95Error.LineDamaged);
            Escape_PeerSaysOkBeforeTheModuleDoes_IsAnError(Session.Ok, string.Empty, Bg95Error.Success);
            Escape_PeerSaysOkBeforeTheModuleDoes_IsAnError(Session.Ok, "\r\n+CREG: 5\r\n\r\n+QSSLURC: \"closed\",0\r\n", Bg95Error.Success);
        }

        private static void Escape_PeerSaysOkBeforeTheModuleDoes_IsAnError(string said, string saidLater, Bg95Error error)
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            Session.Time.Advance(1000);
            line.Expect("+++", "data" + said);
            Beside leaving = Beside.Start(SwitchToBuffer);
            Session.Time.Advance(1100 + 700);
            line.Deliver(saidLater);
            Session.Time.Advance(20000);

            if (error == Bg95Error.Success)
            {
                leaving.HasWorked();
                Assert.AreEqual("data", Session.Receive(20));
            }
            else
            {
                leaving.HasFailed(error);
                Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            }

            Session.End();
        }

        private static void ReceiveLong()
        {
            byte[] buffer = new byte[8];
            int count = Session.Socket.Receive(buffer, 0, 8, 60000);
            s_received = Bytes.Text(buffer, 0, count);
        }

        [TestMethod]
        public void Escape_LineWithoutAnEndBeforeTheOk_IsPayload()
        {
            // Longer than URCs that were kept back.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            string payload = "\r\n+" + new string('x', 1200);
            line.Expect("+++", payload);
            Session.Time.Advance(1000);
            Beside leaving = Beside.Start(SwitchToBuffer);
            Session.Time.Advance(1100 + 299);
            Assert.AreEqual(payload, Session.Receive(1300));
            line.Expect("+++", Session.Ok);

            Session.Time.Advance(20000);

            leaving.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Escape_NoAnswer_IsLeftByForceAfterFiveSeconds()
        {
            // From then on bytes are lines; more than the receive buffer holds are dropped, not written beyond its end.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Expect("+++", null);
            Session.Time.Advance(1000);
            Beside leaving = Beside.Start(SwitchToBuffer);
            Session.Time.Advance(1100 + 1100 + 4999);
            Assert.AreEqual((int)AccessMode.Transparent, (int)Session.Socket.Mode);
            Session.Time.Advance(2);
            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);
            line.Expect("+++", new string('x', 600) + Session.Ok);

            Session.Time.Advance(20000);

            leaving.HasWorked();
            line.Always("AT+QSSLSTATE=", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1"));
            line.Always("AT+QSSLRECV=", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void Escape_WrittenJustNow_WaitsUntilItMustHaveGoneOut()
        {
            // 1460 bytes take 1.5 s at 9600 baud; the silence of a second begins behind them.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("hi", null);
            Calls.Send();
            Session.Time.Advance(100);
            int written = line.Written;
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            Beside leaving = Beside.Start(SwitchToBuffer);

            Session.Time.Advance(1600 - 100 + 1100 - 1);
            Assert.AreEqual(written, line.Written);
            Session.Time.Advance(2);
            Assert.AreEqual(written + 3, line.Written);

            Session.Time.Advance(5000);
            leaving.HasWorked();
            Session.End();
        }

        // A socket in direct push mode, and one in transparent mode.
        private static ScriptedTransport ConnectBoth()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.ConnectAgain(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Always("+++", Session.Ok);
            line.Always("AT+QSSLSTATE=", Session.Ok);
            return line;
        }

        private static void SwitchToBuffer()
        {
            Session.Socket.SwitchMode(AccessMode.Buffer);
        }
    }
}
