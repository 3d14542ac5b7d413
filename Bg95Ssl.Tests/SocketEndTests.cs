// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>How connections end (application note 2.1.5 and 2.2; module facts 3, 4.4 and 4.9).</summary>
    [TestClass]
    public class SocketEndTests
    {

        [TestMethod]
        public void Receive_ClosedWithDataLeft_GivesTheDataAndThenZero()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 2\r\nef\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Assert.AreEqual("abcd", Session.Receive(4));
            Assert.AreEqual("ef", Session.Receive(4));
            Assert.AreEqual("(0)", Session.Receive(4));
            Assert.AreEqual("(0)", Session.Receive(4));
            Session.End();
        }

        [TestMethod]
        public void Receive_RecvAfterClosed_IsStillRead()
        {
            // A late recv may follow (module facts 4.4).
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            Assert.AreEqual("(0)", Session.Receive(4));

            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 1\r\nz\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual("z", Session.Receive(4));
            Assert.AreEqual("(0)", Session.Receive(4));
            Session.End();
        }

        [TestMethod]
        public void Receive_WaitsWhenClosed_ReturnsZero()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Always("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.DeliverAtLast("\r\n+QSSLURC: \"closed\",0\r\n");

            Assert.AreEqual(0, Session.Socket.Receive(new byte[4], 0, 4, 10000));

            Session.End();
        }

        [TestMethod]
        public void Receive_ErrorAfterClosed_ReturnsZero()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 567,socket has been closed"));

            Assert.AreEqual("(0)", Session.Receive(4));

            Session.End();
        }

        [TestMethod]
        public void Pdpdeact_SocketsOfThatContext_AreClosing()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.Context.PdpContextId = 2;
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=2,0,0,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n");
            Session.ExpectState("0", AccessMode.Buffer);
            SslSocket first = Session.Context.Connect("a.example", 443);
            line.Deliver("\r\n+QIURC: \"pdpdeact\",1\r\n");
            line.Settle();
            Assert.AreEqual((int)SocketState.Connected, (int)first.State);

            line.Deliver("\r\n+QIURC: \"pdpdeact\",2\r\n");
            line.Settle();

            Assert.AreEqual((int)SocketState.Closing, (int)first.State);
            Session.End();
        }

        [TestMethod]
        public void Pdpdeact_OfTheConnectionsContext_ClosedIsRaised()
        {
            ScriptedTransport line = Session.Connect();
            Session.Raised.Wait(0);
            Session.Socket.Closed += Raised;

            line.Deliver("\r\n+QIURC: \"pdpdeact\",1\r\n");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Session.End();
        }

        [TestMethod]
        public void Command_ModuleEndsMeanwhile_ThrowsAtOnce()
        {
            Command_ModuleEndsMeanwhile_ThrowsAtOnce("\r\nRDY\r\n", 0);
            Command_ModuleEndsMeanwhile_ThrowsAtOnce("\r\nRDY\r\n", 1);
            Command_ModuleEndsMeanwhile_ThrowsAtOnce("\r\nPOWERED DOWN\r\n", 0);
            Command_ModuleEndsMeanwhile_ThrowsAtOnce("\r\nNORMAL POWER DOWN\r\n", 1);
            Command_ModuleEndsMeanwhile_ThrowsAtOnce("\r\nPSM POWER DOWN\r\n", 0);
            Command_ModuleEndsMeanwhile_ThrowsAtOnce("\r\n+QSSLRECV: 4\r\nab\r\nRDY\r\n", 0);
        }

        private static void Command_ModuleEndsMeanwhile_ThrowsAtOnce(string answer, int split)
        {
            ScriptedTransport line = Session.Connect();
            line.Split = split;
            line.Expect("AT+QSSLRECV=0,1\r", answer);

            Exception thrown = Thrown.By(Calls.Receive);

            Bg95Error error = ((Bg95Exception)thrown).Error;
            Assert.IsTrue(error == Bg95Error.ModuleRestarted || error == Bg95Error.LineDamaged, thrown.Message);
            Assert.AreNotEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void PoweredDown_WithoutLineEnd_IsUnderstood()
        {
            // Its line end may be missing, and nothing follows for seconds (module facts 3).
            ScriptedTransport line = Session.Connect();
            Session.Raised.Wait(0);
            Session.Modem.PoweredDown += Raised;

            line.Deliver("\r\nPOWERED DOWN");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual((int)SocketState.Initial, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Rdy_SocketsAreGone_CloseSendsNothing()
        {
            ScriptedTransport line = Session.Connect();
            Session.Raised.Wait(0);
            Session.Modem.Restarted += Raised;
            line.Deliver("\r\nRDY\r\n");
            Assert.IsTrue(Session.Raised.Wait(5000));
            int written = line.Written;

            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Receive);
            Session.Socket.Close();

            Assert.AreEqual(written, line.Written);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void Close_Connected_WritesTheCommandOnce()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");

            Session.Socket.Close();
            Session.Socket.Close();
            Session.Socket.Dispose();

            Assert.AreEqual((int)SocketState.Closed, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Close_ClosedByPeer_StillFreesTheId()
        {
            ScriptedTransport line = Session.Connect();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");

            Session.Socket.Close();

            Session.End();
        }

        [TestMethod]
        public void Close_TimeoutRefused_IsRepeatedWithoutIt()
        {
            // BG770A takes none (module facts 1).
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLCLOSE=0,3\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 552, invalid parameters"));
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");

            Session.Socket.Close(3000);

            Session.End();
        }

        [TestMethod]
        public void Close_TimeoutRefused_TheModuleHasItsOwnTime()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLCLOSE=0,0\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);
            line.Expect("AT+QSSLCLOSE=0\r", null);
            Session.Time.StartThread(AnswerLate);

            Session.Socket.Close(0);

            Session.End();
        }

        private static void AnswerLate()
        {
            Session.Time.Sleep(9000);
            Session.Line.Deliver(Session.Ok);
        }

        [TestMethod]
        public void Socket_AfterClose_ThrowsObjectDisposed()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");
            Session.Socket.Close();

            Assert.ThrowsException(typeof(ObjectDisposedException), Calls.Receive);
            Assert.ThrowsException(typeof(ObjectDisposedException), Calls.Send);
            Assert.ThrowsException(typeof(ObjectDisposedException), Calls.QueryState);

            Session.End();
        }

        [TestMethod]
        public void Socket_ModemClosed_DisposeDoesNotThrow()
        {
            Session.Connect();
            SslSocket socket = Session.Socket;
            Session.Modem.Close();

            socket.Dispose();

            Session.End();
        }

        [TestMethod]
        public void QueryState_ModulesNumber_IsTheState()
        {
            QueryState_ModulesNumber_IsTheState(2, (int)SocketState.Connected);
            QueryState_ModulesNumber_IsTheState(3, (int)SocketState.Connected);
            QueryState_ModulesNumber_IsTheState(4, (int)SocketState.Closing);
            QueryState_ModulesNumber_IsTheState(1, (int)SocketState.Opening);
        }

        private static void QueryState_ModulesNumber_IsTheState(int number, int state)
        {
            // BG96 has printed 3 for a client that works (module facts 3); the local port may be 0.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSTATE=0\r", "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.203\",4243,0," + number.ToString() + ",1,4,0,\"uart1\",1\r\n\r\nOK\r\n");

            Assert.AreEqual(state, (int)Session.Socket.QueryState());

            Session.End();
        }

        [TestMethod]
        public void QueryState_NoRow_IsInitial()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSTATE=0\r", "\r\nOK\r\n");

            Assert.AreEqual((int)SocketState.Initial, (int)Session.Socket.QueryState());

            Session.End();
        }

        private static void Raised(object sender, EventArgs args)
        {
            Session.Raised.Set();
        }
    }
}
