// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>A wrong PIN costs one of three tries: it stands on the line once (module facts 11).</summary>
    [TestClass]
    public class PinTests
    {
        private const string Question = "AT+CPIN?\r";
        private const string Pin = "AT+CPIN=\"1234\"\r";
        private static readonly string s_wanted = Session.Answer("+CPIN: SIM PIN");

        [TestMethod]
        public void EnterPin_RightOne_IsAccepted()
        {
            ScriptedTransport line = Session.Open();
            ExpectTries("+QPINC: \"SC\",3,10");
            line.Expect(Pin, Session.Ok);

            Assert.AreEqual((int)PinResult.Accepted, (int)new SimCard(Session.Modem).EnterPin("1234"));

            Session.End();
        }

        [TestMethod]
        public void EnterPin_CardAsksAgainAfterARestart_IsSentAgain()
        {
            ScriptedTransport line = Session.Open();
            SimCard sim = new SimCard(Session.Modem);

            for (int i = 0; i < 2; i++)
            {
                ExpectTries("+QPINC: \"SC\",3,10");
                line.Expect(Pin, Session.Ok);
                Assert.AreEqual((int)PinResult.Accepted, (int)sim.EnterPin("1234"));
            }

            Session.End();
        }

        [TestMethod]
        public void EnterPin_WrongOne_IsOnTheLineOnce()
        {
            EnterPin_WrongOne_IsOnTheLineOnce("\r\n+CME ERROR: 16\r\n");
            EnterPin_WrongOne_IsOnTheLineOnce("\r\n+CME ERROR: 12\r\n");
            EnterPin_WrongOne_IsOnTheLineOnce(Session.Error);
        }

        private static void EnterPin_WrongOne_IsOnTheLineOnce(string refusal)
        {
            ScriptedTransport line = Session.Open();
            SimCard sim = new SimCard(Session.Modem);
            ExpectTries("+QPINC: \"SC\",3,10");
            line.Expect(Pin, refusal);
            Assert.AreEqual((int)PinResult.Refused, (int)sim.EnterPin("1234"), refusal);

            for (int i = 0; i < 3; i++)
            {
                line.Expect(Question, s_wanted);
                Assert.AreEqual((int)PinResult.RefusedBefore, (int)sim.EnterPin("1234"), refusal);
            }

            Session.End();
        }

        [TestMethod]
        public void EnterPin_TwoWrongOnesInTurn_EachIsOnTheLineOnce()
        {
            ScriptedTransport line = Session.Open();
            SimCard sim = new SimCard(Session.Modem) { LeastTries = 1 };
            ExpectTries("+QPINC: \"SC\",3,10");
            line.Expect("AT+CPIN=\"1111\"\r", "\r\n+CME ERROR: 16\r\n");
            ExpectTries("+QPINC: \"SC\",2,10");
            line.Expect("AT+CPIN=\"2222\"\r", "\r\n+CME ERROR: 16\r\n");
            Assert.AreEqual((int)PinResult.Refused, (int)sim.EnterPin("1111"));
            Assert.AreEqual((int)PinResult.Refused, (int)sim.EnterPin("2222"));

            line.Expect(Question, s_wanted);
            Assert.AreEqual((int)PinResult.RefusedBefore, (int)sim.EnterPin("1111"));
            line.Expect(Question, s_wanted);
            Assert.AreEqual((int)PinResult.RefusedBefore, (int)sim.EnterPin("2222"));

            Session.End();
        }

        [TestMethod]
        public void EnterPin_CardIsBusy_IsNoRefusalOfThePin()
        {
            ScriptedTransport line = Session.Open();
            SimCard sim = new SimCard(Session.Modem);
            ExpectTries("+QPINC: \"SC\",3,10");
            line.Expect(Pin, "\r\n+CME ERROR: 14\r\n");
            Thrown.Is(Bg95Error.SimBusy, () => sim.EnterPin("1234"));

            ExpectTries("+QPINC: \"SC\",3,10");
            line.Expect(Pin, Session.Ok);
            Assert.AreEqual((int)PinResult.Accepted, (int)sim.EnterPin("1234"));

            Session.End();
        }

        [TestMethod]
        public void EnterPin_AnotherOneAfterAWrongOne_IsThePrograms()
        {
            ScriptedTransport line = Session.Open();
            SimCard sim = new SimCard(Session.Modem) { LeastTries = 2 };
            ExpectTries("+QPINC: \"SC\",3,10");
            line.Expect(Pin, "\r\n+CME ERROR: 16\r\n");
            ExpectTries("+QPINC: \"SC\",2,10");
            line.Expect("AT+CPIN=\"87654321\"\r", Session.Ok);

            Assert.AreEqual((int)PinResult.Refused, (int)sim.EnterPin("1234"));
            Assert.AreEqual((int)PinResult.Accepted, (int)sim.EnterPin("87654321"));

            Session.End();
        }

        [TestMethod]
        public void EnterPin_TryLostBefore_IsNotSent()
        {
            // The program was reset in between, and knows nothing of it.
            ScriptedTransport line = Session.Open();
            ExpectTries("+QPINC: \"SC\",2,10\r\n+QPINC: \"P2\",3,10");

            Assert.AreEqual((int)PinResult.TooFewTries, (int)new SimCard(Session.Modem).EnterPin("1234"));

            line.Verify();
            Session.End();
        }

        [TestMethod]
        public void EnterPin_ModuleDoesNotTellTheTries_IsSent()
        {
            EnterPin_ModuleDoesNotTellTheTries_IsSent(Session.Error);
            EnterPin_ModuleDoesNotTellTheTries_IsSent(Session.Ok);
            EnterPin_ModuleDoesNotTellTheTries_IsSent(Session.Answer("+QPINC: \"SC\""));
            EnterPin_ModuleDoesNotTellTheTries_IsSent(Session.Answer("+QPINC: \"P2\",1,10"));
        }

        private static void EnterPin_ModuleDoesNotTellTheTries_IsSent(string tries)
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Question, s_wanted);
            line.Expect("AT+QPINC?\r", tries);
            line.Expect(Pin, Session.Ok);

            Assert.AreEqual((int)PinResult.Accepted, (int)new SimCard(Session.Modem).EnterPin("1234"), tries);

            Session.End();
        }

        [TestMethod]
        public void EnterPin_CardAsksForNone_IsNotSent()
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Question, Session.Answer("+CPIN: READY"));

            Assert.AreEqual((int)PinResult.NotNeeded, (int)new SimCard(Session.Modem).EnterPin("1234"));

            Session.End();
        }

        [TestMethod]
        public void EnterPin_NoAnswer_IsNotSentAgainAndNotTold()
        {
            ScriptedTransport line = Session.Open();
            SimCard sim = new SimCard(Session.Modem);
            ExpectTries("+QPINC: \"SC\",3,10");
            line.Expect(Pin, null);

            Bg95Exception thrown = Thrown.Is(Bg95Error.NoAnswer, () => sim.EnterPin("1234"));

            Assert.AreEqual("AT+CPIN", thrown.Command);
            Assert.IsTrue(thrown.Message.IndexOf("1234") < 0 && thrown.InnerException == null);
            Session.ExpectRecovery();
            line.Expect(Question, s_wanted);
            Assert.AreEqual((int)PinResult.RefusedBefore, (int)sim.EnterPin("1234"));

            // It was right after all.
            line.Expect(Question, Session.Answer("+CPIN: READY"));
            Assert.AreEqual((int)SimState.Ready, (int)sim.GetState());
            ExpectTries("+QPINC: \"SC\",3,10");
            line.Expect(Pin, Session.Ok);
            Assert.AreEqual((int)PinResult.Accepted, (int)sim.EnterPin("1234"));
            Session.End();
        }

        private static void ExpectTries(string answer)
        {
            Session.Line.Expect(Question, s_wanted);
            Session.Line.Expect("AT+QPINC?\r", Session.Answer(answer));
        }
    }
}
