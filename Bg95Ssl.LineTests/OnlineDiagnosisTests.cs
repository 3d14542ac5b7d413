// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// What a diagnosis finds of SIM, registration, signal, URC port, PDP context and the network's time. A question that is refused or
    /// not answered tells nothing.
    /// </summary>
    [TestClass]
    public class OnlineDiagnosisTests
    {
        private const string Sim = "AT+CPIN?\r";
        private const string Lte = "AT+CEREG?\r";
        private const string Gsm = "AT+CGREG?\r";
        private const string Signal = "AT+CSQ\r";
        private const string UrcPort = "AT+QURCCFG=\"urcport\"\r";
        private const string Context = "AT+CGACT?\r";
        private const string NetworkTime = "AT+QLTS=2\r";
        private const string Silent = "";

        [TestMethod]
        public void Diagnose_AllIsWell_AsksOnceEachAndFindsNothing()
        {
            ScriptedTransport line = Session.OpenWithContext();
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            line.Expect("AT+QIDNSCFG=1\r", Session.Answer("+QIDNSCFG: 1,\"192.0.2.53\""));
            line.Expect("AT+CCLK?\r", Session.ClockAnswer);
            line.Expect("AT+QLTS=2\r", Session.NoNetworkTime);
            Session.ExpectReadBack("sslversion", "3");
            Session.ExpectReadBack("ciphersuite", "0XC02F");
            Session.ExpectReadBack("seclevel", "1");
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"ca.pem\",1188"));
            line.Expect(Sim, Session.Answer("+CPIN: READY"));
            line.Expect(Lte, Session.Answer("+CEREG: 0,1"));
            line.Expect(Signal, Session.Answer("+CSQ: 25,99"));
            line.Expect(UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Expect(Context, Session.Answer("+CGACT: 1,1"));
            line.Expect("AT+QFOPEN=\"ca.pem\",2\r", Session.Answer("+QFOPEN: 3"));
            line.Expect("AT+QFREAD=3,40\r", "\r\nCONNECT 40\r\n-----BEGIN CERTIFICATE-----\nMIIDQTCCAimg\r\nOK\r\n");
            line.Expect("AT+QFCLOSE=3\r", Session.Ok);

            Assert.AreEqual((int)SslFindings.None, (int)Session.Modem.Diagnose(Session.Context, "a.example").Findings);

            Session.End();
        }

        [TestMethod]
        public void Diagnose_Sim_IsReadyOrNot()
        {
            string[] notReady = { "+CPIN: SIM PIN", "+CPIN: SIM PUK", "+CPIN: PH-SIM PIN", "+CPIN: PH-NET PIN" };

            for (int i = 0; i < notReady.Length; i++)
            {
                Finds(SslFindings.SimNotReady, Sim, Session.Answer(notReady[i]));
            }

            for (int number = 9; number <= 15; number++)
            {
                bool isSim = number >= 10 && number <= 14;
                Finds(isSim ? SslFindings.SimNotReady : SslFindings.None, Sim, "\r\n+CME ERROR: " + number.ToString() + "\r\n");
            }

            Finds(SslFindings.None, Sim, Session.Answer("+CPIN: SIM PIN2"));
            Finds(SslFindings.None, Sim, Session.Answer("+CPIN: SIM PUK2"));
            Finds(SslFindings.None, Sim, Session.Answer("+CPIN: "));
            FindsNothingInNoAnswer(Sim);
        }

        [TestMethod]
        public void Diagnose_LteRegistered_IsEnough()
        {
            string[] rows =
            {
                "+CEREG: 0,1", "+CEREG: 2,5,\"1A2B\",\"01234567\",9", "+CEREG: 4,1,\"1A2B\",\"01234567\",8,,,\"00000000\",\"00000000\"",
                "+CEREG: 2,\"1A2B\",\"01234567\",8\r\n+CEREG: 2,1", "+CEREG: 0,1\r\n+CEREG: 2,,,,,0,0", "+CEREG: 2,1,,,",
            };

            for (int i = 0; i < rows.Length; i++)
            {
                Finds(SslFindings.None, Lte, Session.Answer(rows[i]));
            }
        }

        [TestMethod]
        public void Diagnose_Registration_IsOneOfTwo()
        {
            string[] lost = { "0,0", "2,2", "0,3", "2,4", "2,2,,,,0,0" };

            for (int i = 0; i < lost.Length; i++)
            {
                Make();
                Session.Line.Always(Lte, Session.Answer("+CEREG: " + lost[i]));
                FindsNow(SslFindings.NotRegistered, Gsm, Session.Answer("+CGREG: " + lost[lost.Length - 1 - i]));

                Make();
                Session.Line.Always(Lte, Session.Answer("+CEREG: " + lost[i]));
                FindsNow(SslFindings.NotRegistered, Gsm, Session.Error);

                Make();
                Session.Line.Always(Lte, Session.Error);
                FindsNow(SslFindings.NotRegistered, Gsm, Session.Answer("+CGREG: " + lost[i]));

                Make();
                Session.Line.Always(Lte, Session.Answer("+CEREG: " + lost[i]));
                FindsNow(SslFindings.None, Gsm, Session.Answer("+CGREG: 1,1"));
            }
        }

        [TestMethod]
        public void Diagnose_RegistrationIsNotTold_IsNoFinding()
        {
            string[] rows = { "+CEREG: 2", "+CEREG: 2,,,,,0,0", "+CEREG: 2,\"1A2B\",\"01234567\",8", "+CEREG: ", "+CEREG: ,", "+CEREG: x,y" };

            for (int i = 0; i < rows.Length; i++)
            {
                Finds(SslFindings.None, Lte, Session.Answer(rows[i]));
            }

            FindsNothingInNoAnswer(Lte);
            FindsNothingInNoAnswer(Gsm);
        }

        [TestMethod]
        public void Diagnose_Signal_IsWeakOrNotHeard()
        {
            Finds(SslFindings.WeakSignal, Signal, Session.Answer("+CSQ: 0,99"));
            Finds(SslFindings.WeakSignal, Signal, Session.Answer("+CSQ: 3,99"));
            Finds(SslFindings.WeakSignal, Signal, Session.Answer("+CSQ: 3"));
            Finds(SslFindings.None, Signal, Session.Answer("+CSQ: 4,99"));
            Finds(SslFindings.None, Signal, Session.Answer("+CSQ: 31,0"));
            Finds(SslFindings.None, Signal, Session.Answer("+CSQ: 199,99"));
            Finds(SslFindings.None, Signal, Session.Answer("+CSQ: ,99"));
            FindsNothingInNoAnswer(Signal);

            // Not measured.
            Finds(SslFindings.None, Signal, Session.Answer("+CSQ: 99,99"));
            Make();
            Session.Line.Always(Lte, Session.Answer("+CEREG: 0,2"));
            FindsNow(SslFindings.NotRegistered | SslFindings.WeakSignal, Signal, Session.Answer("+CSQ: 99,99"));
        }

        [TestMethod]
        public void Diagnose_UrcPort_IsThisOneOrAnother()
        {
            Finds(SslFindings.UrcPortElsewhere, UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"usbat\""));
            Finds(SslFindings.UrcPortElsewhere, UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"USBMODEM\""));
            Finds(SslFindings.UrcPortElsewhere, UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"aux\""));
            Finds(SslFindings.None, UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"UART1\""));
            Finds(SslFindings.None, UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"main\""));
            Finds(SslFindings.None, UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"\""));
            Finds(SslFindings.None, UrcPort, Session.Answer("+QURCCFG: \"urcport\""));
            FindsNothingInNoAnswer(UrcPort);

            Make();
            Session.Modem.UrcPort = "usbat";
            FindsNow(SslFindings.None, UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"usbat\""));

            // Left as it is: not even asked for.
            Make();
            Session.Modem.UrcPort = null;
            FindsNow(SslFindings.None, UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"usbat\""));
        }

        [TestMethod]
        public void Diagnose_ContextWithAddress_MayBeInactiveAllTheSame()
        {
            Finds(SslFindings.PdpStale, Context, Session.Answer("+CGACT: 1,0"));
            Finds(SslFindings.PdpStale, Context, Session.Answer("+CGACT: 1,0\r\n+CGACT: 2,1"));
            Finds(SslFindings.None, Context, Session.Answer("+CGACT: 1,1\r\n+CGACT: 2,0"));
            Finds(SslFindings.None, Context, Session.Answer("+CGACT: 2,0"));
            Finds(SslFindings.None, Context, Session.Answer("+CGACT: 1"));
            Finds(SslFindings.None, Context, Session.Answer("+CGACT: ,0"));
            FindsNothingInNoAnswer(Context);

            // That it is not active is told already.
            Make();
            Session.Line.Always("AT+QIACT?\r", Session.Ok);
            FindsNow(SslFindings.PdpInactive, Context, Session.Answer("+CGACT: 1,0"));
        }

        [TestMethod]
        public void Diagnose_ClockIsWrong_TellsWhetherTheNetworkHasTheTime()
        {
            string[] answers =
            {
                Session.NoNetworkTime, Session.Answer("+QLTS: "), Session.Answer("+QLTS: \"2026/11/24,09:14:02+04,0\""), Session.Ok,
                Session.Error, "\r\n+CME ERROR: 3\r\n", Silent,
            };

            for (int i = 0; i < answers.Length; i++)
            {
                Make();
                Session.Line.Always("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:19+00\""));
                SslFindings expected = i < 2 ? SslFindings.ClockWrong | SslFindings.NoNetworkTime : SslFindings.ClockWrong;
                FindsNow(expected, NetworkTime, answers[i]);
            }
        }

        [TestMethod]
        public void Diagnose_ModuleIsSilentFromAQuestionOn_Throws()
        {
            string[] questions = { Sim, Lte, Signal, UrcPort, Context };

            for (int i = 0; i < questions.Length; i++)
            {
                Make();
                Session.Line.Always(questions[i], Silent);
                Session.Time.StartThread(FallSilent);
                long from = Session.Time.Now;

                Thrown.Is(Bg95Error.NoAnswer, Diagnose);

                Assert.IsTrue(Session.Time.Now - from <= 20000, questions[i]);
                Session.End();
            }
        }

        [TestMethod]
        public void Diagnose_ModuleRestartsAtAQuestion_Throws()
        {
            Make();
            Session.Line.Always(Signal, "\r\nRDY\r\n");

            Thrown.Is(Bg95Error.ModuleRestarted, Diagnose);

            Session.End();
        }

        [TestMethod]
        public void Diagnose_ConnectFailedBeforeItCameToSettings_DoesNotCompareThem()
        {
            Make();
            Session.Line.Always("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:19+00\""));
            Thrown.Is(Bg95Error.ClockWrong, Calls.Connect);
            Session.Line.AnswersSettings = false;

            Assert.AreEqual(
                (int)(SslFindings.ClockWrong | SslFindings.NoNetworkTime),
                (int)Session.Modem.Diagnose(Session.Context, "a.example").Findings);

            Session.End();
        }

        [TestMethod]
        public void Diagnose_ConnectFailedBehindSettings_ComparesThem()
        {
            Make();
            Session.ExpectSettings();
            Session.Line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 0,566\r\n");
            Session.Line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            Thrown.Is(Bg95Error.SocketConnectionFailed, Calls.Connect);
            Session.Line.Expect("AT+QSSLCFG=\"sslversion\",0\r", Session.Answer("+QSSLCFG: \"sslversion\",0,4"));

            SslDiagnosis diagnosis = Session.Modem.Diagnose(Session.Context, "a.example");

            Assert.AreEqual((int)SslFindings.SettingsDiffer, (int)diagnosis.Findings);
            Assert.AreEqual("settings differ: connect again", diagnosis.ToString());
            Session.End();
        }

        [TestMethod]
        public void ToString_OffTheNetwork_SaysWhatToDo()
        {
            Make();
            Session.Line.Always("AT+QIACT?\r", Session.Ok);
            Session.Line.Always(Sim, "\r\n+CME ERROR: 10\r\n");
            Session.Line.Always(Lte, Session.Answer("+CEREG: 0,2"));
            Session.Line.Always(Signal, Session.Answer("+CSQ: 99,99"));
            Session.Line.Always(UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"usbat\""));

            Assert.AreEqual(
                "PDP inactive: activate it; SIM not ready: insert it or enter its PIN; not registered: wait, or check bands and contract; "
                    + "weak signal: check antenna and place; URCs go to another port: open the modem again",
                Session.Modem.Diagnose(Session.Context, "a.example").ToString());

            Session.End();
        }

        [TestMethod]
        public void ToString_StaleContextAndNoTime_SaysWhatToDo()
        {
            Make();
            Session.Line.Always("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:19+00\""));
            Session.Line.Always(Context, Session.Answer("+CGACT: 1,0"));

            Assert.AreEqual(
                "clock wrong: set it; PDP context is stale: deactivate and activate it; no time from the network: ask a time server",
                Session.Modem.Diagnose(Session.Context, "a.example").ToString());

            Session.End();
        }

        private static void FindsNothingInNoAnswer(string question)
        {
            Finds(SslFindings.None, question, Session.Ok);
            Finds(SslFindings.None, question, Session.Error);
            Finds(SslFindings.None, question, "\r\n+CME ERROR: 3\r\n");
            Finds(SslFindings.None, question, "\r\n+CME ERROR: operation not allowed\r\n");
            Finds(SslFindings.None, question, Silent);
        }

        private static void Finds(SslFindings expected, string question, string answer)
        {
            Make();

            if (question == Gsm)
            {
                // It is not asked where LTE is registered.
                Session.Line.Always(Lte, Session.Error);
            }

            FindsNow(expected, question, answer);
        }

        // In the module as it has been made.
        private static void FindsNow(SslFindings expected, string question, string answer)
        {
            Session.Line.Always(question, answer);
            Assert.AreEqual((int)expected, (int)Session.Modem.Diagnose(Session.Context, "a.example").Findings, question + answer);
            Session.End();
        }

        // The module answers to the very end of what it is asked before the time goes on.
        private static void FallSilent()
        {
            Session.Time.Sleep(50);
            Session.Line.Deaf = true;
        }

        // A module that is on the network and has all it needs.
        private static void Make()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.AlwaysRecover();
            Online(line);
        }

        internal static void Online(ScriptedTransport line)
        {
            line.Always("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            line.Always("AT+QIDNSCFG=1\r", Session.Answer("+QIDNSCFG: 1,\"192.0.2.53\""));
            line.Always("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"ca.pem\",1188"));
            line.Always(Sim, Session.Answer("+CPIN: READY"));
            line.Always(Lte, Session.Answer("+CEREG: 0,1"));
            line.Always(Gsm, Session.Error);
            line.Always(Signal, Session.Answer("+CSQ: 25,99"));
            line.Always(UrcPort, Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Always(Context, Session.Answer("+CGACT: 1,1"));
            line.Always("AT+QFOPEN=\"ca.pem\",2\r", "\r\n+CME ERROR: 426\r\n");
        }

        private static void Diagnose()
        {
            Session.Modem.Diagnose(Session.Context, "a.example");
        }
    }
}
