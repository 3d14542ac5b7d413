// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Bg95Ssl.Tests;
using nanoFramework.TestFramework;
using Assert = Bg95Ssl.Tests.Assert;

namespace Bg95Cellular.Tests
{
    /// <summary>Registration: rows of answers and URCs, told apart (module facts 13).</summary>
    [TestClass]
    public class RegistrationTests
    {
        private const string Eps = "AT+CEREG?\r";
        private const string Gprs = "AT+CGREG?\r";

        private static string s_told;
        private static int s_asked;

        [TestMethod]
        public void GetRegistration_EveryRow_IsRead()
        {
            GetRegistration_EveryRow_IsRead("+CEREG: 0,1", "1|||0");
            GetRegistration_EveryRow_IsRead("+CEREG: 1,5", "5|||0");
            GetRegistration_EveryRow_IsRead("+CEREG: 2,1,\"1A2B\",\"01C0FFEE\",8", "1|1A2B|01C0FFEE|2");
            GetRegistration_EveryRow_IsRead("+CEREG: 2,5,\"1A2B\",\"01C0FFEE\",7", "5|1A2B|01C0FFEE|2");
            GetRegistration_EveryRow_IsRead("+CEREG: 2,1,\"1A2B\",\"01C0FFEE\",9", "1|1A2B|01C0FFEE|3");
            GetRegistration_EveryRow_IsRead("+CEREG: 2,1,\"1A2B\",\"01C0FFEE\",0", "1|1A2B|01C0FFEE|1");
            GetRegistration_EveryRow_IsRead("+CEREG: 2,1,\"1A2B\",\"01C0FFEE\"", "1|1A2B|01C0FFEE|0");
            GetRegistration_EveryRow_IsRead("+CEREG: 2,1,\"1A2B\"", "1|1A2B||0");
            GetRegistration_EveryRow_IsRead("+CEREG: 2,1,,\"01C0FFEE\",8", "1||01C0FFEE|2");
            GetRegistration_EveryRow_IsRead("+CEREG: 2,1,\"1A2B\",,", "1|1A2B||0");
            GetRegistration_EveryRow_IsRead("+CEREG: 4,1,\"1A2B\",\"01C0FFEE\",8,,,\"00001111\",\"01000001\"", "1|1A2B|01C0FFEE|2");
            GetRegistration_EveryRow_IsRead("+CEREG: 4,1,\"1A2B\",\"01C0FFEE\",3,0,0,,", "1|1A2B|01C0FFEE|1");
            GetRegistration_EveryRow_IsRead("+CEREG: 4,1,\"1A2B\",\"01C0FFEE\",1", "1|1A2B|01C0FFEE|1");
        }

        private static void GetRegistration_EveryRow_IsRead(string row, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Eps, Session.Answer(row));

            Assert.AreEqual(expected, Show(new CellularNetwork(Session.Modem).GetRegistration()), row);

            Session.End();
        }

        [TestMethod]
        public void GetRegistration_NotOnLte_AsksForGsm()
        {
            GetRegistration_NotOnLte_AsksForGsm("+CEREG: 2,4", "+CGREG: 1,1", "1|||0", true);
            GetRegistration_NotOnLte_AsksForGsm("+CEREG: 2,4", "+CGREG: 2,5,\"00C3\",\"A1B2\",0", "5|00C3|A1B2|1", true);
            GetRegistration_NotOnLte_AsksForGsm("+CEREG: 0,2", "+CGREG: 0,2", "2|||0", false);
            GetRegistration_NotOnLte_AsksForGsm("+CEREG: 0,3", "+CGREG: 0,4", "3|||0", false);
            GetRegistration_NotOnLte_AsksForGsm("+CEREG: 0,0", "+CGREG: 0,0", "0|||0", false);
            GetRegistration_NotOnLte_AsksForGsm("+CEREG: 0,6", "+CGREG: 0", "6|||0", false);
            GetRegistration_NotOnLte_AsksForGsm("+CEREG: ", "+CGREG: ", "4|||0", false);
        }

