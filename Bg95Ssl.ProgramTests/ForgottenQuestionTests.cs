// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A line has cast doubt, somebody else uses the line when the event thread looks, and then the program waits for events alone: the
    /// driver asks all the same.
    /// </summary>
    [TestClass]
    public class ForgottenQuestionTests
    {
        [TestMethod]
        public void BootLine_CommandFailsWhileItGetsInStep_TheEventThreadAsks()
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            line.Deliver("\r\n+CPIN: READY\r\n");
            Session.Time.Advance(150);
            Beside command = Beside.Start(AskSignal);

            // The question is answered, and the line must be quiet before ATE0: nothing seems to be in doubt at this moment.
            Session.Time.Advance(130);
            line.Deaf = true;
            Session.Time.Advance(500);
            int questions = Session.Modem.Statistics[LineCounter.Resynchronisations];
            line.Deaf = false;
            Session.Time.Advance(60000);
            command.HasFailed(Bg95Error.NoAnswer);

            Assert.AreEqual(questions + 1, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Session.End();
        }

        [TestMethod]
        public void BootLine_LongCommandHasTheLine_TheEventThreadAsksWhenItIsOver()
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            int threads = Session.Time.ThreadCount;
            line.Expect("AT+COPS=?\r", null);
            Beside command = Beside.Start(SearchOperators);
            Session.Time.Advance(1000);
            line.Deliver("\r\n+CPIN: READY\r\n");
            Session.Time.Advance(60000);
            int questions = Session.Modem.Statistics[LineCounter.Resynchronisations];
            line.Deliver(Session.Answer("+COPS: (1,\"a\",\"a\",\"00101\",8)"));

            Session.Time.Advance(60000);

            command.HasWorked();
            Assert.AreEqual(questions + 1, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Assert.AreEqual(threads, Session.Time.ThreadCount);
            Session.End();
        }

        private static void AskSignal()
        {
            Session.Modem.Execute("AT+CSQ", 1000);
        }

        private static void SearchOperators()
        {
            Session.Modem.Execute("AT+COPS=?", 180000);
        }
    }
}
