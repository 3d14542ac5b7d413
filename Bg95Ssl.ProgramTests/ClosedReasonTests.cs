// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// Why the module says that a connection is closed: its peer has closed it, or the PDP context was lost and the peer may have had
    /// more to say. The module says the same of both; the state of the context tells them apart.
    /// </summary>
    [TestClass]
    public class ClosedReasonTests
    {
        private const string Closed = "\r\n+QSSLURC: \"closed\",0\r\n";

        private static string s_log;

        [TestMethod]
        public void Receive_ClosedBecauseTheContextWasLost_IsNoCleanEnd()
        {
            ScriptedTransport line = ConnectAndEnd();
            line.Always("AT+QIACT?\r", Session.Ok);

            Thrown.Is(Bg95Error.PdpDeactivated, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedAndTheContextIsActive_EndsAndIsAskedOnceOnly()
        {
            ScriptedTransport line = ConnectAndEnd();
            Session.AlwaysActive();

            Assert.AreEqual("(0)", Session.Receive(8));

            int written = line.Written;
            Assert.AreEqual("(0)", Session.Receive(8));
            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedAndTheContextIsNotTold_Ends()
        {
            ScriptedTransport line = ConnectAndEnd();
            RefuseQuestions(line, 3);

            Assert.AreEqual("(0)", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedAndTheModuleIsBusyAtFirst_IsAskedAgain()
        {
            ScriptedTransport line = ConnectAndEnd();
            RefuseQuestions(line, 2);
            line.Expect("AT+QIACT?\r", Session.Ok);

            Thrown.Is(Bg95Error.PdpDeactivated, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedAndTheContextActivatedAnewIsNotTold_IsNoCleanEnd()
        {
            ScriptedTransport line = ConnectAndEnd();
            line.Expect("AT+QIACT?\r", Session.Ok);
            line.Expect("AT+QIACT=1\r", Session.Ok);
            Session.Modem.Pdp.Activate(1);
            RefuseQuestions(line, 3);

            Thrown.Is(Bg95Error.PdpDeactivated, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedWhileTheStateIsAskedFor_TheLostContextIsTold()
        {
            // Both ask whether the context is active: who was told of the end by a line, and who has asked for the state.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Expect("AT+QSSLSTATE=0\r", Closed + Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"198.51.100.7\",8883,50006,4,1,0,1,\"uart1\",0"));
            line.Expect("AT+QIACT?\r", Session.Ok);
            Beside receiver = Beside.Start(ReceiveForAnHour);

            Session.Time.Advance(60000);

            receiver.HasFailed(Bg95Error.PdpDeactivated);
            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedAndTheContextWasActivatedAnew_IsNoCleanEnd()
        {
            ScriptedTransport line = ConnectAndEnd();
            line.Expect("AT+QIACT?\r", Session.Ok);
            line.Expect("AT+QIACT=1\r", Session.Ok);
            Session.Modem.Pdp.Activate(1);
            Session.AlwaysActive();

            Thrown.Is(Bg95Error.PdpDeactivated, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedAfterTheProgramHasAskedForContexts_IsACleanEnd()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysActive();
            Session.Modem.Execute("AT+QIACT?", 5000);

            End(line);

            Assert.AreEqual("(0)", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedAfterAnotherContextWasActivated_IsACleanEnd()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysActive();
            line.Expect("AT+QIACT=2\r", Session.Ok);
            Session.Modem.Pdp.Activate(2);

            End(line);

            Assert.AreEqual("(0)", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedAfterTheProgramsActivationWasRefused_IsACleanEnd()
        {
            // The context is active already.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysActive();
            line.Expect("AT+QIACT=1\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 572, operation not allowed"));
            Thrown.Is(Bg95Error.OperationNotAllowed, ActivateByCommand);

            End(line);

            Assert.AreEqual("(0)", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void Receive_ClosedAndTheRowOfTheContextIsDamaged_EndsAsDamaged()
        {
            // Not as a lost context, and not clean: the line may have been payload that was pushed behind "closed".
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Expect("AT+QIACT?\r", Session.Answer("QIACT: 1,1,1,\"192.0.2.7\""));
            End(line);

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_SecondThreadWhileTheContextIsAsked_DoesNotGetACleanEnd()
        {
            // The context is lost. The first thread waits for the answer when the second one comes.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Expect("AT+QIACT?\r", null);
            line.Always("AT+QIACT?\r", Session.Ok);
            End(line);
            Beside first = Beside.Start(ReceiveForAnHour);
            Session.Time.Advance(10);
            Beside second = Beside.Start(ReceiveForAnHour);
            Session.Time.Advance(100);

            line.Deliver(Session.Ok);
            Session.Time.Advance(1000);

            first.HasFailed(Bg95Error.PdpDeactivated);
            second.HasFailed(Bg95Error.PdpDeactivated);
            Session.End();
        }

        [TestMethod]
        public void Receive_AnnouncementComesWhileTheContextIsAsked_DataAreRead()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Expect("AT+QIACT?\r", "\r\n+QSSLURC: \"recv\",0\r\n" + Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 5\r\nhello\r\n\r\nOK\r\n");

            End(line);

            Assert.AreEqual("hello", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void Receive_DataArePushedBehindClosed_AreReceived()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysActive();

            line.Deliver(Closed + Session.Push(0, "hello"));
            Session.Time.Advance(1000);

            Assert.AreEqual("hello", Session.Receive(8));
            Assert.AreEqual("(0)", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void DataReceived_ClosedDuringALongCommandOfTheProgram_HandlerIsToldTheEnd()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysActive();
            Session.AlwaysRecover();
            s_log = string.Empty;
            Session.Socket.DataReceived += NoteReceived;
            line.Expect("AT+COPS=?\r", null);
            Beside looking = Beside.Start(LookForOperators);
            Session.Time.Advance(1000);
            line.Deliver(Closed);
            Session.Time.Advance(60000);

            line.Deliver(Session.Answer("+COPS: (2,\"a\",\"a\",\"26201\",8)"));
            Session.Time.Advance(60000);

            looking.HasWorked();
            Assert.Contains("(0)", s_log);
            Session.End();
        }

        // Connects; the module says that the connection is closed, and nothing has come over it.
        private static ScriptedTransport ConnectAndEnd()
        {
            ScriptedTransport line = Session.Connect();
            line.Always("AT+QSSLRECV=0,", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            End(line);
            return line;
        }

        private static void RefuseQuestions(ScriptedTransport line, int count)
        {
            for (int i = 0; i < count; i++)
            {
                line.Expect("AT+QIACT?\r", Session.Error);
                line.Expect("AT+QIGETERROR\r", Session.NoReason);
            }
        }

        private static void End(ScriptedTransport line)
        {
            line.Deliver(Closed);
            line.Settle();
        }

        private static void ReceiveForAnHour()
        {
            Session.Socket.Receive(new byte[1], 0, 1, 3600000);
        }

        private static void ActivateByCommand()
        {
            Session.Modem.Execute("AT+QIACT=1", 5000);
        }

        private static void LookForOperators()
        {
            Session.Modem.Execute("AT+COPS=?", 180000);
        }

        private static void NoteReceived(object sender, EventArgs e)
        {
            s_log += Session.Receive(8);
        }
    }
}