        private static void GetRegistration_NotOnLte_AsksForGsm(string eps, string gprs, string expected, bool isRegistered)
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Eps, Session.Answer(eps));
            line.Expect(Gprs, Session.Answer(gprs));

            Registration registration = new CellularNetwork(Session.Modem).GetRegistration();

            Assert.AreEqual(expected, Show(registration), eps);
            Assert.AreEqual(isRegistered, registration.IsRegistered);
            Session.End();
        }

        [TestMethod]
        public void GetRegistration_UrcAmongTheAnswer_IsNoRow()
        {
            GetRegistration_UrcAmongTheAnswer_IsNoRow("+CEREG: 2\r\n\r\n+CEREG: 2,1,\"1A2B\",\"01C0FFEE\",8", "1|1A2B|01C0FFEE|2");
            GetRegistration_UrcAmongTheAnswer_IsNoRow("+CEREG: 2,2\r\n\r\n+CEREG: 5,\"1A2B\",\"01C0FFEE\",9", "5|1A2B|01C0FFEE|3");
            GetRegistration_UrcAmongTheAnswer_IsNoRow("+CEREG: 2,,,,,0,0\r\n\r\n+CEREG: 2,1", "1|||0");

            // Of another registration.
            GetRegistration_UrcAmongTheAnswer_IsNoRow("+CEREG: 2,1,\"1A2B\",\"01C0FFEE\",8\r\n\r\n+CREG: 3", "1|1A2B|01C0FFEE|2");
        }

        private static void GetRegistration_UrcAmongTheAnswer_IsNoRow(string lines, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Eps, Session.Answer(lines));

            Assert.AreEqual(expected, Show(new CellularNetwork(Session.Modem).GetRegistration()), lines);

            Session.End();
        }

        [TestMethod]
        public void GetRegistration_ModuleWithoutGsm_TellsOfLte()
        {
            ScriptedTransport line = Session.Open();
            CellularNetwork network = new CellularNetwork(Session.Modem);
            line.Expect(Eps, Session.Answer("+CEREG: 0,2"));
            line.Expect(Gprs, Session.Answer("+CGREG: 0,1"));
            line.Expect(Eps, Session.Answer("+CEREG: 0,2"));
            line.Expect(Gprs, Session.Error);

            Assert.AreEqual("1|||0", Show(network.GetRegistration()));
            Assert.AreEqual("2|||0", Show(network.GetRegistration()));

            Session.End();
        }

        [TestMethod]
        public void Registration_BeforeAnythingWasTold_IsUnknown()
        {
            Session.Open();

            Assert.AreEqual("4|||0", Show(new CellularNetwork(Session.Modem).Registration));

            Session.End();
        }

        [TestMethod]
        public void RegistrationChanged_EveryUrc_IsTold()
        {
            RegistrationChanged_EveryUrc_IsTold("+CEREG: 2", "4|||0>2|||0;");
            RegistrationChanged_EveryUrc_IsTold("+CEREG: 2,,,,,0,0", "4|||0>2|||0;");
            RegistrationChanged_EveryUrc_IsTold("+CEREG: 5,\"1A2B\",\"01C0FFEE\",8", "4|||0>5|1A2B|01C0FFEE|2;");
            RegistrationChanged_EveryUrc_IsTold("+CEREG: 1,\"1A2B\",\"01C0FFEE\",9,,,\"00001111\",\"01000001\"", "4|||0>1|1A2B|01C0FFEE|3;");
            RegistrationChanged_EveryUrc_IsTold("+CGREG: 1,\"00C3\",\"A1B2\",0", "4|||0>1|00C3|A1B2|1;");

            // An answer that came too late, and lines that the line has damaged.
            RegistrationChanged_EveryUrc_IsTold("+CEREG: 0,1", string.Empty);
            RegistrationChanged_EveryUrc_IsTold("+CEREG: ", string.Empty);
            RegistrationChanged_EveryUrc_IsTold("+CEREG: x", string.Empty);
            RegistrationChanged_EveryUrc_IsTold("+CEREG: 4", string.Empty);
            RegistrationChanged_EveryUrc_IsTold("+CEREG: -", string.Empty);
            RegistrationChanged_EveryUrc_IsTold("+CEREG: 1000000000", string.Empty);
            RegistrationChanged_EveryUrc_IsTold("+CEREG: 1/", string.Empty);
        }

        private static void RegistrationChanged_EveryUrc_IsTold(string urc, string expected)
        {
            ScriptedTransport line = Session.Open();
            CellularNetwork network = new CellularNetwork(Session.Modem);
            s_told = string.Empty;
            network.RegistrationChanged += OnChanged;

            line.Deliver("\r\n" + urc + "\r\n");
            line.Settle();

            Assert.AreEqual(expected, s_told, urc);
            Session.End();
        }

        [TestMethod]
        public void RegistrationChanged_NoHandlerLeft_IsNotTold()
        {
            ScriptedTransport line = Session.Open();
            CellularNetwork network = new CellularNetwork(Session.Modem);
            s_told = string.Empty;
            network.RegistrationChanged += OnChanged;
            network.RegistrationChanged += OnOther;
            network.RegistrationChanged -= OnChanged;
            line.Deliver("\r\n+CEREG: 2\r\n");
            line.Settle();
            Assert.AreEqual("other;", s_told);

            network.RegistrationChanged -= OnOther;
            line.Deliver("\r\n+CEREG: 1\r\n");
            line.Settle();

            Assert.AreEqual("other;", s_told);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.UnknownLines]);
            Session.End();
        }

        [TestMethod]
        public void RegistrationChanged_ModuleTellsNothingUnasked_IsToldToDoSo()
        {
            ScriptedTransport line = Session.Open();
            CellularNetwork network = new CellularNetwork(Session.Modem);
            s_told = string.Empty;
            network.RegistrationChanged += OnChanged;
            line.Expect(Eps, Session.Answer("+CEREG: 0,2"));
            line.Expect("AT+CEREG=2\r", Session.Ok);
            line.Expect(Gprs, Session.Answer("+CGREG: 0,1"));
            line.Expect("AT+CGREG=2\r", Session.Error);
            line.Expect(Eps, Session.Answer("+CEREG: 2,1,\"1A2B\",\"01C0FFEE\",8"));

            network.GetRegistration();
            network.GetRegistration();

            Assert.AreEqual("4|||0>2|||0;2|||0>1|||0;1|||0>1|1A2B|01C0FFEE|2;", s_told);
            Session.End();
        }

        [TestMethod]
        public void Registration_WasOnGsmBeforeLte_IsLostWithLte()
        {
            ScriptedTransport line = Session.Open();
            CellularNetwork network = new CellularNetwork(Session.Modem);
            s_told = string.Empty;
            network.RegistrationChanged += OnChanged;
            line.Expect(Eps, Session.Answer("+CEREG: 2,4"));
            line.Expect(Gprs, Session.Answer("+CGREG: 2,1,\"00C3\",\"A1B2\",0"));
            network.GetRegistration();
            line.Deliver("\r\nRDY\r\n");
            line.Settle();
            Session.AlwaysRecover();
            line.Always(Eps, Session.Answer("+CEREG: 2,1,\"1A2B\",\"01C0FFEE\",8"));
            network.GetRegistration();
            Assert.AreEqual((int)RadioTechnology.LteM, (int)network.Registration.Technology);

            line.Deliver("\r\n+CEREG: 2\r\n");
            line.Settle();

            Assert.IsFalse(network.Registration.IsRegistered);
            Assert.Contains("1|1A2B|01C0FFEE|2>2|||0;", s_told);
            Session.End();
        }

        [TestMethod]
        public void WaitForRegistration_FirstSearch_TakesItsTime()
        {
            ScriptedTransport line = Session.Open();
            line.Always(Gprs, Session.Answer("+CGREG: 0,2"));
            s_asked = 0;

            for (int i = 0; i < 5; i++)
            {
                line.Expect(Eps, Session.Answer("+CEREG: 0,2"));
                line.Expect(Gprs, Session.Answer("+CGREG: 0,2"));
            }

            line.Expect(Eps, Session.Answer("+CEREG: 0,1"));
            long start = Session.Time.Now;

            Assert.IsTrue(new CellularNetwork(Session.Modem).WaitForRegistration(keepGoing: Ask).IsRegistered);

            Assert.AreEqual(5, s_asked);
            Assert.AreEqual(5000, Session.Time.Now - start);
            Session.End();
        }

        [TestMethod]
        public void WaitForRegistration_NeverRegisters_EndsWithTheTime()
        {
            ScriptedTransport line = Session.Open();
            line.Always(Eps, Session.Answer("+CEREG: 0,3"));
            line.Always(Gprs, Session.Answer("+CGREG: 0,3"));
            long start = Session.Time.Now;

            Registration registration = new CellularNetwork(Session.Modem).WaitForRegistration();

            Assert.AreEqual((int)RegistrationState.Denied, (int)registration.State);
            Assert.AreEqual(180000, Session.Time.Now - start);
            Session.End();
        }

        [TestMethod]
        public void WaitForRegistration_ProgramGivesUp_EndsThen()
        {
            ScriptedTransport line = Session.Open();
            line.Always(Eps, Session.Answer("+CEREG: 0,2"));
            line.Always(Gprs, Session.Answer("+CGREG: 0,2"));
            long start = Session.Time.Now;
            s_asked = -3;

            Assert.IsFalse(new CellularNetwork(Session.Modem).WaitForRegistration(600000, Ask).IsRegistered);

            Assert.AreEqual(2000, Session.Time.Now - start);
            Session.End();
        }

        [TestMethod]
        public void WaitForRegistration_ProgramTakesLong_EndsAfterIt()
        {
            ScriptedTransport line = Session.Open();
            line.Always(Eps, Session.Answer("+CEREG: 0,2"));
            line.Always(Gprs, Session.Answer("+CGREG: 0,2"));
            long start = Session.Time.Now;

            Assert.IsFalse(new CellularNetwork(Session.Modem).WaitForRegistration(2500, AskForLong).IsRegistered);

            Assert.AreEqual(3000, Session.Time.Now - start);
            Session.End();
        }

        [TestMethod]
        public void WaitForRegistration_NoTime_AsksOnce()
        {
            ScriptedTransport line = Session.Open();
            line.Expect(Eps, Session.Answer("+CEREG: 0,2"));
            line.Expect(Gprs, Session.Answer("+CGREG: 0,2"));

            Assert.IsFalse(new CellularNetwork(Session.Modem).WaitForRegistration(0).IsRegistered);

            Session.End();
        }

        [TestMethod]
        public void WaitForRegistration_SilentModule_ThrowsInTime()
        {
            ScriptedTransport line = Session.Open();
            line.Deaf = true;
            long start = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, () => new CellularNetwork(Session.Modem).WaitForRegistration(1000));

            Assert.IsTrue(Session.Time.Now - start <= 81000);
            line.Deaf = false;
            Session.End();
        }

        [TestMethod]
        public void Network_WrongValues_Throw()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => new CellularNetwork(null));
            Session.Make();
            Thrown.IsArgument(() => new CellularNetwork(Session.Modem).WaitForRegistration(-1));
            Session.End();
        }

        private static bool AskForLong()
        {
            Session.Time.Sleep(3000);
            return true;
        }

        private static bool Ask()
        {
            return ++s_asked != 0;
        }

        private static void OnChanged(object sender, RegistrationChangedEventArgs e)
        {
            s_told += Show(e.Before) + ">" + Show(e.Now) + ";";
        }

        private static void OnOther(object sender, RegistrationChangedEventArgs e)
        {
            s_told += "other;";
        }

        private static string Show(Registration registration)
        {
            return ((int)registration.State).ToString() + "|" + registration.AreaCode + "|" + registration.CellId + "|"
                + ((int)registration.Technology).ToString();
        }
    }
}
