// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Power saving mode and eDRX, in seconds (module facts 18).</summary>
    [TestClass]
    public class PowerSavingTests
    {
        private static int s_poweredDown;

        [TestMethod]
        public void SwitchOff_AnyModule_SaysBoth()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CPSMS=0\r", Session.Ok);
            line.Expect("AT+CEDRXS=0\r", Session.Error);

            new PowerSaving(Session.Modem).SwitchOff();

            Session.End();
        }

        [TestMethod]
        public void RequestPsm_AnyTimes_AreRoundedUp()
        {
            RequestPsm_AnyTimes_AreRoundedUp(1, 1, "01100001", "00000001", "2 2");
            RequestPsm_AnyTimes_AreRoundedUp(62, 62, "01111111", "00011111", "62 62");
            RequestPsm_AnyTimes_AreRoundedUp(63, 63, "10000011", "00100010", "90 120");
            RequestPsm_AnyTimes_AreRoundedUp(930, 1800, "10011111", "00111110", "930 1800");
            RequestPsm_AnyTimes_AreRoundedUp(931, 1860, "10110000", "00111111", "960 1860");
            RequestPsm_AnyTimes_AreRoundedUp(1861, 10, "00000100", "00000101", "2400 10");
            RequestPsm_AnyTimes_AreRoundedUp(18600, 11, "00011111", "00000110", "18600 12");
            RequestPsm_AnyTimes_AreRoundedUp(18601, 20, "00100110", "00001010", "21600 20");
            RequestPsm_AnyTimes_AreRoundedUp(111601, 20, "01000100", "00001010", "144000 20");
            RequestPsm_AnyTimes_AreRoundedUp(1116001, 20, "11000001", "00001010", "1152000 20");
            RequestPsm_AnyTimes_AreRoundedUp(35712000, 20, "11011111", "00001010", "35712000 20");
        }

        private static void RequestPsm_AnyTimes_AreRoundedUp(int update, int active, string updateBits, string activeBits, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QCFG=\"psm/urc\",1\r", update == 1 ? Session.Error : Session.Ok);
            line.Expect("AT+CPSMS=1,,,\"" + updateBits + "\",\"" + activeBits + "\"\r", Session.Ok);

            PsmTimers asked = new PowerSaving(Session.Modem).RequestPsm(update, active);

            Assert.AreEqual(expected, asked.UpdateSeconds.ToString() + " " + asked.ActiveSeconds.ToString());
            Session.End();
        }

        [TestMethod]
        public void GetGrantedPsm_EveryAnswer_IsRead()
        {
            GetGrantedPsm_EveryAnswer_IsRead("+QPSMS: 1,,,\"600\",\"240\"", "600 240");
            GetGrantedPsm_EveryAnswer_IsRead("+QPSMS: 1,,,600,240", "600 240");
            GetGrantedPsm_EveryAnswer_IsRead("+QPSMS: 0,,,\"600\",\"240\"", "none");
            GetGrantedPsm_EveryAnswer_IsRead("+QPSMS: 1,,,,", "none");
            GetGrantedPsm_EveryAnswer_IsRead("+QPSMS: 1,,,\"600\"", "none");
            GetGrantedPsm_EveryAnswer_IsRead("+QPSMS: 1,,,,\"240\"", "none");
            GetGrantedPsm_EveryAnswer_IsRead("+QPSMS: 0", "none");
            GetGrantedPsm_EveryAnswer_IsRead("+QPSMS: ", "none");
            GetGrantedPsm_EveryAnswer_IsRead("+QIND: SMS DONE", "none");
        }

        private static void GetGrantedPsm_EveryAnswer_IsRead(string answer, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QPSMS?\r", Session.Answer(answer));

            PsmTimers granted = new PowerSaving(Session.Modem).GetGrantedPsm();

            Assert.AreEqual(expected, granted == null ? "none" : granted.UpdateSeconds.ToString() + " " + granted.ActiveSeconds.ToString(), answer);
            Session.End();
        }

        [TestMethod]
        public void RequestEdrx_EveryCycle_IsRoundedUp()
        {
            RequestEdrx_EveryCycle_IsRoundedUp(1, "0000", 6);
            RequestEdrx_EveryCycle_IsRoundedUp(5, "0000", 6);
            RequestEdrx_EveryCycle_IsRoundedUp(6, "0001", 11);
            RequestEdrx_EveryCycle_IsRoundedUp(20, "0010", 21);
            RequestEdrx_EveryCycle_IsRoundedUp(40, "0011", 41);
            RequestEdrx_EveryCycle_IsRoundedUp(61, "0100", 62);
            RequestEdrx_EveryCycle_IsRoundedUp(81, "0101", 82);
            RequestEdrx_EveryCycle_IsRoundedUp(102, "0110", 103);
            RequestEdrx_EveryCycle_IsRoundedUp(122, "0111", 123);
            RequestEdrx_EveryCycle_IsRoundedUp(143, "1000", 144);
            RequestEdrx_EveryCycle_IsRoundedUp(163, "1001", 164);
            RequestEdrx_EveryCycle_IsRoundedUp(327, "1010", 328);
            RequestEdrx_EveryCycle_IsRoundedUp(655, "1011", 656);
            RequestEdrx_EveryCycle_IsRoundedUp(1310, "1100", 1311);
            RequestEdrx_EveryCycle_IsRoundedUp(2621, "1101", 2622);
            RequestEdrx_EveryCycle_IsRoundedUp(5242, "1110", 5243);
            RequestEdrx_EveryCycle_IsRoundedUp(10485, "1111", 10486);
        }

        private static void RequestEdrx_EveryCycle_IsRoundedUp(int seconds, string bits, int expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CEDRXS=1,4,\"" + bits + "\"\r", Session.Ok);
            line.Expect("AT+CEDRXS=1,5,\"" + bits + "\"\r", Session.Ok);
            line.Expect("AT+CEDRXRDP\r", Session.Answer("+CEDRXRDP: 5,\"" + bits + "\",\"" + bits + "\",\"0011\""));
            PowerSaving saving = new PowerSaving(Session.Modem);

            Assert.AreEqual(expected, saving.RequestEdrx(RadioTechnology.LteM, seconds));
            Assert.AreEqual(expected, saving.RequestEdrx(RadioTechnology.NbIot, seconds));
            Assert.AreEqual(expected, saving.GetGrantedEdrx());

            Session.End();
        }

        [TestMethod]
        public void GetGrantedEdrx_EveryAnswer_IsRead()
        {
            GetGrantedEdrx_EveryAnswer_IsRead("+CEDRXRDP: 4,\"0001\",\"0010\",\"0011\"", 21);
            GetGrantedEdrx_EveryAnswer_IsRead("+CEDRXRDP: 0", 0);
            GetGrantedEdrx_EveryAnswer_IsRead("+CEDRXRDP: 4,\"0001\"", 0);
            GetGrantedEdrx_EveryAnswer_IsRead("+CEDRXRDP: 4,\"0001\",,\"0011\"", 0);
            GetGrantedEdrx_EveryAnswer_IsRead("+CEDRXRDP: 4,\"0001\",\"00101\"", 0);
            GetGrantedEdrx_EveryAnswer_IsRead("+CEDRXRDP: 4,\"0010\",\"0\x02y0\",\"0101\"", 0);
            GetGrantedEdrx_EveryAnswer_IsRead("+CEDRXRDP: ", 0);
            GetGrantedEdrx_EveryAnswer_IsRead("+QIND: SMS DONE", 0);
        }

        private static void GetGrantedEdrx_EveryAnswer_IsRead(string answer, int expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CEDRXRDP\r", Session.Answer(answer));

            Assert.AreEqual(expected, new PowerSaving(Session.Modem).GetGrantedEdrx(), answer);

            Session.End();
        }

        [TestMethod]
        public void Requests_WrongValues_Throw()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => new PowerSaving(null));
            Session.Make();
            PowerSaving saving = new PowerSaving(Session.Modem);
            Thrown.IsArgument(() => saving.RequestPsm(0, 20));
            Thrown.IsArgument(() => saving.RequestPsm(35712001, 20));
            Thrown.IsArgument(() => saving.RequestPsm(600, 0));
            Thrown.IsArgument(() => saving.RequestPsm(600, 1861));
            Thrown.IsArgument(() => saving.RequestEdrx(RadioTechnology.Gsm, 20));
            Thrown.IsArgument(() => saving.RequestEdrx((RadioTechnology)4, 20));
            Thrown.IsArgument(() => saving.RequestEdrx(RadioTechnology.LteM, 0));
            Thrown.IsArgument(() => saving.RequestEdrx(RadioTechnology.LteM, 10486));
            Session.End();
        }

        [TestMethod]
        public void Module_GoesToPowerSavingMode_IsToldAndNotTalkedTo()
        {
            ScriptedTransport line = Session.Open();
            ModulePower power = new ModulePower(Session.Modem);
            s_poweredDown = 0;
            Session.Modem.PoweredDown += OnPoweredDown;
            int written = line.Written;

            line.Deliver("\r\n+QPSMTIMER: 600,240\r\n\r\nPSM POWER DOWN\r\n");
            line.Settle();
            Session.Time.Advance(60000);

            Assert.AreEqual(1, s_poweredDown);
            Assert.IsTrue(power.IsDown);
            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        private static void OnPoweredDown(object sender, EventArgs e)
        {
            s_poweredDown++;
        }
    }
}
