// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Switching on: when the key is pressed and when it must not be (module facts 17).</summary>
    [TestClass]
    public class PowerOnTests
    {
        [TestMethod]
        public void TurnOn_StatusSaysOff_PressesTheKeyAndOpens()
        {
            Online.MakePower(true);
            Online.Module.IsOff = true;
            long start = Session.Time.Now;

            Online.Power.TurnOn();

            Assert.AreEqual("k575 ", Online.Module.Moves);
            Assert.IsTrue(Session.Modem.IsOpen);
            Assert.IsTrue(Session.Time.Now - start < 10000);
            Online.End();
        }

        [TestMethod]
        public void TurnOn_StatusSaysOn_NeverPresses()
        {
            Online.MakePower(true);

            Online.Power.TurnOn();

            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Assert.IsTrue(Session.Modem.IsOpen);
            Online.End();
        }

        [TestMethod]
        public void TurnOn_StatusSaysOnAndModuleIsSilent_ThrowsAndDoesNotPress()
        {
            Online.MakePower(true);
            Online.Module.IsHung = true;
            long start = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, () => Online.Power.TurnOn());

            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Assert.IsTrue(Session.Time.Now - start <= 75000);
            Online.End();
        }

        [TestMethod]
        public void TurnOn_NoStatusAndModuleAnswers_NeverPresses()
        {
            Online.MakePower(false);

            Online.Power.TurnOn();

            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Online.End();
        }

        [TestMethod]
        public void TurnOn_NoStatusAndModuleStartsJustNow_NeverPresses()
        {
            // RDY can take 13 s.
            Online.MakePower(false);
            Online.Module.IsOff = true;
            Online.Module.Start(13000);

            Online.Power.TurnOn();

            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Online.End();
        }

        [TestMethod]
        public void TurnOn_NoStatusAndModuleIsSilent_PressesOnce()
        {
            Online.MakePower(false);
            Online.Module.IsOff = true;

            Online.Power.TurnOn();

            Assert.AreEqual("k575 ", Online.Module.Moves);
            Online.End();
        }

        [TestMethod]
        public void TurnOn_KeyDoesNothing_ThrowsInTime()
        {
            Online.MakePower(false);
            Online.Module.IsOff = true;
            Online.Module.HasKey = false;
            long start = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, () => Online.Power.TurnOn());

            Assert.AreEqual("k575 ", Online.Module.Moves);
            Assert.IsTrue(Session.Time.Now - start <= 75000);
            Online.End();
        }

        [TestMethod]
        public void TurnOn_NoPins_WaitsForTheModule()
        {
            Session.Make();
            Online.Module = new SmallModule { IsOff = true };
            Session.Line.Module = Online.Module;
            Online.Module.Start(20000);

            new ModulePower(Session.Modem).TurnOn();

            Assert.IsTrue(Session.Modem.IsOpen);
            Online.End();
        }

        [TestMethod]
        public void TurnOn_AnotherCommandHasTheLineForSeconds_WaitsForIt()
        {
            // As the modem itself has it, when it asks a silent module what has become of it.
            Online.MakePower(false);
            Online.Power.TurnOn();
            Session.Line.Expect("AT+COPS=?\r", null);
            Session.Time.StartThread(LookForOperators);
            Session.Time.Advance(10);

            Online.Power.TurnOn();

            Session.Line.Verify();
            Online.End();
        }

        [TestMethod]
        public void TurnOn_ModemIsOpenAndModuleStartsAmongTheAnswer_AsksAgain()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            Session.Line.Expect("AT\r", "\r\nRDY\r\n");

            Online.Power.TurnOn();

            Session.Line.Verify();
            Online.End();
        }

        [TestMethod]
        public void TurnOn_ModuleStartsAmongTheOpening_IsOpenedAgain()
        {
            Online.MakePower(true);
            Session.Line.Expect("ATE0\r", "\r\nRDY\r\n");

            Online.Power.TurnOn();

            Assert.IsTrue(Session.Modem.IsOpen);
            Online.End();
        }

        [TestMethod]
        public void TurnOn_ModuleStartsAgainAndAgain_ThrowsInTime()
        {
            TurnOn_ModuleStartsAgainAndAgain_ThrowsInTime(true);
            TurnOn_ModuleStartsAgainAndAgain_ThrowsInTime(false);
        }

        private static void TurnOn_ModuleStartsAgainAndAgain_ThrowsInTime(bool hasStatus)
        {
            Online.MakePower(hasStatus);
            Online.Power.TurnOn();
            Online.Module.Restarts = true;
            long start = Session.Time.Now;

            Thrown.Is(Bg95Error.ModuleRestarted, () => Online.Power.TurnOn());

            Assert.IsTrue(Session.Time.Now - start <= 75000);
            Online.Module.Restarts = false;
            Online.End();
        }

        [TestMethod]
        public void TurnOn_ModuleStartsWhenTheTimeIsNearlyOver_IsAskedOnceMore()
        {
            Session.Make();
            Online.Module = new SmallModule();
            Session.Line.Module = Online.Module;
            Online.Power = new ModulePower(Session.Modem);
            Online.Power.TurnOn();
            Session.Line.Expect("AT\r", null);
            Session.Line.Expect("AT\r", null);
            Session.Time.StartThread(SayReadyLate);

            Online.Power.TurnOn();

            Session.Line.Verify();
            Online.End();
        }

        [TestMethod]
        public void TurnOn_AfterPowerSavingMode_WaitsUntilTheKeyIsHeard()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            Online.Module.IsOff = true;
            Session.Line.Deliver("\r\nPSM POWER DOWN\r\n");
            Session.Line.Settle();
            long start = Session.Time.Now;

            Online.Power.TurnOn();

            // No probing: it has said so itself.
            Assert.AreEqual("k575 ", Online.Module.Moves);
            Assert.IsTrue(Session.Time.Now - start >= 2000 + 575 + 2500);
            Assert.IsTrue(Session.Time.Now - start < 12000);
            Assert.IsFalse(Online.Power.IsDown);
            Online.End();
        }

        private static void SayReadyLate()
        {
            Session.Time.Sleep(29800);
            Session.Line.Deliver("\r\nRDY\r\n");
        }

        private static void LookForOperators()
        {
            Thrown.Is(Bg95Error.NoAnswer, () => Session.Modem.Execute("AT+COPS=?", 8000));
        }
    }
}
