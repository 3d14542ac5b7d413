// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// OK and SEND OK end a command whatever stands around them, and a line that only begins with them does not. Each form comes in all pieces.
    /// </summary>
    [TestClass]
    public class ResultLineTests
    {
        private const int LongestAnswer = 40;

        [TestMethod]
        public void Execute_OkayWithOtherLineEnds_Ends()
        {
            CheckEnd("\r\nOK\r\n");
            CheckEnd("\r\r\nOK\r\n");
            CheckEnd("\n\nOK\r\n");
            CheckEnd("\r\nOK\n\n");
            CheckEnd("\r\nOK\r\r\n");
            CheckEnd("\r\n\r\nOK\r\n\r\n");
            CheckEnd("\r\nOK\r\n\r\n+QIND: SMS DONE\r\n");
        }

        [TestMethod]
        public void Execute_LinesThatBeginLikeOkay_AreTheAnswer()
        {
            CheckLine("OKAY");
            CheckLine("OK 5");
            CheckLine("OK: 12345");
            CheckLine("SEND OKAY");
        }

        [TestMethod]
        public void Execute_SendOkay_EndsNoSuchCommand()
        {
            ScriptedTransport line = Session.Open();

            for (int split = 1; split < LongestAnswer; split++)
            {
                line.Split = split;
                line.Expect("AT+CSQ\r", "\r\nSEND OK\r\n");
                Thrown.Is(Bg95Error.UnexpectedAnswer, () => Session.Modem.Execute("AT+CSQ", 5000));
                Session.ExpectRecovery();
                line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 20,99"));
                Assert.AreEqual(1, Session.Modem.Execute("AT+CSQ", 5000).Length);
            }

            Session.End();
        }

        [TestMethod]
        public void Send_SendOkayWithOtherLineEnds_IsSent()
        {
            CheckSent("\r\nSEND OK\r\n");
            CheckSent("SEND OK\r\n");
            CheckSent("\nSEND OK\n");
            CheckSent("\r\nSEND OK\n");
            CheckSent("\r\nSEND OK\r\r\n");
            CheckSent("\r\n\r\nSEND OK\r\n");
            CheckSent("\r\nSEND OK\r\n\r\n+QIND: SMS DONE\r\n");
        }

        private static void CheckEnd(string answer)
        {
            ScriptedTransport line = Session.Open();

            for (int split = 1; split < LongestAnswer; split++)
            {
                line.Split = split;
                line.Expect("AT\r", answer);
                Assert.AreEqual(0, Session.Modem.Execute("AT", 5000).Length);
                line.Settle();
            }

            Session.End();
        }

        private static void CheckLine(string text)
        {
            ScriptedTransport line = Session.Open();

            for (int split = 1; split < LongestAnswer; split++)
            {
                line.Split = split;
                line.Expect("ATI\r", "\r\n" + text + "\r\n" + Session.Ok);
                string[] lines = Session.Modem.Execute("ATI", 5000);
                Assert.AreEqual(1, lines.Length);
                Assert.AreEqual(text, lines[0]);
            }

            Session.End();
        }

        private static void CheckSent(string answer)
        {
            ScriptedTransport line = Session.Connect();

            for (int split = 1; split < LongestAnswer; split++)
            {
                line.Split = split;
                line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
                line.Expect("hi", answer);
                Calls.Send();
                line.Settle();
            }

            Session.End();
        }
    }
}
