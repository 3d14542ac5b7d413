// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// Commands of the program (<see cref="Bg95Modem.Execute(string, int)"/>) that look like others, and answers whose lines do.
    /// </summary>
    [TestClass]
    public class OddCommandTests
    {
        private const string MessageHeader = "+CMGR: \"REC READ\",\"+49151\",,\"26/11/27,09:00:00+04\"\r\n";
        private const string ReceiveRanges = "+QSSLRECV: (0-11),(1-1500)";

        private static string s_lines;

        [TestMethod]
        public void Execute_TestFormOfReceive_GivesItsLine()
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            line.Expect("AT+QSSLRECV=?\r", Session.Answer(ReceiveRanges));

            string[] answer = Session.Modem.Execute("AT+QSSLRECV=?", 5000);

            Assert.AreEqual(1, answer.Length);
            Assert.AreEqual(ReceiveRanges, answer[0]);
            Session.End();
        }

        [TestMethod]
        public void Execute_TestFormOfReceive_LeavesPushedSocketAlone()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Expect("AT+QSSLRECV=?\r", Session.Answer(ReceiveRanges));

            Session.Modem.Execute("AT+QSSLRECV=?", 5000);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Execute_LowerCaseCommandIsRefused_TellsTheReason()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("at+qiact=1\r", Session.Error);
            line.Always("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 572, operation not allowed"));

            Thrown.Is(Bg95Error.OperationNotAllowed, ActivateInLowerCase);

            Session.End();
        }

        [TestMethod]
        public void Execute_LineOfItsAnswerBeginsWithAt_IsInTheAnswer()
        {
            CheckMessage("Attention please");
        }

        [TestMethod]
        public void Execute_LineOfItsAnswerBeginsWithConnect_IsInTheAnswer()
        {
            CheckMessage("Connect the pump at nine");
        }

        [TestMethod]
        public void Execute_LinesOfItsAnswerBeginLikeWordsOfTheModule_AreInTheAnswer()
        {
            CheckMessage("RDYX\r\nERROR 5\r\nCONNECTED");
        }

        [TestMethod]
        public void Execute_LineOfItsAnswerIsConnectANumberAndWords_IsInTheAnswer()
        {
            CheckMessage("CONNECT 2 PUMPS");
            CheckMessage("CONNECT 12:30");
        }

        [TestMethod]
        public void Execute_LineOfItsAnswerBeginsWithPlusAndANumber_IsInTheAnswer()
        {
            CheckMessage("+100 EUR, call me");
        }

        [TestMethod]
        public void Execute_LineOfItsAnswerBeginsWithPlusAndAWord_IsInTheAnswer()
        {
            CheckMessage("+abc is what you need");
            CheckMessage("+Total of 100 EUR, call me");
        }

        [TestMethod]
        public void Execute_LineOfItsAnswerBeginsWithPlusAndANumber_LeavesPushedSocketAlone()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Expect("AT+CMGR=1\r", Session.Answer(MessageHeader + "+100 EUR, call me"));

            Session.Modem.Execute("AT+CMGR=1", 5000);
            Session.Time.Advance(1000);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Execute_LineOfItsAnswerIsRdyInLowerCase_LeavesSocketsAlone()
        {
            ScriptedTransport line = Session.Connect();
            Session.AlwaysRecover();
            line.Expect("AT+CMGR=1\r", Session.Answer(MessageHeader + "rdy"));

            string[] answer = Session.Modem.Execute("AT+CMGR=1", 5000);

            Assert.AreEqual(2, answer.Length);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Execute_UrcWhoseNameBeginsTheCommands_IsNotInTheAnswer()
        {
            ScriptedTransport line = Session.Open();
            s_lines = string.Empty;
            Session.Modem.AddUrcHandler("+QIND: ", OnLine);
            line.Expect("AT+QINDCFG=\"csq\"\r", "\r\n+QIND: \"csq\",25,99\r\n\r\n+QINDCFG: \"csq\",1,0\r\n\r\nOK\r\n");

            string[] answer = Session.Modem.Execute("AT+QINDCFG=\"csq\"", 5000);
            line.Settle();

            Assert.AreEqual(1, answer.Length);
            Assert.AreEqual("+QIND: \"csq\",25,99|", s_lines);
            Session.End();
        }

        [TestMethod]
        public void Execute_UrcWhoseNameBeginsAnotherOneWithAMarkOrADigit_IsNotInTheAnswer()
        {
            CheckUrcBeside("AT+QIND_CSQ=1");
            CheckUrcBeside("AT+QIND2=1");
            CheckUrcBeside("AT+QIND9?");
            CheckUrcBeside("AT+QIND0");
            CheckUrcBeside("AT+QINDA");
            CheckUrcBeside("AT+QINDZ");
        }

        private static void CheckUrcBeside(string command)
        {
            ScriptedTransport line = Session.Open();
            line.Expect(command + "\r", "\r\n+QIND: \"csq\",25,99\r\n\r\nOK\r\n");

            Assert.AreEqual(0, Session.Modem.Execute(command, 5000).Length);
            Session.End();
        }

        [TestMethod]
        public void Execute_BlankBehindANameInTheCommand_TheLineIsInTheAnswer()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CSQ ;+CREG?\r", "\r\n+CSQ: 9,99\r\n\r\n+CREG: 0,1\r\n\r\nOK\r\n");

            string[] answer = Session.Modem.Execute("AT+CSQ ;+CREG?", 5000);

            Assert.AreEqual(2, answer.Length);
            Assert.AreEqual("+CSQ: 9,99", answer[0]);
            Session.End();
        }

        [TestMethod]
        public void Synchronize_ResultComesDuringTheTestFormOfItsCommand_EndsAtOnce()
        {
            CheckResultDuring("AT+QNTP=?", "+QNTP: (1-16),<server>,(1-65535),(0,1)");
        }

        [TestMethod]
        public void Synchronize_ResultComesDuringAQuestionForItsCommand_EndsAtOnce()
        {
            CheckResultDuring("AT+QNTP?", "+QNTP: \"ntp.example\"");
        }

        private static void CheckResultDuring(string command, string row)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QNTP=1,\"ntp.example\",123\r", Session.Ok);
            Beside synchronizing = Beside.Start(Calls.Synchronize);
            Session.Time.Advance(1000);
            line.Expect(command + "\r", "\r\n+QNTP: 0,\"2026/11/27,09:00:00+00\"\r\n" + Session.Answer(row));

            string[] answer = Session.Modem.Execute(command, 5000);
            Session.Time.Advance(1000);

            Assert.AreEqual(1, answer.Length);
            Assert.AreEqual(row, answer[0]);
            synchronizing.HasWorked();
            Session.End();
        }

        // A stored message has any text: all of its lines are in the answer.
        private static void CheckMessage(string text)
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            line.Expect("AT+CMGR=1\r", Session.Answer(MessageHeader + text));

            string[] answer = Session.Modem.Execute("AT+CMGR=1", 5000);

            string all = string.Empty;

            foreach (string part in answer)
            {
                all += all.Length > 0 ? "\r\n" + part : part;
            }

            Assert.AreEqual(MessageHeader + text, all);
            Session.End();
        }

        private static void ActivateInLowerCase()
        {
            Session.Modem.Execute("at+qiact=1", 5000);
        }

        private static void OnLine(object sender, UrcEventArgs e)
        {
            s_lines += e.Line + "|";
        }
    }
}
