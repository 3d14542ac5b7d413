// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Off, restart, power cycle (module facts 17).</summary>
    [TestClass]
    public class PowerTests
    {
        private const string Off = "AT+QPOWD=1";

        private static string s_told;

        [TestMethod]
        public void TurnOff_Module_GoesByTheCommand()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();

            Assert.IsTrue(Online.Power.TurnOff());

            Assert.AreEqual(Off + ";", Online.Module.Asked);
            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Assert.IsTrue(Online.Power.IsDown);
            Online.End();
        }

        [TestMethod]
        public void TurnOff_StatusSaysOff_SaysNothing()
        {
            Online.MakePower(true);
            Online.Power.TurnOn();
            Online.Module.IsOff = true;

            Assert.IsTrue(Online.Power.TurnOff());

            Assert.AreEqual(string.Empty, Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void TurnOff_ModuleDoesNotSaySo_StatusTells()
        {
            Online.MakePower(true);
            Online.Power.TurnOn();
            Online.Module.IsTalkative = false;

            Assert.IsTrue(Online.Power.TurnOff());

            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Online.End();
        }

        [TestMethod]
        public void TurnOff_PoweredDownComesBeforeOk_IsOff()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            Online.Module.Set(Off, "\r\nPOWERED DOWN\r\n");

            Assert.IsTrue(Online.Power.TurnOff());

            Online.End();
        }

        [TestMethod]
        public void TurnOff_RefusedAtFirst_IsTriedAgain()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            long start = Session.Time.Now;

            for (int i = 0; i < 5; i++)
            {
                Session.Line.Expect(Off + "\r", Session.Error);
            }

            Assert.IsTrue(Online.Power.TurnOff());

            Assert.AreEqual(Off + ";", Online.Module.Asked);
            Assert.IsTrue(Session.Time.Now - start >= 2500);
            Online.End();
        }

        [TestMethod]
        public void TurnOff_AlwaysRefused_TakesTheKey()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            Online.Module.Set(Off, "\r\n+CME ERROR: 3\r\n");

            Assert.IsTrue(Online.Power.TurnOff());

            Assert.AreEqual(6, Online.Module.Count(Off));
            Assert.AreEqual("k1000 ", Online.Module.Moves);
            Online.End();
        }

        [TestMethod]
        public void TurnOff_OkAndNothingHappens_TakesTheKey()
        {
            Online.MakePower(true);
            Online.Power.TurnOn();
            Online.Module.Set(Off, string.Empty);

            Assert.IsTrue(Online.Power.TurnOff());

            Assert.AreEqual("k1000 ", Online.Module.Moves);
            Online.End();
        }

        [TestMethod]
        public void TurnOff_KeyDoesNothing_IsNotOff()
        {
            Online.MakePower(true);
            Online.Power.TurnOn();
            Online.Module.HasKey = false;
            Online.Module.Set(Off, string.Empty);
            long start = Session.Time.Now;

            Assert.IsFalse(Online.Power.TurnOff());

            Assert.IsTrue(Session.Time.Now - start <= 180000);
            Online.End();
        }

        [TestMethod]
        public void TurnOff_SilentModule_KeyIsPressedOnlyWhereStatusSaysOn()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            Online.Module.IsHung = true;
            Assert.IsFalse(Online.Power.TurnOff());
            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Online.Module.HasStatus = true;

            Assert.IsFalse(Online.Power.TurnOff());

            Assert.AreEqual("k1000 ", Online.Module.Moves);
            Online.Module.IsHung = false;
            Online.End();
        }

        [TestMethod]
        public void TurnOff_CalledByAnEventHandler_DoesNotPressTheKey()
        {
            // It would switch the module on again.
            Online.MakePower(false);
            Online.Power.TurnOn();
            Session.Modem.AddUrcHandler("+QIND", TurnOff);

            Session.Line.Deliver("\r\n+QIND: \"vbatt\",-2\r\n");
            Session.Time.Sleep(200000);

            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Assert.IsTrue(Online.Module.IsOff);
            Online.End();
        }

        [TestMethod]
        public void TurnOff_NoPins_CanOnlySaySo()
        {
            Session.Make();
            Online.Module = new SmallModule();
            Session.Line.Module = Online.Module;
            Online.Power = new ModulePower(Session.Modem);
            Online.Power.TurnOn();
            Online.Module.Set(Off, "\r\n+CME ERROR: 3\r\n");

            Assert.IsFalse(Online.Power.TurnOff());

            Online.End();
        }

        [TestMethod]
        public void Restart_Module_AnswersAgain()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            long start = Session.Time.Now;

            Online.Power.Restart();

            Assert.AreEqual("AT+CFUN=1,1;", Online.Module.Asked);
            Assert.IsTrue(Session.Time.Now - start >= 3700);
            Assert.IsTrue(Session.Time.Now - start < 10000);
            Assert.IsFalse(Online.Power.IsDown);
            Online.End();
        }

        [TestMethod]
        public void Restart_ModuleSaysNothing_IsAskedInTime()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            Online.Module.IsTalkative = false;
            long start = Session.Time.Now;

            Online.Power.Restart();

            Assert.IsTrue(Session.Time.Now - start <= 100000);
            Online.End();
        }

        [TestMethod]
        public void Restart_QuickerThanItsAnswer_IsNoFailure()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            Online.Module.Set("AT+CFUN=1,1", "\r\nRDY\r\n");

            Online.Power.Restart();

            Online.End();
        }

        [TestMethod]
        public void Restart_Refused_Throws()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            Online.Module.Set("AT+CFUN=1,1", Session.Error);

            Thrown.Is(Bg95Error.Rejected, () => Online.Power.Restart());

            Online.End();
        }

        [TestMethod]
        public void PowerCycle_Module_IsOffAndOn()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();

            Online.Power.PowerCycle();

            Assert.AreEqual(Off + ";", Online.Module.Asked);
            Assert.AreEqual("k575 ", Online.Module.Moves);
            Assert.IsTrue(Session.Modem.IsOpen);
            Online.End();
        }

        [TestMethod]
        public void PowerCycle_StatusTellsBeforeTheModule_KeyIsPressedWhenItIsHeard()
        {
            Online.MakePower(true);
            Online.Power.TurnOn();
            Online.Module.IsTalkative = false;

            Online.Power.PowerCycle();

            Assert.AreEqual("k575 ", Online.Module.Moves);
            Assert.IsFalse(Online.Module.IsOff);
            Session.Line.Verify();
            Online.End();
        }

        [TestMethod]
        public void PowerCycle_ModuleHangs_IsReset()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            Online.Module.IsHung = true;
            long start = Session.Time.Now;

            Online.Power.PowerCycle();

            Assert.AreEqual("k1000 r2500 ", Online.Module.Moves);
            Assert.IsTrue(Session.Time.Now - start <= 300000);

            // No switching off for 5 s behind a reset.
            start = Session.Time.Now;
            Assert.IsTrue(Online.Power.TurnOff());
            Online.End();
        }

        [TestMethod]
        public void TurnOff_RightAfterAReset_WaitsFirst()
        {
            Online.MakePower(true);
            Online.Module.IsHung = true;
            Online.Power.PowerCycle();
            long end = Session.Time.Now;

            Online.Power.TurnOff();

            Assert.AreEqual("k1000 r2500 ", Online.Module.Moves.Substring(0, 12));
            Assert.IsTrue(Session.Time.Now - end >= 700);
            Online.End();
        }

        [TestMethod]
        public void PowerCycle_PortIsClosedAndModuleOff_IsSwitchedOn()
        {
            Online.MakePower(false);
            Online.Module.IsOff = true;
            Online.Module.HasReset = false;

            Online.Power.PowerCycle();

            Assert.IsTrue(Session.Modem.IsOpen);
            Assert.IsFalse(Online.Module.IsOff);
            Online.End();
        }

        [TestMethod]
        public void PowerCycle_NoPins_Restarts()
        {
            Session.Make();
            Online.Module = new SmallModule();
            Session.Line.Module = Online.Module;

            new ModulePower(Session.Modem).PowerCycle();

            Assert.AreEqual("AT+CFUN=1,1;", Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void Events_DownAndUpWhileAHandlerRuns_AreToldInTheirOrder()
        {
            Online.MakePower(false);
            Online.Power.TurnOn();
            s_told = string.Empty;
            Session.Modem.Restarted += OnRestarted;
            Session.Modem.PoweredDown += OnPoweredDown;
            Session.Modem.AddUrcHandler("+QIND", TakeTwentySeconds);
            Session.Line.Deliver("\r\n+QIND: SMS DONE\r\n");
            Session.Time.Sleep(1000);

            Session.Line.Deliver("\r\nPOWERED DOWN\r\n");
            Session.Time.Sleep(5000);
            Session.Line.Deliver("\r\nRDY\r\n");
            Session.Time.Sleep(30000);

            Assert.AreEqual("down;up;", s_told);
            Assert.IsFalse(Online.Power.IsDown);
            Online.End();
        }

        [TestMethod]
        public void Power_WrongValues_Throw()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => new ModulePower(null));
        }

        private static void TurnOff(object sender, UrcEventArgs e)
        {
            Online.Power.TurnOff();
        }

        private static void TakeTwentySeconds(object sender, UrcEventArgs e)
        {
            Session.Time.Sleep(20000);
        }

        private static void OnRestarted(object sender, EventArgs e)
        {
            s_told += "up;";
        }

        private static void OnPoweredDown(object sender, EventArgs e)
        {
            s_told += "down;";
        }
    }
}
