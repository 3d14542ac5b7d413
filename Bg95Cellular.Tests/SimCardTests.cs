// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>The SIM card's state and numbers (module facts 11).</summary>
    [TestClass]
    public class SimCardTests
    {
        private const string Question = "AT+CPIN?\r";

        private static int s_asked;

        [TestMethod]
        public void GetState_EveryAnswer_IsKnown()
        {
            GetState_EveryAnswer_IsKnown(Session.Answer("+CPIN: READY"), SimState.Ready);
            GetState_EveryAnswer_IsKnown(Session.Answer("+CPIN: SIM PIN"), SimState.PinNeeded);
            GetState_EveryAnswer_IsKnown(Session.Answer("+CPIN: SIM PUK"), SimState.PukNeeded);
            GetState_EveryAnswer_IsKnown(Session.Answer("+CPIN: SIM PIN2"), SimState.Pin2Needed);
            GetState_EveryAnswer_IsKnown(Session.Answer("+CPIN: SIM PUK2"), SimState.Pin2Needed);
            GetState_EveryAnswer_IsKnown(Session.Answer("+CPIN: PH-SIM PIN"), SimState.ModuleLocked);
            GetState_EveryAnswer_IsKnown(Session.Answer("+CPIN: PH-NET PIN"), SimState.ModuleLocked);
            GetState_EveryAnswer_IsKnown(Session.Answer("+CPIN: NOT READY"), SimState.Unknown);
            GetState_EveryAnswer_IsKnown(Session.Answer("+CPIN:"), SimState.Unknown);
            GetState_EveryAnswer_IsKnown(Session.Ok, SimState.Unknown);
            GetState_EveryAnswer_IsKnown("\r\n+CME ERROR: 10\r\n", SimState.Absent);
            GetState_EveryAnswer_IsKnown("\r\n+CME ERROR: 11\r\n", SimState.PinNeeded);
            GetState_EveryAnswer_IsKnown("\r\n+CME ERROR: 12\r\n", SimState.PukNeeded);
            GetState_EveryAnswer_IsKnown("\r\n+CME ERROR: 13\r\n", SimState.Failed);
            GetState_EveryAnswer_IsKnown("\r\n+CME ERROR: 14\r\n", SimState.Busy);
            GetState_EveryAnswer_IsKnown("\r\n+CME ERROR: 100\r\n", SimState.Unknown);
            GetState_EveryAnswer_IsKnown(Session.Error, SimState.Unknown);
        }

        private static void GetState_EveryAnswer_IsKnown(string answer, SimState expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Question, answer);

            Assert.AreEqual((int)expected, (int)new SimCard(Session.Modem).GetState(), answer);

            Session.End();
        }

        [TestMethod]
        public void WaitUntilReady_CardTakesItsTime_IsReadyThen()
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Question, "\r\n+CME ERROR: 10\r\n");
            line.Expect(Question, "\r\n+CME ERROR: 13\r\n");
            line.Expect(Question, "\r\n+CME ERROR: 14\r\n");
            line.Expect(Question, Session.Ok);
            line.Expect(Question, Session.Answer("+CPIN: READY"));
            long start = Session.Time.Now;

            Assert.AreEqual((int)SimState.Ready, (int)new SimCard(Session.Modem).WaitUntilReady());

            Assert.AreEqual(4000, Session.Time.Now - start);
            Session.End();
        }

        [TestMethod]
        public void WaitUntilReady_NothingThatWaitingGives_ReturnsAtOnce()
        {
            WaitUntilReady_NothingThatWaitingGives_ReturnsAtOnce("SIM PIN", SimState.PinNeeded);
            WaitUntilReady_NothingThatWaitingGives_ReturnsAtOnce("SIM PUK", SimState.PukNeeded);
            WaitUntilReady_NothingThatWaitingGives_ReturnsAtOnce("PH-NET PIN", SimState.ModuleLocked);
        }

        private static void WaitUntilReady_NothingThatWaitingGives_ReturnsAtOnce(string answer, SimState expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Question, Session.Answer("+CPIN: " + answer));

            Assert.AreEqual((int)expected, (int)new SimCard(Session.Modem).WaitUntilReady());

            Session.End();
        }

        [TestMethod]
        public void WaitUntilReady_NoCard_EndsWithTheTime()
        {
            ScriptedTransport line = Session.Open();
            line.Always(Question, "\r\n+CME ERROR: 10\r\n");
            long start = Session.Time.Now;

            Assert.AreEqual((int)SimState.Absent, (int)new SimCard(Session.Modem).WaitUntilReady(2500));

            Assert.AreEqual(2500, Session.Time.Now - start);
            Session.End();
        }

        [TestMethod]
        public void WaitUntilReady_ProgramGivesUp_EndsThen()
        {
            ScriptedTransport line = Session.Open();
            line.Always(Question, "\r\n+CME ERROR: 14\r\n");
            long start = Session.Time.Now;
            s_asked = 0;

            Assert.AreEqual((int)SimState.Busy, (int)new SimCard(Session.Modem).WaitUntilReady(60000, AskThreeTimes));

            Assert.AreEqual(2000, Session.Time.Now - start);
            Session.End();
        }

        [TestMethod]
        public void WaitUntilReady_SilentModule_ThrowsInTime()
        {
            ScriptedTransport line = Session.Open();
            line.Deaf = true;
            long start = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, () => new SimCard(Session.Modem).WaitUntilReady());

            Assert.IsTrue(Session.Time.Now - start <= 35000);
            line.Deaf = false;
            Session.End();
        }

        [TestMethod]
        public void GetIccid_EveryForm_IsTheDigits()
        {
            GetIccid_EveryForm_IsTheDigits("+QCCID: 8937101000000000869F", "8937101000000000869");
            GetIccid_EveryForm_IsTheDigits("+QCCID: 89371010000000008690", "89371010000000008690");
            GetIccid_EveryForm_IsTheDigits("+QCCID: \"8937101000000000869f\"", "8937101000000000869");
            GetIccid_EveryForm_IsTheDigits("8937101000000000869F", "8937101000000000869");
            GetIccid_EveryForm_IsTheDigits("89371010000000008690", "89371010000000008690");
            GetIccid_EveryForm_IsTheDigits("+QCCID: ", string.Empty);
            GetIccid_EveryForm_IsTheDigits("+QCCID: 8937X", string.Empty);
        }

        private static void GetIccid_EveryForm_IsTheDigits(string answer, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QCCID\r", Session.Answer(answer));

            Assert.AreEqual(expected, new SimCard(Session.Modem).GetIccid());

            Session.End();
        }

        [TestMethod]
        public void GetImsi_BareDigits_IsThem()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CIMI\r", Session.Answer("247010000000001"));

            Assert.AreEqual("247010000000001", new SimCard(Session.Modem).GetImsi());

            Session.End();
        }

        [TestMethod]
        public void GetNumbers_RadioIsOff_Throw()
        {
            ScriptedTransport line = Session.Open();
            SimCard sim = new SimCard(Session.Modem);
            line.Expect("AT+CIMI\r", "\r\n+CME ERROR: 13\r\n");
            line.Expect("AT+QCCID\r", Session.Error);

            Thrown.Is(Bg95Error.SimFailure, () => sim.GetImsi());
            Thrown.Is(Bg95Error.Rejected, () => sim.GetIccid());

            Session.End();
        }

        [TestMethod]
        public void SimCard_WrongValues_Throw()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => new SimCard(null));
            Session.Make();
            SimCard sim = new SimCard(Session.Modem);
            Assert.AreEqual(3, sim.LeastTries);
            Thrown.IsArgument(() => sim.WaitUntilReady(-1));
            Thrown.IsArgument(() => sim.LeastTries = 0);
            Thrown.IsArgument(() => sim.LeastTries = 4);
            Thrown.IsArgument(() => sim.EnterPin(null));
            Thrown.IsArgument(() => sim.EnterPin("123"));
            Thrown.IsArgument(() => sim.EnterPin("123456789"));
            Thrown.IsArgument(() => sim.EnterPin("12:4"));
            Thrown.IsArgument(() => sim.EnterPin("12/4"));
            Session.End();
        }

        private static bool AskThreeTimes()
        {
            return ++s_asked < 3;
        }
    }
}
