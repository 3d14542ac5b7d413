// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The program's handlers for lines that come unasked (<see cref="Bg95Modem.AddUrcHandler"/>).</summary>
    [TestClass]
    public class UrcHandlerTests
    {
        private static string s_lines;

        [TestMethod]
        public void Handler_LinesWithItsPrefix_GetsThemInOrder()
        {
            for (int split = 0; split < 3; split++)
            {
                ScriptedTransport line = Prepare();
                line.Split = split;
                Session.Modem.AddUrcHandler("+CREG: ", OnLine);

                line.Deliver("\r\n+CREG: 1\r\n\r\n+CEREG: 4\r\n\r\n+CREG: 5,\"1A2B\"\r\n\r\n+CREGX: 1\r\n\r\n+creg: 2\r\n");
                line.Settle();

                Assert.AreEqual("+CREG: 1|+CREG: 5,\"1A2B\"|", s_lines);
                Session.End();
            }
        }

        [TestMethod]
        public void Handler_LineWithoutPlus_GetsIt()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("RING", OnLine);

            line.Deliver("\r\nRING\r\n");
            line.Settle();

            Assert.AreEqual("RING|", s_lines);
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.UnknownLines]);
            Session.End();
        }

        [TestMethod]
        public void Handler_SeveralForOneLine_EachGetsIt()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("+Q", OnLine);
            Session.Modem.AddUrcHandler("+QMT", OnOther);

            line.Deliver("\r\n+QMTRECV: 0,1\r\n");
            line.Settle();

            Assert.AreEqual("+QMTRECV: 0,1|other|", s_lines);
            Session.End();
        }

        [TestMethod]
        public void Handler_LineOfTheLibrarys_BothGetIt()
        {
            ScriptedTransport line = Session.Connect();
            s_lines = string.Empty;
            Session.Modem.AddUrcHandler("+QSSLURC: ", OnLine);

            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();

            Assert.AreEqual("+QSSLURC: \"closed\",0|", s_lines);
            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Handler_BootLine_IsTheLibrarysStill()
        {
            // The settings may be gone: they are written again.
            ScriptedTransport line = Session.Connect();
            s_lines = string.Empty;
            Session.Modem.AddUrcHandler("+CFUN: ", OnLine);
            Session.Modem.AddUrcHandler("+QIND: ", OnLine);
            Session.ExpectRecovery();

            line.Deliver("\r\n+CFUN: 1\r\n");
            line.Settle();
            Session.Time.Advance(1000);

            Assert.AreEqual("+CFUN: 1|", s_lines);
            Session.ExpectSettings();
            Session.ConnectConfigured();
            Session.End();
        }

        [TestMethod]
        public void Handler_LineInTheMiddleOfAnAnswer_GetsItAndTheAnswerDoesNot()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("+CREG: ", OnLine);
            Session.Modem.AddUrcHandler("RING", OnLine);
            line.Expect("ATI\r", "\r\nQuectel\r\n\r\n+CREG: 1\r\n\r\nRING\r\n\r\nOK\r\n");

            string[] answer = Session.Modem.Execute("ATI", 5000);
            line.Settle();

            Assert.AreEqual(1, answer.Length);
            Assert.AreEqual("Quectel", answer[0]);
            Assert.AreEqual("+CREG: 1|RING|", s_lines);
            Session.End();
        }

        [TestMethod]
        public void Handler_AnswerToAQuestionOfTheSameName_IsNotAUrc()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("+CREG: ", OnLine);
            line.Expect("AT+CREG?\r", Session.Answer("+CREG: 0,1"));

            Assert.AreEqual("+CREG: 0,1", Session.Modem.Execute("AT+CREG?", 5000)[0]);

            line.Settle();
            Assert.AreEqual(string.Empty, s_lines);
            Session.End();
        }

        [TestMethod]
        public void Handler_Removed_GetsNothingMore()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("+CREG: ", OnLine);
            Session.Modem.AddUrcHandler("+CREG: ", OnOther);
            Session.Modem.RemoveUrcHandler("+CREG: ", OnLine);
            Session.Modem.RemoveUrcHandler("+CREG", OnOther);

            line.Deliver("\r\n+CREG: 1\r\n");
            line.Settle();

            Assert.AreEqual("other|", s_lines);
            Session.End();
        }

        [TestMethod]
        public void Handler_MoreThanSixteenWait_TheRestIsCounted()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("+FIRST", Block);
            Session.Modem.AddUrcHandler("+N: ", OnLine);
            line.Deliver("\r\n+FIRST\r\n");
            line.Settle();
            string expected = string.Empty;

            for (int i = 0; i < 20; i++)
            {
                line.Deliver("\r\n+N: " + i.ToString() + "\r\n");
                expected += i < 16 ? "+N: " + i.ToString() + "|" : string.Empty;
            }

            line.Settle();
            Session.GoOn.Set();
            line.Settle();

            Assert.AreEqual(expected, s_lines);
            Assert.AreEqual(4, Session.Modem.Statistics[LineCounter.LostUrcs]);
            Session.End();
        }

        [TestMethod]
        public void Handler_Throws_IsCountedAndTheNextLineComes()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("+BAD", Throw);
            Session.Modem.AddUrcHandler("+CREG: ", OnLine);

            line.Deliver("\r\n+BAD\r\n\r\n+CREG: 1\r\n\r\n+BAD\r\n\r\n+CREG: 2\r\n");
            line.Settle();

            Assert.AreEqual("+CREG: 1|+CREG: 2|", s_lines);
            Assert.AreEqual(2, Session.Modem.Statistics[LineCounter.HandlerErrors]);
            Session.End();
        }

        [TestMethod]
        public void Handler_UsesTheModem_Works()
        {
            ScriptedTransport line = Prepare();
            Session.Modem.AddUrcHandler("+CREG: ", Ask);
            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));

            line.Deliver("\r\n+CREG: 1\r\n");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual("+CSQ: 9,99", s_lines);
            Session.End();
        }

        [TestMethod]
        public void Handler_BadArguments_AreRefused()
        {
            Prepare();

            Thrown.EachIsArgument(Bad);

            Session.End();
        }

        private static bool Bad(int number)
        {
            switch (number)
            {
                case 0: Session.Modem.AddUrcHandler(null, OnLine); break;
                case 1: Session.Modem.AddUrcHandler(string.Empty, OnLine); break;
                case 2: Session.Modem.AddUrcHandler(new string('x', 33), OnLine); break;
                case 3: Session.Modem.AddUrcHandler("+C\r", OnLine); break;
                case 4: Session.Modem.AddUrcHandler("+C", null); break;
                default: return false;
            }

            return true;
        }

        private static ScriptedTransport Prepare()
        {
            s_lines = string.Empty;
            return Session.Open();
        }

        private static void OnLine(object sender, UrcEventArgs e)
        {
            Assert.AreSame(Session.Modem, sender);
            s_lines += e.Line + "|";
        }

        private static void OnOther(object sender, UrcEventArgs e)
        {
            s_lines += "other|";
        }

        private static void Block(object sender, UrcEventArgs e)
        {
            Session.GoOn.Wait(60000);
        }

        private static void Throw(object sender, UrcEventArgs e)
        {
            throw new InvalidOperationException();
        }

        private static void Ask(object sender, UrcEventArgs e)
        {
            s_lines = Session.Modem.Execute("AT+CSQ", 5000)[0];
            Session.Raised.Set();
        }
    }
}
