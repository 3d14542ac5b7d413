// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What the module's clock counts where it was wrong at first, and the form of the zone.</summary>
    [TestClass]
    public class ClockFormTests
    {
        private static readonly DateTime s_asUtc = new DateTime(2026, 11, 24, 8, 14, 2);

        [TestMethod]
        public void GetUtc_ClockWasNotSetWhenTheNetworkWasAsked_DoesNotTakeLocalTimeForUtcLater()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:10+04\""));
            line.Always("AT+QLTS=2\r", Session.Answer("+QLTS: \"2026/11/24,09:14:02+04,0\""));
            Session.Modem.Clock.GetUtc();

            // The network has set it since: to local time.
            line.Always("AT+CCLK?\r", Session.Answer("+CCLK: \"26/11/24,09:14:02+04\""));

            Assert.IsTrue(Session.Modem.Clock.GetUtc() == s_asUtc);
            Session.End();
        }

        [TestMethod]
        public void GetUtc_ConventionWasFound_TheNetworkIsNotAskedAgain()
        {
            // Nor does what it says later change what the clock counts.
            ScriptedTransport line = Session.Open();
            line.Always("AT+CCLK?\r", Session.Answer("+CCLK: \"26/11/24,08:14:02+04\""));
            line.Expect("AT+QLTS=2\r", Session.Answer("+QLTS: \"2026/11/24,09:14:02+04,0\""));
            Assert.IsTrue(Session.Modem.Clock.GetUtc() == s_asUtc);
            line.Always("AT+QLTS=2\r", Session.Answer("+QLTS: \"2026/11/24,08:14:02+04,0\""));

            Assert.IsTrue(Session.Modem.Clock.GetUtc() == s_asUtc);
            Session.End();
        }

        [TestMethod]
        public void GetUtc_ConventionIsSet_TheNetworkIsNotAsked()
        {
            ScriptedTransport line = Session.Open();
            line.Always("AT+CCLK?\r", Session.ClockAnswer);
            Session.Modem.Clock.Convention = ClockConvention.LocalTime;
            int written = line.Written;

            Assert.IsTrue(Session.Modem.Clock.GetUtc() == s_asUtc);

            Assert.AreEqual(written + "AT+CCLK?\r".Length, line.Written);
            Session.End();
        }

        [TestMethod]
        public void GetUtc_ZoneHasOneDigit_IsNotPassedOver()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: \"26/11/24,09:14:02+4\""));

            Assert.IsTrue(Session.Modem.Clock.GetUtc() == s_asUtc);

            Session.End();
        }
    }
}
