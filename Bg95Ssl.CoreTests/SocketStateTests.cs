// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>A socket's ends, one behind the other, and the events that tell of them.</summary>
    [TestClass]
    public class SocketStateTests
    {
        private const string Closed = "\r\n+QSSLURC: \"closed\",0\r\n";
        private const string Deactivated = "\r\n+QIURC: \"pdpdeact\",1\r\n";
        private const string NoData = "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n";

        private static string s_raised;

        [TestMethod]
        public void End_PdpContextIsLostAfterThePeersClose_IsCleanOnlyIfAllWasRead()
        {
            // All read: the end is the peer's.
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Expect("AT+QSSLRECV=0,8\r", NoData);
            line.Expect("AT+QSSLRECV=0,8\r", NoData);
            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Deliver(Closed);
            line.Settle();
            Assert.AreEqual("(0)", Session.Receive(8));
            line.Deliver(Deactivated);
            line.Settle();
            Assert.AreEqual("(0)", Session.Receive(8));
            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Session.End();

            // Data are left: they are lost.
            line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Deliver(Closed + Deactivated);
            line.Settle();
            line.Expect("AT+QSSLRECV=0,8\r", NoData);
            Thrown.Is(Bg95Error.PdpDeactivated, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void End_ModuleRestartsAfterThePeersClose_FreesTheIdOnlyIfDataWereLost()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Expect("AT+QSSLRECV=0,8\r", NoData);
            line.Expect("AT+QSSLRECV=0,8\r", NoData);
            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Deliver(Closed);
            line.Settle();
            Assert.AreEqual("(0)", Session.Receive(8));
            line.Deliver("\r\nRDY\r\n");
            line.Settle();
            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Assert.AreEqual("(0)", Session.Receive(8));
            Session.End();

            line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Deliver(Closed + "\r\nRDY\r\n");
            line.Settle();
            Assert.AreEqual((int)SocketState.Initial, (int)Session.Socket.State);
            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Closed_TwoSocketsEndWithTheirIds_EachIsToldOnce()
        {
            // A handler of the program's holds the event thread meanwhile: both wait without an id, one of them twice.
            ScriptedTransport line = Session.Connect();
            SslSocket first = Session.Socket;
            SslSocket second = Session.ConnectAgain();
            s_raised = string.Empty;
            Session.AlwaysRecover();
            Session.Modem.Restarted += WaitToGoOn;
            first.Closed += OnFirst;
            second.Closed += OnSecond;
            line.Deliver("\r\nRDY\r\n");
            Session.Time.Advance(5000);
            Assert.AreEqual(string.Empty, s_raised);
            first.Closed += OnFirst;
            second.Closed += OnSecond;

            Session.GoOn.Set();
            Session.Time.Advance(100);

            Assert.AreEqual(4, s_raised.Length);
            Assert.IsTrue(s_raised == "1122" || s_raised == "2211", s_raised);
            Session.End();
        }

        private static void WaitToGoOn(object sender, EventArgs e)
        {
            Session.GoOn.Wait(-1);
        }

        private static void OnFirst(object sender, EventArgs e)
        {
            s_raised += "1";
        }

        private static void OnSecond(object sender, EventArgs e)
        {
            s_raised += "2";
        }

        [TestMethod]
        public void DataReceived_HandlerIsTakenAway_IsNotCalled()
        {
            ScriptedTransport line = Session.Connect();
            s_raised = string.Empty;
            Session.Socket.DataReceived += OnFirst;
            Session.Socket.DataReceived -= OnFirst;
            Session.Socket.Closed += OnSecond;
            Session.Socket.Closed -= OnSecond;

            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n" + Closed);
            line.Settle();

            Assert.AreEqual(string.Empty, s_raised);
            Session.End();
        }

        [TestMethod]
        public void DataReceived_NothingHasCome_IsNotRaised()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            s_raised = string.Empty;

            Session.Socket.DataReceived += OnFirst;
            line.Settle();
            Assert.AreEqual(string.Empty, s_raised);

            line.Deliver(Session.Push(0, "hi"));
            Session.Time.Advance(1000);
            Assert.AreEqual("1", s_raised);
            Session.End();
        }

        [TestMethod]
        public void DataReceived_LinesWereLost_IsRaisedSoThatAHandlerFindsOut()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", NoData);
            Assert.AreEqual("(-1)", Session.Receive(8));
            s_raised = string.Empty;
            Session.Socket.DataReceived += OnFirst;
            line.Settle();
            Assert.AreEqual(string.Empty, s_raised);

            line.Deliver("\r\nxx\r\n");
            line.Settle();

            Assert.AreEqual("1", s_raised);
            Session.End();
        }

        [TestMethod]
        public void LostBytes_RingIsFull_CountsThem()
        {
            ScriptedTransport line = Session.Connect();
            Assert.AreEqual(0, Session.Socket.LostBytes);
            Session.ConnectAgain(AccessMode.DirectPush);
            line.Deliver(Session.Push(1, new string('a', 1400)) + Session.Push(1, new string('b', 101)) + Session.Push(1, "c"));
            line.Settle();

            // All that comes behind the first that had no room is dropped, too.
            Assert.AreEqual(102, Session.Socket.LostBytes);
            Assert.AreEqual(new string('a', 1400), Session.Receive(1500));
            Thrown.Is(Bg95Error.RingOverflow, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Push_RingIsJustFull_NothingIsLost()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Deliver(Session.Push(0, new string('a', 1400)) + Session.Push(0, new string('b', 100)));
            line.Settle();

            Assert.AreEqual(new string('a', 1400) + new string('b', 100), Session.Receive(1500));
            Assert.AreEqual(0, Session.Socket.LostBytes);

            // The largest block of all.
            line.Deliver(Session.Push(0, new string('c', 1500)));
            line.Settle();
            Assert.AreEqual(new string('c', 1500), Session.Receive(1500));
            Session.End();
        }

        [TestMethod]
        public void Call_BlockOutOfRange_Throws()
        {
            Session.Connect();
            int written = Session.Line.Written;

            Thrown.EachIsArgument(OutOfRange);

            Assert.AreEqual(written, Session.Line.Written);
            Session.End();
        }

        private static bool OutOfRange(int number)
        {
            byte[] buffer = new byte[4];

            switch (number)
            {
                case 0: Session.Socket.Receive(buffer, 0, -1, 0); break;
                case 1: Session.Socket.Receive(buffer, 2, 3, 0); break;
                case 2: Session.Socket.Receive(buffer, -1, 1, 0); break;
                case 3: Session.Socket.Receive(buffer, 5, 0, 0); break;
                case 4: Session.Socket.Receive(null, 0, 1, 0); break;
                case 5: Session.Socket.Send(buffer, 0, -1); break;
                case 6: Session.Socket.Send(buffer, 4, 1); break;
                case 7: return Session.Socket.GetStream().Read(null, 0, 0) == 0;
                case 8: Session.Socket.Receive(buffer, 0, 1, -1); break;
                case 9: Session.Socket.Receive(buffer, 0, 0, 0); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void Send_WhileAnotherIdIsOpening_NothingIsMixedUp()
        {
            // The longest piece, and one byte more.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,1460\r", "\r\n> ");
            line.Expect(new byte[1460], "\r\nSEND OK\r\n");
            line.Expect("AT+QSSLSEND=0,1\r", "\r\n> ");
            line.Expect(new byte[1], "\r\nSEND OK\r\n");

            Assert.AreEqual(1461, Session.Socket.Send(new byte[1461], 0, 1461));

            Session.End();
        }

        [TestMethod]
        public void Close_LimitsOfTheModule_AreWaitedFor()
        {
            Close_LimitsOfTheModule_AreWaitedFor(-1, "AT+QSSLCLOSE=0\r", 15000);
            Close_LimitsOfTheModule_AreWaitedFor(0, "AT+QSSLCLOSE=0,0\r", 5000);
            Close_LimitsOfTheModule_AreWaitedFor(1, "AT+QSSLCLOSE=0,1\r", 6000);
            Close_LimitsOfTheModule_AreWaitedFor(1000, "AT+QSSLCLOSE=0,1\r", 6000);
            Close_LimitsOfTheModule_AreWaitedFor(1001, "AT+QSSLCLOSE=0,2\r", 7000);
        }

        private static void Close_LimitsOfTheModule_AreWaitedFor(int timeout, string command, int expected)
        {
            ScriptedTransport line = Session.Connect();
            line.Expect(command, null);
            s_timeout = timeout;
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, CloseSocket);

            Assert.AreEqual(expected, (int)(Session.Time.Now - from));
            Session.End();
        }

        private static int s_timeout;

        private static void CloseSocket()
        {
            Session.Socket.Close(s_timeout);
        }
    }
}
