// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Whose turn it is on the line: a call that fails leaves it to the next one, in step with the module.</summary>
    [TestClass]
    public class LineTurnTests
    {
        private const string Question = "AT+CSQ\r";
        private const string ToTransparent = "AT+QISWTMD=0,2\r";

        private static long s_low;
        private static long s_high;

        [TestMethod]
        public void Execute_LineIsFreeTooLate_ThrowsAndTheNextCallHasIt()
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Question, null);
            Beside holding = Beside.Start(Execute);
            Session.Time.Yield();
            Beside waiting = Beside.Start(ExecuteShortly);
            Session.Time.Advance(800);
            line.Deliver(Session.Ok);
            Session.Time.Advance(1000);

            holding.HasWorked();
            waiting.HasFailed(Bg95Error.LineBusy);
            line.Expect(Question, Session.Ok);
            Execute();
            Session.End();
        }

        [TestMethod]
        public void Execute_GettingInStepFails_ThrowsAndTheNextCallHasTheLine()
        {
            ScriptedTransport line = Session.Open();
            line.Deliver(Session.Ok);
            line.Settle();
            line.Expect(Session.NextQuestion(), null);
            Thrown.Is(Bg95Error.NoAnswer, ExecuteShortly);
            Session.AlwaysRecover();
            line.Expect(Question, Session.Ok);

            Execute();

            Session.End();
        }

        [TestMethod]
        public void Execute_WaitsWhileTransparentModeIsEntered_ThrowsAtOnce()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect(ToTransparent, null);
            Beside switching = Beside.Start(SwitchToTransparent);
            Session.Time.Yield();
            Beside waiting = Beside.Start(Execute);
            Session.Time.Yield();
            line.Deliver("\r\nCONNECT\r\n");
            Session.Time.Advance(100);

            switching.HasWorked();
            waiting.HasFailed(Bg95Error.LineBusy);
            Assert.AreEqual(0, waiting.Taken);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_OutOfStepBehindTheFirstCommand_GetsInStepBeforeTheSecond()
        {
            ScriptedTransport line = Session.Connect();
            Session.Modem.SslContexts.DataTerminalReady = SetPin;
            line.Expect("AT&D1\r", Session.Ok + Session.Ok);
            Session.ExpectRecovery();
            line.Expect(ToTransparent, "\r\nCONNECT\r\n");

            SwitchToTransparent();

            Session.End();
        }

        [TestMethod]
        public void SwitchMode_ByThePin_IsLowForAMoment()
        {
            ScriptedTransport line = Session.Connect();
            Session.Modem.SslContexts.DataTerminalReady = SetPin;
            line.Expect("AT&D1\r", Session.Ok);
            line.Expect(ToTransparent, "\r\nCONNECT\r\n");
            SwitchToTransparent();
            line.Always("+++", Session.Ok);
            Session.AlwaysRecover();

            SwitchToBuffer();

            Assert.AreEqual(100, (int)(s_high - s_low));
            Assert.AreEqual(2, Session.Modem.Statistics[LineCounter.HandlerErrors]);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_SecondConnectionAfterNoCarrier_WaitsForTheOk()
        {
            // What the first one's end has signalled is not the second one's.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Deliver("\r\nNO CARRIER\r\n");
            Session.Time.Advance(300);
            line.Always("+++", Session.Error);
            line.Always("AT+QSSLCLOSE=0\r", Session.Ok);
            Session.Socket.Close();
            Session.ExpectSettings();
            Session.ConnectConfigured(AccessMode.Transparent);
            Session.Time.Advance(5000);
            line.Expect("+++", null);
            Beside leaving = Beside.Start(SwitchToBuffer);
            Session.Time.Advance(2300);
            line.Deliver("late" + Session.Ok);
            Session.Time.Advance(5000);

            leaving.HasWorked();
            Assert.IsTrue(leaving.Taken < 3500);
            Assert.AreEqual("late", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_EndedByForceAndBytesWerePassedOver_ThrowsLineDamaged()
        {
            // The peer still sends: what was passed over was this connection's payload.
            ScriptedTransport line = LeaveByForce(string.Empty, out Beside leaving);
            line.Deliver("\r\n+HELLO: 1\r\n");
            line.Expect("+++", Session.Ok);
            Session.Time.Advance(20000);

            leaving.HasFailed(Bg95Error.LineDamaged);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_EndedByForceAndBytesWerePassedOverLongBefore_Works()
        {
            ScriptedTransport line = LeaveByForce("\r\n+HELLO: 1\r\n", out Beside leaving);
            line.Expect("+++", Session.Ok);
            Session.Time.Advance(20000);

            leaving.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_NoCarrierAtAnyMoment_TheLineIsFreeAndAllIsThere()
        {
            for (uint seed = 1; seed < 60; seed++)
            {
                ScriptedTransport line = Session.Make(seed);
                Session.OpenMade();
                Session.Context.CaCertificate = "ca.pem";
                Session.ExpectSettings();
                Session.ConnectConfigured(AccessMode.Transparent);
                Session.AlwaysRecover();
                line.Always("+++", Session.Error);
                line.Always("AT+QIDEACT=1\r", Session.Ok);
                Beside.Start(SwitchAfterAWhile);
                line.Deliver("the end\r\nNO CARRIER\r\n");
                Session.Time.Advance(30000);

                Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
                Assert.AreEqual("the end", Session.Receive(20));
                Calls.Deactivate();
                Session.End();
            }
        }

        [TestMethod]
        public void Execute_TwoWaitAndAThirdComes_OneCommandRunsAtATime()
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Question, null);
            line.Expect(Question, null);
            line.Expect(Question, null);
            Beside first = Beside.Start(Execute);
            Session.Time.Yield();
            Beside second = Beside.Start(Execute);
            Session.Time.Yield();
            line.Deliver(Session.Ok);
            Session.Time.Advance(10);
            Beside third = Beside.Start(Execute);
            Session.Time.Advance(10);
            first.HasWorked();
            Assert.AreEqual(-1, second.Taken);
            line.Deliver(Session.Ok);
            Session.Time.Advance(10);
            second.HasWorked();
            Assert.AreEqual(-1, third.Taken);
            line.Deliver(Session.Ok);
            Session.Time.Advance(10);

            third.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Send_TwoThreadsInTransparentMode_OneBehindTheOther()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.MillisecondsPerByte = 10;
            line.Expect("hi", null);
            line.Expect("hi", null);
            Beside first = Beside.Start(Calls.Send);
            Beside second = Beside.Start(Calls.Send);
            Session.Time.Advance(1000);

            first.HasWorked();
            second.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Execute_LineIsHeldByFlowControl_EndsAfterFiveSeconds()
        {
            ScriptedTransport line = Session.Open();
            line.HoldsWrites = true;
            Beside asking = Beside.Start(ExecuteLong);
            Session.Time.Advance(30000);
            line.HoldsWrites = false;

            asking.HasFailed(Bg95Error.PortFailed);
            Assert.AreEqual(5000, asking.Taken);
            Session.End();
        }

        private static ScriptedTransport LeaveByForce(string beforeTheFirstAnswer, out Beside leaving)
        {
            ScriptedTransport line = Session.Make();
            line.Deliver(beforeTheFirstAnswer);
            Session.OpenMade();
            Session.Context.CaCertificate = "ca.pem";
            Session.ExpectSettings();
            Session.ConnectConfigured(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Expect("+++", null);
            Session.Time.Advance(1000);
            leaving = Beside.Start(SwitchToBuffer);
            Session.Time.Advance(1100 + 1100 + 5001);
            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);
            return line;
        }

        private static void SetPin(bool isHigh)
        {
            s_low = isHigh ? s_low : Session.Time.Now;
            s_high = isHigh ? Session.Time.Now : s_high;
            throw new System.InvalidOperationException();
        }

        private static void Execute()
        {
            Session.Modem.Execute("AT+CSQ", 5000);
        }

        private static void ExecuteLong()
        {
            Session.Modem.Execute("AT+CSQ", 60000);
        }

        private static void ExecuteShortly()
        {
            Session.Modem.Execute("AT+CSQ", 1000);
        }

        private static void SwitchToTransparent()
        {
            Session.Socket.SwitchMode(AccessMode.Transparent, SslSocket.ReceiveChunk);
        }

        private static void SwitchToBuffer()
        {
            Session.Socket.SwitchMode(AccessMode.Buffer);
        }

        private static void SwitchAfterAWhile()
        {
            Session.Time.Sleep(300);
            SwitchToBuffer();
        }
    }
}
