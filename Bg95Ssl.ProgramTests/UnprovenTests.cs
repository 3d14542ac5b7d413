// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// Data and lines that cannot be believed yet: what proves them, or shows that bytes were lost, and what is said to a module of which
    /// nobody knows the mode.
    /// </summary>
    [TestClass]
    public class UnprovenTests
    {
        private static int s_raised;

        [TestMethod]
        public void Receive_AnotherSocketShowsThatALineEndWasLost_IsDamaged()
        {
            // Behind the line feed stood one CRLF. That this module sends two shows only later, on another socket.
            ScriptedTransport line = Session.Connect();
            SslSocket first = Session.Socket;
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\n\n\r\nOK\r\n");
            Assert.AreEqual("\n", Session.Receive(1));
            Session.ConnectAgain();
            Session.Learn();
            Session.Use(first);
            Session.AlwaysRecover();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 3\r\nabc\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Session.Modem.Close();
        }

        [TestMethod]
        public void Receive_RestartBeforeItIsKnownWhoHasClosed_IsNoCleanEnd()
        {
            // The context is active again: it says nothing of the one that the connection was opened over.
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Expect("AT+QIACT?\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Calls.Receive);
            line.Deliver("\r\nRDY\r\n");
            line.Settle();
            Session.AlwaysActive();

            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void PowerDown_BehindADamagedHeader_IsNotBelieved()
        {
            // What stands behind a header that was not understood may be what a peer has sent.
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Always("AT+QSSLSTATE=", Session.Ok);
            s_raised = 0;
            Session.Modem.PoweredDown += Count;
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRCV: 8\r\n\r\nPOWERED DOWN\r\n\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.Time.Advance(5000);

            Assert.AreEqual(0, s_raised);
            Session.Modem.Close();
        }

        [TestMethod]
        public void Execute_LineOfItsAnswerIsConnectAndANumber_IsNotBelievedToBeText()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CMGR=1\r", "\r\nCONNECT 100\r\n");
            line.Always("+++", Session.Ok);
            Session.AlwaysRecover();

            Thrown.Is(Bg95Error.UnexpectedAnswer, Read);

            Session.Modem.Close();
        }

        [TestMethod]
        public void GetInStep_ConnectInTheMiddle_EscapesBeforeAnythingElseIsSaid()
        {
            // The next question would reach a peer.
            ScriptedTransport line = Session.Open();
            line.Deliver("\r\n+CFUN: 1\r\n");
            line.Expect(Session.NextQuestion(), "\r\nCONNECT\r\n");
            Session.ExpectEscape(Session.Ok);

            Session.Time.Advance(20000);

            line.Verify();
            Session.End();
        }

        [TestMethod]
        public void GetInStep_EscapeDoesNotHelp_OtherWaysAreTried()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Deliver("\r\nNO CARRIER\r\n");
            line.Expect("+++", null);
            line.Expect("ATV1\r", null);
            line.Expect(Session.NextQuestion(), null);
            line.Expect("ATV1\r", Session.Ok);
            line.Expect(Session.NextQuestion(), Session.QuestionAnswer());
            Session.ExpectRecovered();

            Session.Time.Advance(15000);

            line.Verify();
            Session.Modem.Close();
        }

        [TestMethod]
        public void Upload_ModuleDoesNotAskForTheSecondFile_TheFirstOnesEndSaysNothingOfIt()
        {
            // The file has its size, but of what was said to get in step.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", Session.Answer("+QFUPL: 2,6162"));
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"ca.pem\",2"));
            Calls.Upload();
            Session.AlwaysRecover();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", null);
            line.Always("AT+QFLST=", Session.Answer("+QFLST: \"ca.pem\",2"));
            Beside upload = Beside.Start(Calls.Upload);
            Session.Time.Advance(5000);
            line.Expect("AT+QFDEL=\"ca.pem\"\r", Session.Ok);
            Session.Time.Advance(60000);

            upload.HasFailed(Bg95Error.FileDamaged);
            Session.End();
        }

        [TestMethod]
        public void Upload_IsRefusedAtOnceAfterAnotherOne_DeletesNothing()
        {
            // What has this name in the module is not the file that was refused.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"first\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", Session.Answer("+QFUPL: 2,6162"));
            line.Expect("AT+QFLST=\"first\"\r", Session.Answer("+QFLST: \"first\",2"));
            Session.Modem.Files.Upload("first", Bytes.Of("ab"));
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\n+CME ERROR: 423\r\n");

            Exception thrown = Thrown.By(Calls.Upload);

            Assert.AreEqual(423, (int)((Bg95Exception)thrown).Error);
            Session.End();
        }

        [TestMethod]
        public void Upload_ResultThatNobodyHasAskedForBetweenItsCommands_GetsInStepFirst()
        {
            // Else the next result that comes could be an older command's, and the file's bytes be taken for commands.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\n+CME ERROR: 407\r\n");
            line.Expect("AT+QFDEL=\"ca.pem\"\r", Session.Ok + Session.Ok);
            Session.ExpectRecovery();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", Session.Answer("+QFUPL: 2,6162"));
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"ca.pem\",2"));

            Calls.Upload();

            Session.End();
        }

        [TestMethod]
        public void Upload_AfterASend_EndsByItsOwnResult()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\nSEND OK\r\n");
            Calls.Send();
            line.Expect("AT+QFUPL=\"ca.pem\",2,5\r", "\r\nCONNECT\r\n");
            line.Expect("ab", Session.Answer("+QFUPL: 2,6162"));
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"ca.pem\",2"));

            Calls.Upload();

            Session.End();
        }

        [TestMethod]
        public void Push_ModuleOfAnotherFormAfterARestart_IsRight()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Deliver(Session.Push(0, "hello") + "\r\n\r\n+CREG: 1\r\n" + Session.Push(0, "again") + "\r\n\r\n+CREG: 1\r\n");
            line.Settle();
            Assert.AreEqual("helloagain", Session.Receive(20));
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            Session.Socket.Close();
            Session.AlwaysRecover();
            line.Deliver("\r\nRDY\r\n");
            line.Settle();
            Session.ExpectSettings();
            Session.ConnectConfigured(AccessMode.DirectPush);

            line.Deliver(Session.Push(1, "other") + "\r\n+CREG: 1\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual("other", Session.Receive(20));
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.Modem.Close();
        }

        private static void Read()
        {
            Session.Modem.Execute("AT+CMGR=1", 5000);
        }

        private static void Count(object sender, EventArgs e)
        {
            s_raised++;
        }
    }
}
