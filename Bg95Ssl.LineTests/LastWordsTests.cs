// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What NO CARRIER and the lines behind it say about the end of a connection in transparent mode, and what they do not.</summary>
    [TestClass]
    public class LastWordsTests
    {
        private const string NoCarrier = "\r\nNO CARRIER\r\n";

        [TestMethod]
        public void NoCarrier_LinesOfAModuleCome_IsACleanEnd()
        {
            NoCarrier_LinesOfAModuleCome_IsACleanEnd("AB");
            NoCarrier_LinesOfAModuleCome_IsACleanEnd("ZZ");
            NoCarrier_LinesOfAModuleCome_IsACleanEnd("^MODE: 17");
            NoCarrier_LinesOfAModuleCome_IsACleanEnd("+A: ~ ~");
        }

        private static void NoCarrier_LinesOfAModuleCome_IsACleanEnd(string said)
        {
            ScriptedTransport line = EndByNoCarrier(string.Empty);
            line.Deliver("\r\n" + said + "\r\n");
            line.Settle();
            CheckCleanEnd(line);
        }

        [TestMethod]
        public void Leave_PayloadThatLooksLikeAPush_TheLastWordsBehindItCount()
        {
            Leave_PayloadThatLooksLikeAPush_TheLastWordsBehindItCount("page\r\n+QSSLURC: \"recv\",0,500\r\nabc");
            Leave_PayloadThatLooksLikeAPush_TheLastWordsBehindItCount("\r\n+QSSLURC: \"recv\",0,500\r\n\r\n+QSSLURC: \"recv\",0,500\r\n");
            Leave_PayloadThatLooksLikeAPush_TheLastWordsBehindItCount("page\r\nNO CARRI\r\n+QSSLURC: \"recv\",0,90\r\n");
        }

        private static void Leave_PayloadThatLooksLikeAPush_TheLastWordsBehindItCount(string said)
        {
            // The bytes that it seems to announce do not come; then the words are the module's, and no data.
            CheckLeft(said, Session.Ok, Session.Ok);
            CheckLeft(said, NoCarrier, Session.Error);
        }

        private static void CheckLeft(string said, string lastWords, string answerToEscape)
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            Session.AlwaysClosedByPeer(0);
            line.Expect("+++", said + lastWords);
            line.Always("+++", answerToEscape);

            Session.Socket.SwitchMode(AccessMode.Buffer);

            Assert.AreEqual(said, Session.Receive(200));
            Session.End();
        }

        [TestMethod]
        public void NoCarrier_BytesOfNoLineCome_IsNoCleanEnd()
        {
            NoCarrier_BytesOfNoLineCome_IsNoCleanEnd("[A");
            NoCarrier_BytesOfNoLineCome_IsNoCleanEnd("@A");
            NoCarrier_BytesOfNoLineCome_IsNoCleanEnd("1A");
            NoCarrier_BytesOfNoLineCome_IsNoCleanEnd("+\u0001A: 1");
            NoCarrier_BytesOfNoLineCome_IsNoCleanEnd("+A: \u0001");
            NoCarrier_BytesOfNoLineCome_IsNoCleanEnd("+A: \u007f 1");
        }

        private static void NoCarrier_BytesOfNoLineCome_IsNoCleanEnd(string said)
        {
            ScriptedTransport line = EndByNoCarrier(string.Empty);
            line.Deliver("\r\n" + said + "\r\n");
            line.Settle();

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void NoCarrier_OkBehindThatNobodyHasAskedFor_IsACleanEnd()
        {
            // The program was sending while the connection ended: the module has taken the rest for a command.
            CheckCleanEnd(EndByNoCarrier(Session.Ok));
        }

        [TestMethod]
        public void NoCarrier_NulBeforeReady_IsTheEnd()
        {
            // Module facts 8.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            byte[] said = Bytes.Of("page" + NoCarrier + "xxRDY\r\n");
            said[18] = 0;
            said[19] = 0xFF;
            line.Deliver(said);
            Session.Time.Advance(300);
            line.Settle();

            Assert.AreEqual("page", Session.Receive(40));
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void NoCarrier_OkBehindOtherLinesWhileTheModeIsLeft_IsNoCleanEnd()
        {
            // OK is the answer to +++: the module was in transparent mode until then, and a peer has said NO CARRIER.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Expect("+++", "page" + NoCarrier + "\r\n+CREG: 1\r\n" + Session.Ok);
            Session.ExpectEscape(null);
            line.Always("AT+QSSLRECV=", Session.Answer("+QSSLRECV: 0"));
            SwitchToBuffer();

            // It has ended already for this reason, and what came before it can be read.
            line.Deliver("\r\n[rest\r\n");
            line.Settle();

            Assert.AreEqual("page", Session.Receive(30));
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Escape_RingIsFullAndTheLineQuiet_IsLeftByForceAndAllIsThere()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            string payload = new string('x', SslSocket.ReceiveChunk + 14);
            line.Expect("+++", payload);
            Session.Time.Advance(1000);
            Beside leaving = Beside.Start(SwitchToBuffer);
            Session.Time.Advance(1100 + 1100 + 4999);
            Assert.AreEqual((int)AccessMode.Transparent, (int)Session.Socket.Mode);
            line.Expect("+++", Session.Ok);
            Session.Time.Advance(20000);

            leaving.HasWorked();
            Assert.AreEqual(payload, Session.Receive(payload.Length));
            Session.End();
        }

        [TestMethod]
        public void NoCarrier_RestOfWhatIsPushedBehindItComesLater_IsReadAsNoLine()
        {
            // More than the receive buffer holds has come, and announces more. Who the end is from cannot be told either.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.ConnectAgain(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Always("+++", Session.Ok);
            line.Always("AT+QSSLSTATE=", Session.Ok);
            string payload = new string('x', 1400);
            line.Deliver("page" + NoCarrier + Session.Push(0, payload).Substring(0, 1000));
            line.Settle();
            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            line.Deliver("\r\nRDY\r\n");
            line.Settle();

            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Assert.AreEqual("page", Session.Receive(8));
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void NoCarrier_LinesBehindNameAnIdThatNoSocketCanHave_IsTheEnd()
        {
            // No payload stands behind the first: what it seems to announce ends in the middle of the second.
            EndByNoCarrier("\r\n+QSSLURC: \"recv\",12,4\r\n\r\n+A: 1\r\n");

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Assert.AreEqual("page", Session.Receive(60));
            Session.Modem.Close();
        }

        [TestMethod]
        public void NoCarrier_AnnouncementWithALengthForASocketInBufferMode_IsTheEnd()
        {
            // No payload stands behind it (module facts 8).
            Session.Connect();
            Session.ConnectAgain(AccessMode.Transparent);
            Session.AlwaysRecover();
            Session.Line.Deliver("page" + NoCarrier + "\r\n+QSSLURC: \"recv\",0,4\r\n\r\n+A: 1\r\n");
            Session.Time.Advance(300);
            Session.Line.Settle();

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Assert.AreEqual("page", Session.Receive(60));
            Session.Modem.Close();
        }

        [TestMethod]
        public void NoCarrier_PushedPayloadOfNoTextIsBehind_IsTheEnd()
        {
            Session.Connect(AccessMode.DirectPush);
            Session.ConnectAgain(AccessMode.Transparent);
            Session.AlwaysRecover();
            Session.Line.Deliver("page" + NoCarrier + Session.Push(0, "\u0001\u0002\u0003\u0004") + "\r\n+A: 1\r\n");
            Session.Time.Advance(300);
            Session.Line.Settle();

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Assert.AreEqual("page", Session.Receive(60));
            Session.Modem.Close();
        }

        [TestMethod]
        public void NoCarrier_LinesFollowWithoutAPause_CountsWhenThereAreEnoughOfThem()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Deliver("page" + NoCarrier);

            for (int i = 0; i < 10; i++)
            {
                line.Deliver("\r\n+A: " + new string('x', 102) + "\r\n");
                Session.Time.Advance(200);
                Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            }

            line.Deliver("\r\n+A: " + new string('x', 102) + "\r\n");
            Session.Time.Advance(10);

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Assert.AreEqual("page", Session.Receive(60));
            Session.Modem.Close();
        }

        [TestMethod]
        public void NoCarrier_LineRightBehindIsOneOfAModuleOrNot_IsTheEndOrPayload()
        {
            NoCarrier_LineRightBehindIsOneOfAModuleOrNot_IsTheEndOrPayload("AB", true);
            NoCarrier_LineRightBehindIsOneOfAModuleOrNot_IsTheEndOrPayload("ZZ", true);
            NoCarrier_LineRightBehindIsOneOfAModuleOrNot_IsTheEndOrPayload("^B: ~ ~", true);
            NoCarrier_LineRightBehindIsOneOfAModuleOrNot_IsTheEndOrPayload("@B", false);
            NoCarrier_LineRightBehindIsOneOfAModuleOrNot_IsTheEndOrPayload("[B", false);
            NoCarrier_LineRightBehindIsOneOfAModuleOrNot_IsTheEndOrPayload("+\u007fB", false);
        }

        private static void NoCarrier_LineRightBehindIsOneOfAModuleOrNot_IsTheEndOrPayload(string said, bool isEnd)
        {
            string behind = "\r\n" + said + "\r\n";
            EndByNoCarrier(behind);

            Assert.AreEqual((int)(isEnd ? SocketState.Closing : SocketState.Connected), (int)Session.Socket.State);
            Assert.AreEqual(isEnd ? "page" : "page" + NoCarrier + behind, Session.Receive(60));
            Session.Modem.Close();
        }

        [TestMethod]
        public void NoCarrier_EndIsConfirmed_NothingIsEscapedAnyMore()
        {
            ScriptedTransport line = EndByNoCarrier(string.Empty);
            Session.ExpectEscape(null);
            Session.AlwaysClosedByPeer(0);
            Assert.AreEqual("page", Session.Receive(30));
            Assert.AreEqual("(0)", Session.Receive(30));
            line.Deliver(Session.Ok);
            line.Settle();
            Session.ExpectRecovery();
            line.Expect("AT+QIDEACT=1\r", Session.Ok);

            Calls.Deactivate();

            Session.End();
        }

        private static ScriptedTransport EndByNoCarrier(string behind)
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Deliver("page" + NoCarrier + behind);
            Session.Time.Advance(300);
            line.Settle();
            return line;
        }

        private static void CheckCleanEnd(ScriptedTransport line)
        {
            Session.ExpectEscape(null);
            Session.AlwaysClosedByPeer(0);

            Assert.AreEqual("page", Session.Receive(30));
            Assert.AreEqual("(0)", Session.Receive(30));
            line.Verify();
            Session.End();
        }

        private static void SwitchToBuffer()
        {
            Session.Socket.SwitchMode(AccessMode.Buffer);
        }
    }
}
