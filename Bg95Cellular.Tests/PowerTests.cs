// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>On, off, restart, power cycle (network facts 8).</summary>
    [TestClass]
    public class PowerTests
    {
        private const string Off = "AT+QPOWD=1";

        private static SmallModule s_module;
        private static ModulePower s_power;

        [TestMethod]
        public void TurnOn_StatusSaysOff_PressesTheKeyAndOpens()
        {
            Prepare(true);
            s_module.IsOff = true;
            long start = Session.Time.Now;

            s_power.TurnOn();

            Assert.AreEqual("k575 ", s_module.Moves);
            Assert.IsTrue(Session.Modem.IsOpen);
            Assert.IsTrue(Session.Time.Now - start < 10000);
            Session.End();
        }

        [TestMethod]
        public void TurnOn_StatusSaysOn_NeverPresses()
        {
            Prepare(true);

            s_power.TurnOn();

            Assert.AreEqual(string.Empty, s_module.Moves);
            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void TurnOn_StatusSaysOnAndModuleIsSilent_ThrowsAndDoesNotPress()
        {
            Prepare(true);
            s_module.IsHung = true;
            long start = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, () => s_power.TurnOn());

            Assert.AreEqual(string.Empty, s_module.Moves);
            Assert.IsTrue(Session.Time.Now - start <= 75000);
            Session.End();
        }

        [TestMethod]
        public void TurnOn_NoStatusAndModuleAnswers_NeverPresses()
        {
            Prepare(false);

            s_power.TurnOn();

            Assert.AreEqual(string.Empty, s_module.Moves);
            Session.End();
        }

        [TestMethod]
        public void TurnOn_NoStatusAndModuleStartsJustNow_NeverPresses()
        {
            // RDY can take 13 s.
            Prepare(false);
            s_module.IsOff = true;
            s_module.Start(13000);

            s_power.TurnOn();

            Assert.AreEqual(string.Empty, s_module.Moves);
            Session.End();
        }

        [TestMethod]
        public void TurnOn_NoStatusAndModuleIsSilent_PressesOnce()
        {
            Prepare(false);
            s_module.IsOff = true;

            s_power.TurnOn();

            Assert.AreEqual("k575 ", s_module.Moves);
            Session.End();
        }

        [TestMethod]
        public void TurnOn_KeyDoesNothing_ThrowsInTime()
        {
            Prepare(false);
            s_module.IsOff = true;
            s_module.HasKey = false;
            long start = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, () => s_power.TurnOn());

            Assert.AreEqual("k575 ", s_module.Moves);
            Assert.IsTrue(Session.Time.Now - start <= 75000);
            Session.End();
        }

        [TestMethod]
        public void TurnOn_NoPins_WaitsForTheModule()
        {
            Session.Make();
            s_module = new SmallModule { IsOff = true };
            Session.Line.Module = s_module;
            s_module.Start(20000);

            new ModulePower(Session.Modem).TurnOn();

            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void TurnOn_ModemIsOpenAndModuleStartsAmongTheAnswer_AsksAgain()
        {
            Prepare(false);
            s_power.TurnOn();
            Session.Line.Expect("AT\r", "\r\nRDY\r\n");

            s_power.TurnOn();

            Session.Line.Verify();
            Session.End();
        }

        [TestMethod]
        public void TurnOn_ModuleStartsAmongTheOpening_IsOpenedAgain()
        {
            Prepare(true);
            Session.Line.Expect("ATE0\r", "\r\nRDY\r\n");

            s_power.TurnOn();

            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void TurnOn_ModuleStartsAgainAndAgain_ThrowsInTime()
        {
            TurnOn_ModuleStartsAgainAndAgain_ThrowsInTime(true);
            TurnOn_ModuleStartsAgainAndAgain_ThrowsInTime(false);
        }

        private static void TurnOn_ModuleStartsAgainAndAgain_ThrowsInTime(bool hasStatus)
        {
            Prepare(hasStatus);
            s_power.TurnOn();
            s_module.Restarts = true;
            long start = Session.Time.Now;

            Thrown.Is(Bg95Error.ModuleRestarted, () => s_power.TurnOn());

            Assert.IsTrue(Session.Time.Now - start <= 75000);
            s_module.Restarts = false;
            Session.End();
        }

        [TestMethod]
        public void TurnOn_ModuleStartsWhenTheTimeIsNearlyOver_IsAskedOnceMore()
        {
            Session.Make();
            s_module = new SmallModule();
            Session.Line.Module = s_module;
            s_power = new ModulePower(Session.Modem);
            s_power.TurnOn();
            Session.Line.Expect("AT\r", null);
            Session.Time.StartThread(SayReadyLate);

            s_power.TurnOn();

            Session.Line.Verify();
            Session.End();
        }

        [TestMethod]
        public void TurnOn_AfterPowerSavingMode_WaitsUntilTheKeyIsHeard()
        {
            Prepare(false);
            s_power.TurnOn();
            s_module.IsOff = true;
            Session.Line.Deliver("\r\nPSM POWER DOWN\r\n");
            Session.Line.Settle();
            long start = Session.Time.Now;

            s_power.TurnOn();

            // No probing: it has said so itself.
            Assert.AreEqual("k575 ", s_module.Moves);
            Assert.IsTrue(Session.Time.Now - start >= 2000 + 575 + 2500);
            Assert.IsTrue(Session.Time.Now - start < 12000);
            Assert.IsFalse(s_power.IsDown);
            Session.End();
        }

        [TestMethod]
        public void TurnOff_Module_GoesByTheCommand()
        {
            Prepare(false);
            s_power.TurnOn();

            Assert.IsTrue(s_power.TurnOff());

            Assert.AreEqual(Off + ";", s_module.Asked);
            Assert.AreEqual(string.Empty, s_module.Moves);
            Assert.IsTrue(s_power.IsDown);
            Session.End();
        }

        [TestMethod]
        public void TurnOff_StatusSaysOff_SaysNothing()
        {
            Prepare(true);
            s_power.TurnOn();
            s_module.IsOff = true;

            Assert.IsTrue(s_power.TurnOff());

            Assert.AreEqual(string.Empty, s_module.Asked);
            Session.End();
        }

        [TestMethod]
        public void TurnOff_ModuleDoesNotSaySo_StatusTells()
        {
            Prepare(true);
            s_power.TurnOn();
            s_module.IsTalkative = false;

            Assert.IsTrue(s_power.TurnOff());

            Assert.AreEqual(string.Empty, s_module.Moves);
            Session.End();
        }

        [TestMethod]
        public void TurnOff_PoweredDownComesBeforeOk_IsOff()
        {
            Prepare(false);
            s_power.TurnOn();
            s_module.Set(Off, "\r\nPOWERED DOWN\r\n");

            Assert.IsTrue(s_power.TurnOff());

            Session.End();
        }

        [TestMethod]
        public void TurnOff_RefusedAtFirst_IsTriedAgain()
        {
            Prepare(false);
            s_power.TurnOn();
            long start = Session.Time.Now;

            for (int i = 0; i < 5; i++)
            {
                Session.Line.Expect(Off + "\r", Session.Error);
            }

            Assert.IsTrue(s_power.TurnOff());

            Assert.AreEqual(Off + ";", s_module.Asked);
            Assert.IsTrue(Session.Time.Now - start >= 2500);
            Session.End();
        }

        [TestMethod]
        public void TurnOff_AlwaysRefused_TakesTheKey()
        {
            Prepare(false);
            s_power.TurnOn();
            s_module.Set(Off, "\r\n+CME ERROR: 3\r\n");

            Assert.IsTrue(s_power.TurnOff());

            Assert.AreEqual(6, s_module.Count(Off));
            Assert.AreEqual("k1000 ", s_module.Moves);
            Session.End();
        }

        [TestMethod]
        public void TurnOff_OkAndNothingHappens_TakesTheKey()
        {
            Prepare(true);
            s_power.TurnOn();
            s_module.Set(Off, string.Empty);

            Assert.IsTrue(s_power.TurnOff());

            Assert.AreEqual("k1000 ", s_module.Moves);
            Session.End();
        }

        [TestMethod]
        public void TurnOff_KeyDoesNothing_IsNotOff()
        {
            Prepare(true);
            s_power.TurnOn();
            s_module.HasKey = false;
            s_module.Set(Off, string.Empty);
            long start = Session.Time.Now;

            Assert.IsFalse(s_power.TurnOff());

            Assert.IsTrue(Session.Time.Now - start <= 180000);
            Session.End();
        }

        [TestMethod]
        public void TurnOff_SilentModule_KeyIsPressedOnlyWhereStatusSaysOn()
        {
            Prepare(false);
            s_power.TurnOn();
            s_module.IsHung = true;
            Assert.IsFalse(s_power.TurnOff());
            Assert.AreEqual(string.Empty, s_module.Moves);
            s_module.HasStatus = true;

            Assert.IsFalse(s_power.TurnOff());

            Assert.AreEqual("k1000 ", s_module.Moves);
            s_module.IsHung = false;
            Session.End();
        }

        [TestMethod]
        public void TurnOff_NoPins_CanOnlySaySo()
        {
            Session.Make();
            s_module = new SmallModule();
            Session.Line.Module = s_module;
            s_power = new ModulePower(Session.Modem);
            s_power.TurnOn();
            s_module.Set(Off, "\r\n+CME ERROR: 3\r\n");

            Assert.IsFalse(s_power.TurnOff());

            Session.End();
        }

        [TestMethod]
        public void Restart_Module_AnswersAgain()
        {
            Prepare(false);
            s_power.TurnOn();
            long start = Session.Time.Now;

            s_power.Restart();

            Assert.AreEqual("AT+CFUN=1,1;", s_module.Asked);
            Assert.IsTrue(Session.Time.Now - start >= 3700);
            Assert.IsTrue(Session.Time.Now - start < 10000);
            Assert.IsFalse(s_power.IsDown);
            Session.End();
        }

        [TestMethod]
        public void Restart_ModuleSaysNothing_IsAskedInTime()
        {
            Prepare(false);
            s_power.TurnOn();
            s_module.IsTalkative = false;
            long start = Session.Time.Now;

            s_power.Restart();

            Assert.IsTrue(Session.Time.Now - start <= 100000);
            Session.End();
        }

        [TestMethod]
        public void Restart_QuickerThanItsAnswer_IsNoFailure()
        {
            Prepare(false);
            s_power.TurnOn();
            s_module.Set("AT+CFUN=1,1", "\r\nRDY\r\n");

            s_power.Restart();

            Session.End();
        }

        [TestMethod]
        public void Restart_Refused_Throws()
        {
            Prepare(false);
            s_power.TurnOn();
            s_module.Set("AT+CFUN=1,1", Session.Error);

            Thrown.Is(Bg95Error.Rejected, () => s_power.Restart());

            Session.End();
        }

        [TestMethod]
        public void PowerCycle_Module_IsOffAndOn()
        {
            Prepare(false);
            s_power.TurnOn();

            s_power.PowerCycle();

            Assert.AreEqual(Off + ";", s_module.Asked);
            Assert.AreEqual("k575 ", s_module.Moves);
            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void PowerCycle_ModuleHangs_IsReset()
        {
            Prepare(false);
            s_power.TurnOn();
            s_module.IsHung = true;
            long start = Session.Time.Now;

            s_power.PowerCycle();

            Assert.AreEqual("k1000 r2500 ", s_module.Moves);
            Assert.IsTrue(Session.Time.Now - start <= 300000);

            // No switching off for 5 s behind a reset.
            start = Session.Time.Now;
            Assert.IsTrue(s_power.TurnOff());
            Session.End();
        }

        [TestMethod]
        public void TurnOff_RightAfterAReset_WaitsFirst()
        {
            Prepare(true);
            s_module.IsHung = true;
            s_power.PowerCycle();
            long end = Session.Time.Now;

            s_power.TurnOff();

            Assert.AreEqual("k1000 r2500 ", s_module.Moves.Substring(0, 12));
            Assert.IsTrue(Session.Time.Now - end >= 700);
            Session.End();
        }

        [TestMethod]
        public void PowerCycle_PortIsClosedAndModuleOff_IsSwitchedOn()
        {
            Prepare(false);
            s_module.IsOff = true;
            s_module.HasReset = false;

            s_power.PowerCycle();

            Assert.IsTrue(Session.Modem.IsOpen);
            Assert.IsFalse(s_module.IsOff);
            Session.End();
        }

        [TestMethod]
        public void PowerCycle_NoPins_Restarts()
        {
            Session.Make();
            s_module = new SmallModule();
            Session.Line.Module = s_module;

            new ModulePower(Session.Modem).PowerCycle();

            Assert.AreEqual("AT+CFUN=1,1;", s_module.Asked);
            Session.End();
        }

        [TestMethod]
        public void Power_WrongValues_Throw()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => new ModulePower(null));
        }

        private static void SayReadyLate()
        {
            Session.Time.Sleep(29800);
            Session.Line.Deliver("\r\nRDY\r\n");
        }

        private static void Prepare(bool hasStatus)
        {
            Session.Make();
            s_module = new SmallModule { HasStatus = hasStatus };
            Session.Line.Module = s_module;
            s_power = new ModulePower(Session.Modem, s_module);
        }
    }
}
