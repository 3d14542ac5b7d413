// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Going online: the steps, and each way to fail.</summary>
    [TestClass]
    public class GoOnlineTests
    {
        // What a card says that can be used from now on.
        private const string SimStarts = "\r\nOK\r\n\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n";

        private static string s_steps;
        private static int s_left;

        [TestMethod]
        public void GoOnline_ModuleThatIsOff_TakesAllSteps()
        {
            Online.Make();
            Online.Module.IsOff = true;
            s_steps = string.Empty;
            Online.Connection.StepBegun += OnStep;

            Online.GoOnline();

            Assert.AreEqual("1234567", s_steps);
            Assert.AreEqual((int)OnlineStep.Online, (int)Online.Connection.Step);
            Assert.AreEqual("k575 ", Online.Module.Moves);
            Assert.AreEqual(Online.All, Online.Module.Asked);
            Assert.IsTrue(Online.Module.IsActive);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_ModuleThatIsOnline_ChangesNothing()
        {
            Online.Make();
            Online.Module.IsActive = true;

            Online.GoOnline();

            Assert.AreEqual(Online.PowerAndSettings + Online.SimAndRegistration + "AT+QIACT?;AT+CCLK?;", Online.Module.Asked);
            Assert.AreEqual(string.Empty, Online.Module.Moves);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_PowerSavingIsThePrograms_IsLeft()
        {
            Online.Make();
            Online.Options.KeepsPowerSaving = true;

            Online.GoOnline();

            Assert.AreEqual(0, Online.Module.Count("AT+CPSMS") + Online.Module.Count("AT+CEDRXS"));
            Online.End();
        }

        [TestMethod]
        public void GoOnline_AccessPointOfTheAttach_IsWrittenWhereItDiffers()
        {
            GoOnline_AccessPoint("+CGDCONT: 1,\"IP\",\"iot.example\",\"0.0.0.0\",0,0,0,0", PdpType.IPv4, null);
            GoOnline_AccessPoint("+CGDCONT: 1,\"IPV4V6\",\"IoT.Example\"", PdpType.IPv4, null);
            GoOnline_AccessPoint("+CGDCONT: 2,\"IP\",\"ims\"\r\n+CGDCONT: 1,\"IP\",\"iot.example\"", PdpType.IPv4, null);
            GoOnline_AccessPoint(Session.Error, PdpType.IPv4, null);
            GoOnline_AccessPoint("+CGDCONT: 1,\"IP\",\"\",\"0.0.0.0\",0,0,0,0", PdpType.IPv4, "IP");
            GoOnline_AccessPoint("+CGDCONT: 1,\"IP\",\"other.example\"", PdpType.IPv6, "IPV6");
            GoOnline_AccessPoint("+CGDCONT: 1", PdpType.IPv4v6, "IPV4V6");
            GoOnline_AccessPoint("+CGDCONT: 2,\"IP\",\"iot.example\"", PdpType.IPv4, "IP");
            GoOnline_AccessPoint(string.Empty, PdpType.IPv4, "IP");
        }

        private static void GoOnline_AccessPoint(string told, PdpType type, string written)
        {
            Online.Make();
            Online.Module.Set("AT+CGDCONT?", told);
            Online.Options.PdpType = type;

            Online.GoOnline();

            string expected = written == null ? "AT+CGDCONT?;AT+CFUN?;AT+CPIN?;"
                : "AT+CGDCONT?;AT+CFUN=0;AT+CGDCONT=1,\"" + written + "\",\"iot.example\";AT+CFUN=1;AT+CPIN?;";
            Assert.Contains(expected, Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_NoAccessPoint_IsTheNetworksChoice()
        {
            Online.Make();
            Online.Options.Apn = string.Empty;

            Online.GoOnline();

            Assert.AreEqual(0, Online.Module.Count("AT+CGDCONT"));
            Assert.AreEqual(1, Online.Module.Count("AT+QICSGP=1,1,\"\",\"\",\"\",0"));
            Online.End();
        }

        [TestMethod]
        public void GoOnline_UserAndPassword_AreSet()
        {
            Online.Make();
            Online.Options.User = "u";
            Online.Options.Password = "p";
            Online.Options.PdpType = PdpType.IPv4v6;

            Online.GoOnline();

            Assert.AreEqual(1, Online.Module.Count("AT+QICSGP=1,3,\"iot.example\",\"u\",\"p\",3"));
            Online.End();
        }

        [TestMethod]
        public void GoOnline_RadioAndAccessPointDiffer_RadioIsOffOnce()
        {
            Online.Make();
            Online.Module.Set("AT+CGDCONT?", string.Empty);
            Online.Module.Set("AT+QCFG=\"band\"", "+QCFG: \"band\",0xf,0x80084,0x80084");
            Online.Module.Set("AT+CFUN=1", SimStarts);
            Online.Options.Radio = new RadioChoice { LteMBands = "84", Operator = "24701" };

            Online.GoOnline();

            Assert.Contains(
                "AT+QCFG=\"band\";AT+CFUN=0;AT+CGDCONT=1,\"IP\",\"iot.example\";AT+QCFG=\"band\",f,84,80084,1;AT+CFUN=1;AT+CPIN?;"
                + "AT+COPS?;AT+COPS=1,2,\"24701\";AT+CEREG?;",
                Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_RadioCannotBeSwitchedOff_SaysWhere()
        {
            Online.Make();
            Online.Module.Set("AT+CGDCONT?", string.Empty);
            Online.Module.Set("AT+CFUN=0", Session.Error);

            Assert.AreEqual(
                "settings: AT+CFUN=0: the module answers ERROR and gives no reason",
                Online.Fails(OnlineStep.Settings, OnlineFailure.CommandFailed).Message);

            Online.End();
        }

        [TestMethod]
        public void GoOnline_RadioWasLeftOff_IsOnAgain()
        {
            GoOnline_RadioWasLeftOff_IsOnAgain("+CFUN: 0", 1);
            GoOnline_RadioWasLeftOff_IsOnAgain("+CFUN: 4", 1);
            GoOnline_RadioWasLeftOff_IsOnAgain("+CFUN: 1", 0);
            GoOnline_RadioWasLeftOff_IsOnAgain("+CFUN: ", 0);
            GoOnline_RadioWasLeftOff_IsOnAgain(string.Empty, 0);
            GoOnline_RadioWasLeftOff_IsOnAgain(Session.Error, 0);
        }

        private static void GoOnline_RadioWasLeftOff_IsOnAgain(string told, int switched)
        {
            Online.Make();
            Online.Module.Set("AT+CFUN?", told);

            Online.GoOnline();

            Assert.AreEqual(switched, Online.Module.Count("AT+CFUN=1"), told);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_CardWithPin_GetsItOnceBehindTheSettings()
        {
            Online.Make();
            Online.Module.Set("AT+CGDCONT?", string.Empty);
            Online.Module.Set("AT+QPINC?", "+QPINC: \"SC\",3,10");
            Online.Options.Pin = "1234";
            Session.Line.Expect("AT+CPIN?\r", Session.Answer("+CPIN: SIM PIN"));
            Session.Line.Expect("AT+CPIN?\r", Session.Answer("+CPIN: SIM PIN"));
            Session.Line.Expect("AT+CPIN=\"1234\"\r", SimStarts);

            Online.GoOnline();

            Assert.Contains("AT+CFUN=1;AT+QPINC?;AT+CPIN?;AT+CEREG?;", Online.Module.Asked);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_CardThatCannotBeUsed_FailsWithItsReason()
        {
            GoOnline_Card("SIM PUK", OnlineFailure.SimLocked, Bg95Error.SimPukRequired);
            GoOnline_Card("PH-NET PIN", OnlineFailure.SimLocked, Bg95Error.SimPukRequired);
            GoOnline_Card("SIM PIN", OnlineFailure.PinNeeded, Bg95Error.SimPinRequired);
            GoOnline_Card("\r\n+CME ERROR: 10\r\n", OnlineFailure.NoSim, Bg95Error.SimNotInserted);
            GoOnline_Card("\r\n+CME ERROR: 13\r\n", OnlineFailure.NoSim, Bg95Error.SimFailure);
        }

        private static void GoOnline_Card(string told, OnlineFailure failure, Bg95Error error)
        {
            Online.Make();
            Online.Module.Set("AT+CPIN?", told[0] == '\r' ? told : "+CPIN: " + told);

            OnlineException thrown = Online.Fails(OnlineStep.Sim, failure);

            Assert.AreEqual((int)error, (int)thrown.Error);
            Assert.AreEqual("SIM card: ", thrown.Message.Substring(0, 10));
            Assert.IsNull(thrown.Signal);
            Assert.IsNull(thrown.Registration);
            Assert.AreEqual(0, Online.Module.Count("AT+CPIN="));
            Online.End();
        }

        [TestMethod]
        public void GoOnline_CardWantsPin2_IsNoMatter()
        {
            Online.Make();
            Online.Module.Set("AT+CPIN?", "+CPIN: SIM PIN2");

            Online.GoOnline();

            Online.End();
        }

        [TestMethod]
        public void GoOnline_WrongPin_IsOnTheLineOnceEver()
        {
            Online.Make();
            Online.Module.Set("AT+CPIN?", "+CPIN: SIM PIN");
            Online.Module.Set("AT+CPIN=\"1234\"", "\r\n+CME ERROR: 16\r\n");
            Online.Options.Pin = "1234";

            Online.Fails(OnlineStep.Sim, OnlineFailure.PinRefused);
            Online.Fails(OnlineStep.Sim, OnlineFailure.PinRefused);

            for (int i = 0; i < 12; i++)
            {
                // Restarts and power cycles among them.
                Online.StayFails(OnlineStep.Sim, OnlineFailure.PinRefused);
            }

            Assert.IsTrue(Online.Module.Count("AT+CFUN=1,1") > 0 && Online.Module.Count("AT+QPOWD") > 0);
            Assert.AreEqual(1, Online.Module.Count("AT+CPIN="));
            Online.End();
        }

        [TestMethod]
        public void GoOnline_TriesLostBefore_SendsNoPin()
        {
            Online.Make();
            Online.Module.Set("AT+CPIN?", "+CPIN: SIM PIN");
            Online.Module.Set("AT+QPINC?", "+QPINC: \"SC\",2,10");
            Online.Options.Pin = "1234";

            Assert.Contains("LeastTries", Online.Fails(OnlineStep.Sim, OnlineFailure.TooFewTries).Message);

            Assert.AreEqual(0, Online.Module.Count("AT+CPIN="));
            Online.End();
        }

        [TestMethod]
        public void GoOnline_NotRegistered_SaysWhatIsKnown()
        {
            GoOnline_NotRegistered(
                "+CEREG: 0,2", "+CSQ: 99,99", "+QCSQ: \"NOSERVICE\"", "registration: not registered within 180 s: searching, CSQ 99: antenna? bands?");
            GoOnline_NotRegistered(
                "+CEREG: 0,0", "+CSQ: 99,99", "+QCSQ: \"NOSERVICE\"", "registration: not registered within 180 s: not searching, CSQ 99: antenna? bands?");
            GoOnline_NotRegistered(
                "+CEREG: 0,4", "+CSQ: 10,99", "+QCSQ: \"NOSERVICE\"",
                "registration: not registered within 180 s: no coverage, -93 dBm: operator? technology? a first search takes minutes");
            GoOnline_NotRegistered(
                "+CEREG: 0,2", "+CSQ: 99,99", "+QCSQ: \"eMTC\",,-100", "registration: not registered within 180 s: searching: operator? technology?");
        }

        private static void GoOnline_NotRegistered(string state, string csq, string qcsq, string message)
        {
            Online.Make();
            Online.Module.Set("AT+CEREG?", state);
            Online.Module.Set("AT+CSQ", csq);
            Online.Module.Set("AT+QCSQ", qcsq);
            long start = Session.Time.Now;

            OnlineException thrown = Online.Fails(OnlineStep.Registration, OnlineFailure.NotRegistered);

            Assert.AreEqual(message, thrown.Message);
            Assert.AreEqual((int)Bg95Error.NoNetworkService, (int)thrown.Error);
            Assert.IsFalse(thrown.Registration.IsRegistered);
            Assert.IsTrue(thrown.Signal != null);
            Assert.IsTrue(Session.Time.Now - start < 185000);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_RegistrationDenied_SaysSo()
        {
            Online.Make();
            Online.Module.Set("AT+CEREG?", "+CEREG: 0,3");
            Online.Options.RegistrationTimeoutMilliseconds = 5000;

            Assert.AreEqual(
                "registration: denied by the network: is the card active, does its contract include this technology and roaming?",
                Online.Fails(OnlineStep.Registration, OnlineFailure.RegistrationDenied).Message);

            Online.End();
        }

        [TestMethod]
        public void GoOnline_OnGsm_IsOnline()
        {
            Online.Make();
            Online.Module.Set("AT+CEREG?", "+CEREG: 2,4");
            Online.Module.Set("AT+CGREG?", "+CGREG: 1,1");

            Online.GoOnline();

            Online.End();
        }

        [TestMethod]
        public void GoOnline_NetworkRefusesTheDataConnection_SaysSo()
        {
            Online.Make();
            Online.Module.Set("AT+QIACT=1", Session.Error);
            Online.Module.Set("AT+QIGETERROR", "+QIGETERROR: 561,open PDP context failed");

            OnlineException thrown = Online.Fails(OnlineStep.DataConnection, OnlineFailure.NoDataConnection);

            Assert.AreEqual((int)Bg95Error.OpenPdpContextFailed, (int)thrown.Error);
            Assert.AreEqual("data connection: AT+QIACT: error 561: access point? user and password? is the card active?", thrown.Message);
            Assert.AreEqual("AT+QIACT", thrown.Command);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_ModuleStartsAnewAmongTheSteps_SaysWhere()
        {
            Online.Make();
            Online.Module.Set("AT+QIACT=1", "\r\nRDY\r\n");

            OnlineException thrown = Online.Fails(OnlineStep.DataConnection, OnlineFailure.CommandFailed);

            Assert.AreEqual((int)Bg95Error.ModuleRestarted, (int)thrown.Error);
            Assert.AreEqual("data connection: AT+QIACT: the module has restarted; activate the PDP context and connect again", thrown.Message);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_ModuleIsSilent_SaysSoInTime()
        {
            Online.Make(false);
            Online.Module.IsOff = true;
            long start = Session.Time.Now;

            OnlineException thrown = Online.Fails(OnlineStep.Power, OnlineFailure.ModuleSilent);

            Assert.AreEqual("power: the module does not answer: supply? power key? wiring? speed?", thrown.Message);
            Assert.IsTrue(Session.Time.Now - start <= 75000);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_ModuleFallsSilentLater_IsNoMatterOfPower()
        {
            Online.Make();
            Session.Line.Expect("AT+CPIN?\r", null);

            OnlineException thrown = Online.Fails(OnlineStep.Sim, OnlineFailure.CommandFailed);

            Assert.AreEqual((int)Bg95Error.NoAnswer, (int)thrown.Error);
            Online.End();
        }

        [TestMethod]
        public void GoOnline_ProgramGivesUp_EndsInThatStep()
        {
            Online.Make();
            Online.Module.Set("AT+CPIN?", "\r\n+CME ERROR: 14\r\n");
            GoOnline_ProgramGivesUp(OnlineStep.Sim);
            Online.Module.BeRegistered();
            Online.Module.Set("AT+CEREG?", "+CEREG: 0,2");
            GoOnline_ProgramGivesUp(OnlineStep.Registration);
            Online.Module.BeRegistered();
            Online.Module.Set("AT+CCLK?", "+CCLK: \"80/01/06,00:00:19+00\"");
            Online.Module.Set("AT+QLTS=2", Session.NoNetworkTime);
            GoOnline_ProgramGivesUp(OnlineStep.Clock);
            Online.End();
        }

        private static void GoOnline_ProgramGivesUp(OnlineStep step)
        {
            Online.Options.KeepGoing = AskThreeTimes;
            s_left = 3;

            Assert.Contains("given up", Online.Fails(step, OnlineFailure.GivenUp).Message);

            Assert.AreEqual(0, s_left);
        }

        private static bool AskThreeTimes()
        {
            return --s_left > 0;
        }

        private static void OnStep(object sender, OnlineStep step)
        {
            s_steps += ((int)step).ToString();
        }
    }
}
