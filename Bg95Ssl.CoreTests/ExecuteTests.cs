// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The program's own commands (<see cref="Bg95Modem.Execute"/>).</summary>
    [TestClass]
    public class ExecuteTests
    {
        private static string s_command;

        [TestMethod]
        public void Execute_ShortestTime_RunsTheCommand()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 25,99"));

            Assert.AreEqual("+CSQ: 25,99", Session.Modem.Execute("AT+CSQ", 1)[0]);

            Session.End();
        }

        [TestMethod]
        public void Execute_AnyAnswer_GivesItsLinesWithoutTheOk()
        {
            Execute_AnyAnswer_GivesItsLinesWithoutTheOk("AT", Session.Ok, string.Empty);
            Execute_AnyAnswer_GivesItsLinesWithoutTheOk("AT+CSQ", Session.Answer("+CSQ: 20,99"), "+CSQ: 20,99|");
            Execute_AnyAnswer_GivesItsLinesWithoutTheOk("ATI", Session.Answer("Quectel\r\nBG95-M3\r\nRevision: X"), "Quectel|BG95-M3|Revision: X|");
            Execute_AnyAnswer_GivesItsLinesWithoutTheOk("AT+GSN", Session.Answer("866000000000001"), "866000000000001|");
            Execute_AnyAnswer_GivesItsLinesWithoutTheOk("AT+CSQ;+CREG?", Session.Answer("+CSQ: 20,99\r\n\r\n+CREG: 0,1"), "+CSQ: 20,99|+CREG: 0,1|");
            Execute_AnyAnswer_GivesItsLinesWithoutTheOk("AT+QSSLCFG=\"sni\",0", Session.Answer("+QSSLCFG: \"sni\",0,1"), "+QSSLCFG: \"sni\",0,1|");
        }

        private static void Execute_AnyAnswer_GivesItsLinesWithoutTheOk(string command, string answer, string expected)
        {
            for (int split = 0; split < 3; split++)
            {
                ScriptedTransport line = Session.Open();
                line.Split = split;
                line.Expect(command + "\r", answer);

                Assert.AreEqual(expected, Execute(command));

                Session.End();
            }
        }

        [TestMethod]
        public void Execute_ModuleRefuses_ThrowsItsNumber()
        {
            Execute_ModuleRefuses_ThrowsItsNumber("\r\n+CME ERROR: 10\r\n", Bg95Error.SimNotInserted);
            Execute_ModuleRefuses_ThrowsItsNumber("\r\n+CMS ERROR: 500\r\n", (Bg95Error)500);
            Execute_ModuleRefuses_ThrowsItsNumber("\r\n+CME ERROR: SIM busy\r\n", Bg95Error.Rejected);
            Execute_ModuleRefuses_ThrowsItsNumber(Session.Error, Bg95Error.Rejected);
            Execute_ModuleRefuses_ThrowsItsNumber("\r\nRDY\r\n", Bg95Error.ModuleRestarted);
        }

        private static void Execute_ModuleRefuses_ThrowsItsNumber(string answer, Bg95Error error)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CPIN?\r", answer);
            s_command = "AT+CPIN?";

            Bg95Exception thrown = Thrown.Is(error, ExecuteIt);

            Assert.AreEqual(s_command, thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void Execute_IpCommandIsRefused_ThrowsTheNumberOfQigeterror()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIDNSGIP=1,\"a.example\"\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 565,DNS parse failed"));
            s_command = "AT+QIDNSGIP=1,\"a.example\"";

            Assert.AreEqual(s_command, Thrown.Is(Bg95Error.DnsParseFailed, ExecuteIt).Command);

            Session.End();
        }

        [TestMethod]
        public void Execute_WhatWouldBreakTheDriver_IsRefusedBeforeAByteIsSent()
        {
            string[] commands =
            {
                "ATE1", "ate", "ATIE1", "ATV0", "ATQ1", "ATZ", "AT&F", "AT&F0", "ATD*99#", "ATA", "ATO", "ATS3=10", "AT+CMEE=0", "at+cmee=2",
                "AT+IPR=9600", "AT+IFC=0,0", "AT+QISDE=1", "AT+CMUX=0", "AT+ICF=3", "AT+QSSLSEND=0,4", "AT+QSSLRECV=0,4", "AT+QSSLOPEN=1,0,0,\"a\",1,0",
                "AT+QSSLCLOSE=0", "AT+QISWTMD=0,2", "AT+QISEND=0", "AT+QFUPL=\"f\",4", "AT+QFDWL=\"f\"", "AT+QFREAD=1", "AT+QFWRITE=1", "AT+CMGS=1",
                "AT+QHTTPPOST=1", "AT+QMTPUB=0,1,1,0,\"t\",4", "AT+CSQ;+CMEE=0", "AT+CSQ;E1", "AT +CMEE=0", "AT+CMEE =0", "ATI;;+ICF =3",
                "AT+QURCCFG=\"urcport\",\"usbat\"", "AT+CSQ\r", "AT+CSQ\nATE1", "AT+\u00e9", "CSQ", string.Empty, null, "A", "AT" + new string('+', 511),
            };
            ScriptedTransport line = Session.Open();
            int written = line.Written;

            for (int i = 0; i < commands.Length; i++)
            {
                s_command = commands[i];
                Exception thrown = Thrown.By(ExecuteIt);
                Assert.IsTrue(thrown is ArgumentException, i.ToString() + ": " + thrown.Message);
            }

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void Execute_WhatLooksLikeIt_IsSent()
        {
            // Questions, test forms, names that begin alike, and what stands in quotes.
            string[] commands =
            {
                "AT+CMEE?", "AT+CMEE=?", "AT+IPR?", "AT+QSSLSEND=?", "ATS3?", "AT+CFUN=1,1", "AT+QPOWD", "AT$QCRMCALL=1,1", "AT+QURCCFG=\"urcport\"", "ATI",
                "AT+QMTCFG=\"will\",0,1,0,0,\"a;E1\",\"+CMEE=0\"", "AT+COPS=0", "AT+CMGF=1", "AT&D1", "ATX4",
            };
            ScriptedTransport line = Session.Open();

            for (int i = 0; i < commands.Length; i++)
            {
                line.Expect(commands[i] + "\r", Session.Ok);
                Assert.AreEqual(string.Empty, Execute(commands[i]), commands[i]);
            }

            Session.End();
        }

        [TestMethod]
        public void Execute_UrcsInBetween_AreNotInTheAnswerAndNotLost()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+CSQ\r", "\r\n+QSSLURC: \"closed\",0\r\n\r\n+CREG: 5\r\n\r\n+QIURC: \"pdpdeact\",3\r\n\r\n+CSQ: 9,99\r\n\r\n+CEREG: 1\r\n\r\nOK\r\n");

            Assert.AreEqual("+CSQ: 9,99|", Execute("AT+CSQ"));

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Execute_NoAnswer_ThrowsAtItsLimitAndTheLateOneIsNotTheNextOnes()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+COPS=?\r", null);
            s_command = "AT+COPS=?";
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, ExecuteIt);

            Assert.AreEqual(5000, (int)(Session.Time.Now - from));
            line.Expect(Session.NextQuestion(), Session.Answer("+COPS: (2)") + Session.QuestionAnswer());
            Session.ExpectRecovered();
            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));
            Assert.AreEqual("+CSQ: 9,99|", Execute("AT+CSQ"));
            Session.End();
        }

        [TestMethod]
        public void Execute_ConnectOutOfNowhere_ThrowsAndTheModeIsLeft()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CSQ\r", "\r\nCONNECT\r\n");
            Session.ExpectEscape(Session.Ok);
            s_command = "AT+CSQ";

            Thrown.Is(Bg95Error.UnexpectedAnswer, ExecuteIt);

            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));
            Assert.AreEqual("+CSQ: 9,99|", Execute("AT+CSQ"));
            Session.End();
        }

        [TestMethod]
        public void Execute_PromptOutOfNowhere_ThrowsAndTheNextOneWorks()
        {
            // The module waits for data then, 1460 at most, or for ESC: it is given them before the fifth question.
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CSQ\r", "\r\n> ");
            s_command = "AT+CSQ";
            Thrown.Is(Bg95Error.NoAnswer, ExecuteIt);
            line.Expect(Session.NextQuestion(), null);
            line.Expect("ATV1\r", null);
            line.Expect(Session.NextQuestion(), null);
            line.Expect("+++", null);
            line.Expect("ATV1\r", null);
            line.Expect(Session.NextQuestion(), null);
            line.Expect("ATV1\r", null);
            line.Expect(Session.NextQuestion(), null);
            line.Expect("\u001b", "\r\nSEND FAIL\r\n");

            for (int i = 0; i < 23; i++)
            {
                line.Expect((i == 0 ? string.Empty : "\u001b") + new string(' ', 63), null);
            }

            line.Expect("ATV1\r", Session.Ok);
            Session.ExpectRecovery();
            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));

            Assert.AreEqual(1, Session.Modem.Execute("AT+CSQ", 60000).Length);

            Session.End();
        }

        [TestMethod]
        public void Execute_LineTooLong_ThrowsAndTheNextOneWorks()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+COPS=?\r", Session.Answer("+COPS: " + new string('x', 300)));
            s_command = "AT+COPS=?";

            Thrown.Is(Bg95Error.UnexpectedAnswer, ExecuteIt);

            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));
            Assert.AreEqual("+CSQ: 9,99|", Execute("AT+CSQ"));
            Session.End();
        }

        [TestMethod]
        public void Execute_WhatMayEndConnections_MakesTheDriverAsk()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+CFUN=0\r", Session.Ok);
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLSTATE=0\r", Session.Ok);
            Execute("AT+CFUN=0");

            Thrown.Is(Bg95Error.ConnectionLost, Calls.Receive);

            // The settings may be gone, too.
            Session.ExpectSettings();
            Session.ConnectConfigured();
            Session.End();
        }

        [TestMethod]
        public void Execute_QuestionAboutWhatMayEndConnections_ChangesNothing()
        {
            ScriptedTransport line = Session.ConnectAndLearn();

            foreach (string question in new[] { "AT+CFUN?", "AT+COPS=?", "AT+CSQ;+CGATT?" })
            {
                line.Expect(question + "\r", Session.Ok);
                Execute(question);
            }

            // No question for its state, and no setting written again.
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(1));
            Session.ConnectAgain();
            Session.End();
        }

        [TestMethod]
        public void Execute_Restart_EndsTheSocketsAndSettingsAreWrittenAgain()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+CFUN=1,1\r", "\r\nOK\r\n\r\nRDY\r\n");
            Execute("AT+CFUN=1,1");
            line.Settle();

            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Receive);

            Session.ExpectRecovery();
            Session.ExpectSettings();
            Session.ConnectConfigured();
            Session.End();
        }

        [TestMethod]
        public void Execute_ModemNotOpenOrLimitOutOfRange_Throws()
        {
            Session.Make();
            s_command = "AT+CSQ";

            Assert.ThrowsException(typeof(InvalidOperationException), ExecuteIt);
            Thrown.IsArgument(ExecuteWithoutTime);

            Assert.AreEqual(0, Session.Line.Written);
            Session.End();
        }

        private static string Execute(string command)
        {
            string all = string.Empty;

            foreach (string line in Session.Modem.Execute(command, 5000))
            {
                all += line + "|";
            }

            return all;
        }

        private static void ExecuteIt()
        {
            Session.Modem.Execute(s_command, 5000);
        }

        private static void ExecuteWithoutTime()
        {
            Session.Modem.Execute(s_command, 0);
        }
    }
}
