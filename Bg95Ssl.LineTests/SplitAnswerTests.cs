// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A UART hands over an answer in any pieces, and a read waits for as many bytes as it asks for. So no read may ask for more than
    /// must still come: nothing here takes any time.
    /// </summary>
    [TestClass]
    public class SplitAnswerTests
    {
        private const int LongestAnswer = 70;
        private const string Nothing = "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n";

        [TestMethod]
        public void Receive_NothingIsThere_InAnyPieces_TakesNoTime()
        {
            Check(Nothing);
        }

        [TestMethod]
        public void Receive_NothingIsThereAndAUrcBefore_InAnyPieces_TakesNoTime()
        {
            Check("\r\n+QIND: SMS DONE\r\n" + Nothing);
        }

        [TestMethod]
        public void Receive_Refused_InAnyPieces_TakesNoTime()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            long began = Session.Time.Now;

            for (int split = 1; split < LongestAnswer; split++)
            {
                line.Split = split;
                line.Expect("AT+QSSLRECV=0,8\r", "\r\n+CME ERROR: 3\r\n");
                line.Expect("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0"));
                line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
                line.Settle();
                Thrown.Is((Bg95Error)3, Calls.Receive);
            }

            Assert.AreEqual(began, Session.Time.Now);
            Session.End();
        }

        [TestMethod]
        public void Send_InAnyPieces_TakesNoTime()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            long began = Session.Time.Now;

            for (int split = 1; split < LongestAnswer; split++)
            {
                line.Split = split;
                line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
                line.Expect("hi", "\r\nSEND OK\r\n");
                Calls.Send();
            }

            Assert.AreEqual(began, Session.Time.Now);
            Session.End();
        }

        [TestMethod]
        public void Execute_AnswerOfSeveralLines_InAnyPieces_TakesNoTime()
        {
            ScriptedTransport line = Session.Open();
            long began = Session.Time.Now;

            for (int split = 1; split < LongestAnswer; split++)
            {
                line.Split = split;
                line.Expect("ATI\r", "\r\nQuectel\r\nBG95-M3\r\nRevision: BG95M3LAR02A03\r\n\r\nOK\r\n");
                Assert.AreEqual(3, Session.Modem.Execute("ATI", 5000).Length);
            }

            Assert.AreEqual(began, Session.Time.Now);
            Session.End();
        }

        [TestMethod]
        public void Upload_InAnyPieces_TakesNoTime()
        {
            ScriptedTransport line = Session.Open();
            byte[] content = Bytes.Of("ab");
            long began = Session.Time.Now;

            for (int split = 1; split < LongestAnswer; split++)
            {
                line.Split = split;
                line.Expect("AT+QFUPL=\"f\",2,5\r", "\r\nCONNECT\r\n");
                line.Expect(content, Session.Answer("+QFUPL: 2,6162"));
                line.Expect("AT+QFLST=\"f\"\r", Session.Answer("+QFLST: \"UFS:f\",2"));
                Session.Modem.Files.Upload("f", content);
            }

            Assert.AreEqual(began, Session.Time.Now);
            Session.End();
        }

        private static void Check(string answer)
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            long began = Session.Time.Now;

            for (int split = 1; split < LongestAnswer; split++)
            {
                line.Split = split;
                line.Expect("AT+QSSLRECV=0,8\r", answer);
                line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
                line.Settle();
                Assert.AreEqual("(-1)", Session.Receive(8));
            }

            Assert.AreEqual(began, Session.Time.Now);
            Session.End();
        }
    }
}
