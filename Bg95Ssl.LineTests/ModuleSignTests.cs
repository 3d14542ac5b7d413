// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What a line tells of the module, and what the driver does of its own accord then.</summary>
    [TestClass]
    public class ModuleSignTests
    {
        private const string Opened = "\r\nOK\r\n+QSSLOPEN: 0,0\r\n";

        [TestMethod]
        public void Open_RestOfAnAnswerComesFirst_IsReadAsNoLine()
        {
            // Of an earlier run: the payload that it announces is not to come any more.
            ScriptedTransport line = Session.Make();
            line.Deliver("\r\n+QSSLRECV: 500\r\nab\r\nRDY\r\n");

            Session.OpenMade();

            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void Open_SocketsAreNotTold_BeginsAgain()
        {
            ScriptedTransport line = Session.Make();
            line.Expect(Session.NextQuestion(), Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect("AT+QURCCFG=\"urcport\"\r", Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Expect("AT+QSSLSTATE\r", null);
            Session.ExpectRecovery();
            line.Expect("AT+QURCCFG=\"urcport\"\r", Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Expect("AT+QSSLSTATE\r", Session.Ok);

            Session.Modem.Open(20000);

            Session.End();
        }

        [TestMethod]
        public void Open_AnotherHasClosedAndOpensMeanwhile_ThrowsAndLeavesTheOtherAlone()
        {
            ScriptedTransport line = Session.Make();
            line.Expect(Session.NextQuestion(), null);
            Beside first = Beside.Start(Open);
            Session.Time.Advance(200);
            line.OpenDelay = 100;
            Session.Modem.Close();
            Session.ExpectOpen();

            Open();

            Assert.IsTrue(first.Thrown is System.InvalidOperationException);
            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void Line_OfABootingModule_TheModuleIsAskedAndSettingsAreWrittenAgain()
        {
            Line_OfABootingModule_TheModuleIsAskedAndSettingsAreWrittenAgain("+CFUN: 1");
            Line_OfABootingModule_TheModuleIsAskedAndSettingsAreWrittenAgain("AT+CSQ");
        }

        private static void Line_OfABootingModule_TheModuleIsAskedAndSettingsAreWrittenAgain(string said)
        {
            ScriptedTransport line = Session.ConnectAndClose();
            Session.ExpectRecovery();
            line.Deliver("\r\n" + said + "\r\n");
            Session.Time.Advance(2000);
            line.Verify();
            Session.ExpectSettings();

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void PoweredDown_WhileACommandRuns_EndsItAtOnce()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CSQ\r", null);
            Beside asking = Beside.Start(Execute);
            Session.Time.Yield();
            line.Deliver("\r\nPOWERED DOWN\r\n");
            Session.Time.Advance(500);

            asking.HasFailed(Bg95Error.ModuleRestarted);
            Session.End();
        }

        [TestMethod]
        public void PoweredDown_WherePayloadMayBePushed_BytesMayBeLost()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.ExpectRecovery();
            line.Deliver("\r\nPOWERED DOWN\r\n");
            Session.Time.Advance(2000);

            line.Verify();
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void PoweredDown_InDoubt_IsNotBelieved()
        {
            // The rest of a payload.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Deliver("\r\nab\r\n\r\nPOWERED DOWN\r\n");
            Session.ExpectRecovery();
            Session.Time.Advance(2000);

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Line_ThatOnlyLooksLikeAPayloadsAtItsNinthByte_IsAStrangers()
        {
            ScriptedTransport line = Session.Open();
            line.Deliver("\r\n+ABCDEFGV: 3\r\nab");
            line.Settle();
            line.Deliver("\r\n");
            line.Expect("AT+CSQ\r", Session.Ok);

            Execute();

            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.LateAnswers]);
            Session.End();
        }

        [TestMethod]
        public void Command_NoAnswer_SocketsAskForTheirStates()
        {
            // What tells of them may be among what is passed over.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Expect("AT+CSQ\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Execute);
            Session.ExpectRecovery();
            line.Expect("AT+CSQ\r", Session.Ok);
            Execute();
            Session.ExpectState("0", AccessMode.Buffer);
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\nx\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,7\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual("x", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void SendFail_WhereNothingWasSent_IsAnothersAnswer()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\nSEND OK\r\n");
            Calls.Send();
            line.Expect("AT+QIDEACT=1\r", "\r\nSEND FAIL\r\n");

            Thrown.Is(Bg95Error.UnexpectedAnswer, Calls.Deactivate);

            Session.End();
        }

        [TestMethod]
        public void Ok_UnaskedBehindASend_FaultsTheSocket()
        {
            // Its payload may have been read as commands.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\nSEND OK\r\n");
            Calls.Send();
            line.Deliver(Session.Ok);
            line.Settle();

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Push_OpenResultBehindAPayloadThatEndsALineBeforeTheFormIsKnown_IsAnError()
        {
            // CR or LF may be the beginning of what stands behind the payload, in the place of a lost byte.
            ScriptedTransport line = ConnectBare();
            line.Deliver(Session.Push(0, "a\r") + "+QSSLOPEN: 5,0\r\n");
            line.Settle();

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Push_OnlyALineEndBehindItAndSilence_IsRight()
        {
            ScriptedTransport line = ConnectBare();
            line.Deliver(Session.Push(0, "one") + "\r\n");
            Session.Time.Advance(3000);

            Assert.AreEqual("one", Session.Receive(8));
            line.Deliver(Session.Push(0, "two") + "\r\n");
            Session.Time.Advance(3000);
            Assert.AreEqual("two", Session.Receive(8));
            Session.End();
        }

        // A module that has one CRLF between OK and the result.
        private static ScriptedTransport ConnectBare()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,1\r", Opened);
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.DirectPush);
            Session.Use(Session.Context.Connect("a.example", 443, AccessMode.DirectPush));
            Session.AlwaysRecover();
            return line;
        }

        private static void Open()
        {
            Session.Modem.Open(5000);
        }

        private static void Execute()
        {
            Session.Modem.Execute("AT+CSQ", 5000);
        }
    }
}
