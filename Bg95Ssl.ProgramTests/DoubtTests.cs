// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>While the line is in doubt no line is believed; the answer to a question ends that, and nothing else does.</summary>
    [TestClass]
    public class DoubtTests
    {
        [TestMethod]
        public void Doubt_RightBehindTheAnswerToAQuestion_IsEndedByTheNextQuestion()
        {
            // In one piece, so that the thread that has asked sees the answer when the doubt is there already.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            SslSocket other = Session.ConnectAgain(AccessMode.Buffer);
            line.Expect(Session.NextQuestion(), Session.QuestionAnswer() + "\r\n+QSSLRC: \"recv\",0,5\r\nhello");
            line.Always("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));
            Session.AlwaysRecover();
            line.Deliver("\r\n+CFUN: 1\r\n");
            line.Settle();
            Session.Time.Advance(3000);

            Session.Modem.Execute("AT+CSQ", 5000);
            line.Deliver("\r\n+QSSLURC: \"closed\",1\r\n");
            line.Settle();

            Assert.AreEqual((int)SocketState.Closing, (int)other.State);
            Session.Modem.Close();
        }

        [TestMethod]
        public void Question_AnswerIsForAnotherContextOrSetting_IsAnOlderOne()
        {
            // The module works in order: behind the answer to an older question older lines may still come.
            Question_AnswerIsForAnotherContextOrSetting_IsAnOlderOne("+QSSLCFG: \"sslversion\",3,3");
            Question_AnswerIsForAnotherContextOrSetting_IsAnOlderOne("+QSSLCFG: \"ciphersuite\",1,3");
        }

        private static void Question_AnswerIsForAnotherContextOrSetting_IsAnOlderOne(string answer)
        {
            ScriptedTransport line = Session.Open();
            line.Deliver("\r\n+CFUN: 1\r\n");
            line.Expect(Session.NextQuestion(), Session.Answer(answer));
            Session.Time.Advance(900);
            int written = line.Written;
            line.Deliver(Session.QuestionAnswer());
            Session.ExpectRecovered();
            Session.Time.Advance(10);
            Assert.AreEqual(written, line.Written);

            Session.Time.Advance(10000);

            line.Verify();
            Session.End();
        }

        [TestMethod]
        public void Doubt_RowOfTheRunningCommandComes_Remains()
        {
            // The row may be what a peer has sent: a line for another socket is not believed behind it.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            SslSocket other = Session.ConnectAgain(AccessMode.Buffer);
            Session.AlwaysRecover();
            line.Always("AT+QSSLSTATE=1", Session.Answer("+QSSLSTATE: 1,\"SSLClient\",\"192.0.2.1\",443,0,2,1,1,0,\"uart1\",0"));
            line.Expect(
                "AT+QIACT?\r",
                "\r\n+QSSLRC: \"recv\",0,60\r\n+QIACT: 1,1,1,\"192.0.2.7\"\r\n+QSSLURC: \"closed\",1\r\n\r\n+QIACT: 1,1,1,\"192.0.2.7\"\r\n\r\nOK\r\n");

            Session.Modem.Pdp.GetAddress(1);
            Session.Time.Advance(3000);

            Assert.AreEqual((int)SocketState.Connected, (int)other.State);
            Session.Modem.Close();
        }
    }
}
