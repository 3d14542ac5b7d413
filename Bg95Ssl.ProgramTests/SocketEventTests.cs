// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// Events that are due when the program has closed the socket or the modem: they are not raised any more. And those that are due when
    /// transparent mode has ended.
    /// </summary>
    [TestClass]
    public class SocketEventTests
    {
        private static int s_closed;
        private static int s_raised;
        private static string s_lines;

        [TestMethod]
        public void Closed_DataReceivedHandlerClosesTheSocket_IsNotRaised()
        {
            ScriptedTransport line = Session.Connect();
            Session.AlwaysClosedByPeer(0);
            s_closed = 0;
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Session.Socket.DataReceived += ReadToTheEndAndClose;
            line.Settle();
            Session.Socket.Closed += CountClosed;
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);

            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual((int)SocketState.Closed, (int)Session.Socket.State);
            Assert.AreEqual(0, s_closed);
            Session.End();
        }

        [TestMethod]
        public void Closed_HandlerOfTheRestartThrows_IsRaisedAllTheSame()
        {
            ScriptedTransport line = Session.Connect();
            s_closed = 0;
            Session.Modem.Restarted += Throw;
            Session.Socket.Closed += CountClosed;

            line.Deliver("\r\nRDY\r\n");
            line.Settle();

            Assert.AreEqual(1, s_closed);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.HandlerErrors]);
            Session.Modem.Close();
        }

        [TestMethod]
        public void Closed_HandlerOfTheRestartClosesTheModem_IsNotRaised()
        {
            ScriptedTransport line = Session.Connect();
            s_closed = 0;
            Session.Modem.Restarted += CloseModem;
            Session.Socket.Closed += CountClosed;

            line.Deliver("\r\nRDY\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual(0, s_closed);
            Session.End();
        }

        [TestMethod]
        public void Closed_DataReceivedHandlerClosesTheModem_IsNotRaised()
        {
            ScriptedTransport line = Session.Connect();
            s_closed = 0;
            Session.Socket.DataReceived += CloseModemAtTheEnd;
            Session.Socket.Closed += CountClosed;

            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            Session.Time.Advance(1000);

            Assert.IsFalse(Session.Modem.IsOpen);
            Assert.AreEqual(0, s_closed);
            Session.End();
        }

        [TestMethod]
        public void DataReceived_AddedAfterASwitchToPushThatWasNotAnswered_IsNotRaised()
        {
            // What was announced before is not to be had any more.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QISWTMD=0,1\r", null);
            Thrown.Is(Bg95Error.NoAnswer, SwitchToPush);
            s_raised = 0;

            Session.Socket.DataReceived += CountRaised;
            line.Settle();

            Assert.AreEqual(0, s_raised);
            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.Modem.Close();
        }

        [TestMethod]
        public void DataReceived_AddedWhenAllIsReadButWhatWasLost_IsRaised()
        {
            // Nothing else would tell the program that its data have a hole.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Deliver(Session.Push(0, new string('x', SslSocket.ReceiveChunk)) + Session.Push(0, "lost") + "\r\n+CREG: 1\r\n");
            line.Settle();
            Assert.AreEqual(SslSocket.ReceiveChunk, Session.Receive(SslSocket.ReceiveChunk).Length);
            s_raised = 0;

            Session.Socket.DataReceived += CountRaised;
            line.Settle();

            Assert.AreEqual(1, s_raised);
            Thrown.Is(Bg95Error.RingOverflow, Calls.Receive);
            Session.Modem.Close();
        }

        [TestMethod]
        public void PdpDeactivated_HandlerIsRemoved_IsNotCalled()
        {
            ScriptedTransport line = Session.Open();
            s_raised = 0;
            Session.Modem.Pdp.Deactivated += CountDeactivated;
            Session.Modem.Pdp.Deactivated -= CountDeactivated;

            line.Deliver("\r\n+QIURC: \"pdpdeact\",7\r\n");
            line.Settle();

            Assert.AreEqual(0, s_raised);
            Session.End();
        }

        [TestMethod]
        public void UrcHandler_ModemIsClosedMeanwhile_IsNotCalledAnyMore()
        {
            ScriptedTransport line = Session.Open();
            s_lines = string.Empty;
            Session.Modem.AddUrcHandler("+CREG: ", CloseAtTheFirst);

            line.Deliver("\r\n+CREG: 1\r\n\r\n+CREG: 2\r\n\r\n+CREG: 3\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual("+CREG: 1|", s_lines);
            Session.End();
        }

        [TestMethod]
        public void UrcHandler_ModemWasClosedAndOpenedAnew_GetsNoLineFromBefore()
        {
            ScriptedTransport line = Session.Open();
            s_lines = string.Empty;
            Session.Modem.AddUrcHandler("+FIRST", Block);
            Session.Modem.AddUrcHandler("+CREG: ", OnLine);
            line.Deliver("\r\n+FIRST\r\n\r\n+CREG: 1\r\n");
            line.Settle();

            Session.Modem.Close();
            Session.OpenMade();
            Session.GoOn.Set();
            Session.Time.Advance(1000);
            line.Deliver("\r\n+CREG: 5\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual("+CREG: 5|", s_lines);
            Session.End();
        }

        [TestMethod]
        public void DataReceived_SwitchFromTransparentToPushIsRefused_IsRaised()
        {
            // The socket is in buffer mode then, and the module may have data.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            Session.Socket.DataReceived += CountRaised;
            line.Expect("+++", Session.Ok);
            line.Expect("AT+QISWTMD=0,1\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);
            s_raised = 0;

            Thrown.Is(Bg95Error.Rejected, SwitchToPush);
            Session.Time.Advance(1000);

            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);
            Assert.IsTrue(s_raised > 0);
            Session.End();
        }

        [TestMethod]
        public void DataReceived_EndCannotBeToldWhileAnotherSocketIsTransparent_IsRaisedAgainAfterIt()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            Session.AlwaysRecover();
            line.Always("AT+QSSLRECV=0,", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            SslSocket ended = Session.Socket;
            Assert.AreEqual("(-1)", Session.Receive(8));
            ended.DataReceived += CountRaised;
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            Session.Time.Advance(1000);
            SslSocket transparent = Session.ConnectAgain(AccessMode.Transparent);
            Session.Use(ended);
            Thrown.Is(Bg95Error.LineBusy, Calls.Receive);
            Session.Time.Advance(1000);
            s_raised = 0;

            line.Expect("+++", Session.Ok);
            transparent.SwitchMode(AccessMode.Buffer);
            Session.Time.Advance(1000);

            Assert.IsTrue(s_raised > 0);
            Assert.AreEqual("(0)", Session.Receive(8));
            Session.End();
        }

        private static void SwitchToPush()
        {
            Session.Socket.SwitchMode(AccessMode.DirectPush);
        }

        private static void CountRaised(object sender, EventArgs e)
        {
            s_raised++;
        }

        private static void ReadToTheEndAndClose(object sender, EventArgs e)
        {
            if (Session.Receive(8) == "(0)")
            {
                Session.Socket.Close();
            }
        }

        private static void CountClosed(object sender, EventArgs e)
        {
            s_closed++;
        }

        private static void CountDeactivated(object sender, PdpDeactivatedEventArgs e)
        {
            s_raised++;
        }

        private static void Throw(object sender, EventArgs e)
        {
            throw new InvalidOperationException("a handler's fault");
        }

        private static void CloseModem(object sender, EventArgs e)
        {
            ((Bg95Modem)sender).Close();
        }

        private static void CloseModemAtTheEnd(object sender, EventArgs e)
        {
            if (((SslSocket)sender).State == SocketState.Closing)
            {
                Session.Modem.Close();
            }
        }

        private static void CloseAtTheFirst(object sender, UrcEventArgs e)
        {
            s_lines += e.Line + "|";
            ((Bg95Modem)sender).Close();
        }

        private static void OnLine(object sender, UrcEventArgs e)
        {
            s_lines += e.Line + "|";
        }

        private static void Block(object sender, UrcEventArgs e)
        {
            Session.GoOn.Wait(60000);
        }
    }
}
