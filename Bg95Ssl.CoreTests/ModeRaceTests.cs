// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Calls that wait for the line while another thread changes the mode, or while the connection or the port ends.</summary>
    [TestClass]
    public class ModeRaceTests
    {
        private const string NoData = "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n";
        private const string Closed = "\r\n+QSSLURC: \"closed\",0\r\n";
        private const string Scan = "AT+COPS=?\r";

        private static string s_received;

        [TestMethod]
        public void SendVariable_ModeBecomesTransparentMeanwhile_ThrowsAndTheSocketGoesOn()
        {
            ScriptedTransport line = HoldLine();
            Beside sending = Beside.Start(Calls.SendVariable);
            Session.Time.Yield();
            line.Expect("AT+QISWTMD=0,2\r", "\r\nCONNECT\r\n");

            SwitchFirst(AccessMode.Transparent);
            Session.Time.Advance(100);

            Assert.IsTrue(sending.Thrown is InvalidOperationException);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Assert.IsTrue(Thrown.By(Calls.SendVariable) is InvalidOperationException);
            line.Expect("hi", null);
            Calls.Send();
            Session.End();
        }

        [TestMethod]
        public void Send_ModeBecomesTransparentMeanwhile_GoesOutInThatMode()
        {
            ScriptedTransport line = HoldLine();
            Beside sending = Beside.Start(Calls.Send);
            Session.Time.Yield();
            line.Expect("AT+QISWTMD=0,2\r", "\r\nCONNECT\r\n");
            line.Expect("hi", null);

            SwitchFirst(AccessMode.Transparent);
            Session.Time.Advance(100);

            sending.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Send_TransparentModeIsLeftMeanwhile_GoesOutByCommand()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            Beside leaving = Beside.Start(SwitchToBuffer);
            Session.Time.Yield();
            Beside sending = Beside.Start(Calls.Send);
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\nSEND OK\r\n");

            Session.Time.Advance(5000);

            leaving.HasWorked();
            sending.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_TwoThreadsLeaveTransparentMode_BothWork()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            Beside first = Beside.Start(SwitchToBuffer);
            Beside second = Beside.Start(SwitchToBuffer);

            Session.Time.Advance(5000);

            first.HasWorked();
            second.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_TwoThreadsSwitchToTheSame_IsSaidOnce()
        {
            ScriptedTransport line = HoldLine();
            line.Expect("AT+QISWTMD=0,1\r", Session.Ok);
            Beside first = Beside.Start(SwitchToPush);
            Beside second = Beside.Start(SwitchToPush);
            Session.Time.Yield();

            line.Deliver(Session.Ok);
            Session.Time.Advance(100);

            first.HasWorked();
            second.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_PortIsPulledWhileAnotherLeavesTheMode_BothThrow()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Beside first = Beside.Start(SwitchToBuffer);
            Beside second = Beside.Start(SwitchToBuffer);
            Session.Time.Advance(500);

            line.Break();
            Session.Time.Advance(10000);

            first.HasFailed(Bg95Error.PortFailed);
            second.HasFailed(Bg95Error.PortFailed);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_TransparentForHours_IsLeft()
        {
            // What was left of an earlier call's time does not count.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            Session.Time.Advance(10000000);

            SwitchToBuffer();

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_ModuleStaysSilentAfterTransparentMode_ThrowsAndEndsTheSocket()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Deaf = true;
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, SwitchToBuffer);

            Assert.AreEqual(40000, (int)(Session.Time.Now - from));
            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Close_ModuleStaysSilentAfterTransparentMode_ThrowsAndIsClosed()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Deaf = true;
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, CloseSocket);

            Assert.AreEqual(30000, (int)(Session.Time.Now - from));
            Assert.AreEqual((int)SocketState.Closed, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_NoCarrierWhileTheModeIsLeft_TheLineIsFree()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Beside leaving = Beside.Start(SwitchToBuffer);
            Session.Time.Advance(500);
            line.Deliver("the end\r\nNO CARRIER\r\n");
            line.Expect("+++", null);
            Session.ExpectEscape(null);
            Session.AlwaysClosedByPeer(0);

            Session.Time.Advance(20000);

            leaving.HasWorked();
            line.Expect("AT+QSSLRECV=0,1\r", NoData);
            Assert.AreEqual("the end", Session.Receive(20));
            Assert.AreEqual("(0)", Session.Receive(20));
            line.Expect("AT+QIDEACT=1\r", Session.Ok);
            Calls.Deactivate();
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_ClosedWhileTheLineIsHeld_ThrowsAndSaysNothing()
        {
            ScriptedTransport line = HoldLine();
            Beside switching = Beside.Start(SwitchToPush);
            Session.Time.Yield();

            line.Deliver(Closed + Session.Ok);
            Session.Time.Advance(100);

            switching.HasFailed(Bg95Error.ClosedByPeer);
            Session.End();
        }

        [TestMethod]
        public void Send_ClosedWhileTheLineIsHeld_ThrowsAndSaysNothing()
        {
            ScriptedTransport line = HoldLine();
            Beside sending = Beside.Start(Calls.Send);
            Session.Time.Yield();

            line.Deliver(Closed + Session.Ok);
            Session.Time.Advance(100);

            sending.HasFailed(Bg95Error.ClosedByPeer);
            Session.End();
        }

        [TestMethod]
        public void Send_LineIsHeldForLong_ThrowsAtItsLimitAndTheSocketGoesOn()
        {
            ScriptedTransport line = HoldLine();
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.LineBusy, Calls.Send);
            Assert.AreEqual(30000, (int)(Session.Time.Now - from));
            Thrown.Is(Bg95Error.LineBusy, Calls.SendVariable);

            Assert.AreEqual(60000, (int)(Session.Time.Now - from));
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Send_WritingFailsInTransparentMode_Throws()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("hi", null);
            line.RefusesWrites = true;

            Thrown.Is(Bg95Error.PortFailed, Calls.Send);

            Session.End();
        }

        [TestMethod]
        public void Receive_TwoThreads_TheSecondLooksAgainWhenItHasTheLine()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", null);
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
            s_received = string.Empty;
            Beside first = Beside.Start(ReceiveForAWhile);
            Session.Time.Yield();
            Beside second = Beside.Start(ReceiveForAWhile);
            Session.Time.Advance(1000);

            line.Deliver(NoData);
            Session.Time.Advance(1000);
            Assert.AreEqual(-1, first.Taken);
            Assert.AreEqual(-1, second.Taken);
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            line.Always("AT+QSSLRECV=0,", NoData);
            line.Always("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1"));
            Session.Time.Advance(30000);

            Assert.AreEqual("hi(-1)", s_received);
            Session.End();
        }

        [TestMethod]
        public void Receive_ModeIsSwitchedWhileTheLineIsHeld_GivesWhatWasPushed()
        {
            Receive_ModeIsSwitchedWhileTheLineIsHeld_GivesWhatWasPushed(false);
            Receive_ModeIsSwitchedWhileTheLineIsHeld_GivesWhatWasPushed(true);
        }

        private static void Receive_ModeIsSwitchedWhileTheLineIsHeld_GivesWhatWasPushed(bool isSwitchedBack)
        {
            ScriptedTransport line = HoldLine();
            s_received = string.Empty;
            Beside receiving = Beside.Start(ReceiveForAWhile);
            Session.Time.Yield();
            line.Expect("AT+QISWTMD=0,1\r", Session.Ok + Session.Push(0, "hi"));
            line.Expect("AT+QISWTMD=0,0\r", Session.Ok);

            SwitchFirst(AccessMode.DirectPush);

            if (isSwitchedBack)
            {
                Session.Socket.SwitchMode(AccessMode.Buffer);
            }
            else
            {
                Session.Time.Advance(100);
                receiving.HasWorked();
                Session.Socket.SwitchMode(AccessMode.Buffer);
            }

            Session.Time.Advance(100);
            receiving.HasWorked();
            Assert.AreEqual("hi", s_received);
            Session.End();
        }

        [TestMethod]
        public void Receive_StateCannotBeAskedInTime_GivesNothing()
        {
            // The module is asked for the state, and the line is another's for longer than the call may take.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Deliver("\r\n+QQQQ:\r\n\r\n+CFUN: 1\r\n");
            Session.ExpectRecovery();
            Session.Time.Advance(2000);
            line.Expect(Scan, null);
            Beside.Start(Hold);
            Session.Time.Yield();
            long from = Session.Time.Now;

            Assert.AreEqual("(-1)", Session.Receive(8));

            Assert.AreEqual(10000, (int)(Session.Time.Now - from));
            Session.End();
        }

        [TestMethod]
        public void Receive_NoNewsFor15Seconds_AsksTheModule()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", NoData);
            s_received = string.Empty;
            Beside receiving = Beside.Start(ReceiveForAWhile);
            Session.Time.Advance(14999);
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1"));
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
            Assert.AreEqual(-1, receiving.Taken);

            Session.Time.Advance(2);

            Assert.AreEqual("hi", s_received);
            Session.End();
        }

        [TestMethod]
        public void Receive_NoNewsFor15SecondsInPushMode_AsksForTheState()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            s_received = string.Empty;
            Beside receiving = Beside.Start(ReceiveForAWhile);
            Session.Time.Advance(14999);
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,4,1"));
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            Assert.AreEqual(-1, receiving.Taken);

            Session.Time.Advance(2);

            receiving.HasWorked();
            Assert.AreEqual("(0)", s_received);
            Session.End();
        }

        [TestMethod]
        public void Receive_ForEver_TakesWhatComes()
        {
            // The sum of the limits is more than an int holds.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");

            Assert.AreEqual(2, Session.Socket.Receive(new byte[8], 0, 8, int.MaxValue));

            Session.End();
        }

        // A connected socket, and a thread that has the line until OK comes.
        private static ScriptedTransport HoldLine()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect(Scan, null);
            Beside.Start(Hold);
            Session.Time.Yield();
            return line;
        }

        private static void Hold()
        {
            Session.Modem.Execute("AT+COPS=?", 180000);
        }

        // The first thread is the first that has the line when OK comes.
        private static void SwitchFirst(AccessMode mode)
        {
            Session.Time.StartThread(Release);
            Session.Socket.SwitchMode(mode, 1500);
        }

        private static void Release()
        {
            Session.Time.Sleep(1);
            Session.Line.Deliver(Session.Ok);
        }

        private static void SwitchToPush()
        {
            Session.Socket.SwitchMode(AccessMode.DirectPush, 1500);
        }

        private static void SwitchToBuffer()
        {
            Session.Socket.SwitchMode(AccessMode.Buffer);
        }

        private static void CloseSocket()
        {
            Session.Socket.Close();
        }

        private static void ReceiveForAWhile()
        {
            byte[] buffer = new byte[8];
            int count = Session.Socket.Receive(buffer, 0, 8, 25000 - (s_received.Length * 1000));
            s_received += count > 0 ? Bytes.Text(buffer, 0, count) : "(" + count.ToString() + ")";
        }
    }
}
