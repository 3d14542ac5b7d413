// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The application note's checklist (4.1) as one call.</summary>
    [TestClass]
    public class DiagnosisTests
    {
        private const string Active = "\r\n+QIACT: 1,1,1,\"192.0.2.7\"\r\n\r\nOK\r\n";
        private const string Servers = "\r\n+QIDNSCFG: 1,\"192.0.2.53\",\"0.0.0.0\"\r\n\r\nOK\r\n";

        [TestMethod]
        public void Diagnose_AllIsWell_FindsNothing()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.RefuseOnlineChecks();
            ExpectPdp(line, Active, Servers);
            ExpectSettings(line, "3", "0XC02F", "1");
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"UFS:ca.pem\",1188"));

            SslDiagnosis diagnosis = Session.Modem.Diagnose(Session.Context, "a.example");

            Assert.AreEqual((int)SslFindings.None, (int)diagnosis.Findings);
            Assert.AreEqual(string.Empty, diagnosis.ToString());
            Session.End();
        }

        [TestMethod]
        public void Diagnose_AllIsWrong_FindsAll()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.RefuseOnlineChecks();
            Session.Context.SecurityLevel = SecurityLevel.ServerAndClient;
            Session.Context.ClientCertificate = "client.pem";
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");
            line.Expect("AT+QIDNSCFG=1\r", Session.Answer("+QIDNSCFG: 1,\"0.0.0.0\",\"0.0.0.0\""));
            line.Expect("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:19+00\""));
            line.Expect("AT+QSSLCFG=\"sslversion\",0\r", Session.Answer("+QSSLCFG: \"sslversion\",0,4"));
            line.Expect("AT+QFLST=\"ca.pem\"\r", "\r\n+CME ERROR: 405\r\n");
            line.Expect("AT+QFLST=\"client.pem\"\r", "\r\nOK\r\n");

            SslDiagnosis diagnosis = Session.Modem.Diagnose(Session.Context, "a.example");

            Assert.AreEqual(
                (int)(SslFindings.PdpInactive | SslFindings.NoDnsServer | SslFindings.ClockWrong | SslFindings.SettingsDiffer
                    | SslFindings.NoCaCertificate | SslFindings.NoClientCertificate | SslFindings.NoClientKey | SslFindings.NoNetworkTime),
                (int)diagnosis.Findings);
            Assert.AreEqual(
                "PDP inactive: activate it; no DNS server: set one; clock wrong: set it; settings differ: connect again; "
                    + "no CA file: upload and name it; no client file: upload and name it; no client key: upload and name it; "
                    + "no time from the network: ask a time server",
                diagnosis.ToString());
            Session.End();
        }

        [TestMethod]
        public void Diagnose_HostIsAddress_IsFoundAndNoDnsServerIsNeeded()
        {
            Diagnose_HostIsAddress_IsFoundAndNoDnsServerIsNeeded("192.0.2.80");
            Diagnose_HostIsAddress_IsFoundAndNoDnsServerIsNeeded("2001:db8::80");
        }

        private static void Diagnose_HostIsAddress_IsFoundAndNoDnsServerIsNeeded(string host)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.RefuseOnlineChecks();
            line.Expect("AT+QIACT?\r", Active);
            ExpectSettings(line, "3", "0xc02f", "1");
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"ca.pem\",1188"));

            SslDiagnosis diagnosis = Session.Modem.Diagnose(Session.Context, host);

            Assert.AreEqual((int)SslFindings.HostIsAddress, (int)diagnosis.Findings);
            Assert.AreEqual("host is an address: connect by name", diagnosis.ToString());
            Session.End();
        }

        [TestMethod]
        public void Diagnose_OneSettingDiffers_IsFound()
        {
            Diagnose_OneSettingDiffers_IsFound("0", "0XC02F", "1");
            Diagnose_OneSettingDiffers_IsFound("3", "0XFFFF", "1");
            Diagnose_OneSettingDiffers_IsFound("3", "0XC02F", "0");
        }

        private static void Diagnose_OneSettingDiffers_IsFound(string version, string suite, string level)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.RefuseOnlineChecks();
            ExpectPdp(line, Active, Servers);
            ExpectSettings(line, version, suite, level);
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"ca.pem\",1188"));

            Assert.AreEqual((int)SslFindings.SettingsDiffer, (int)Session.Modem.Diagnose(Session.Context, "a.example").Findings);

            Session.End();
        }

        [TestMethod]
        public void Diagnose_NobodyIsChecked_NeedsNeitherClockNorFiles()
        {
            ScriptedTransport line = Session.Open();
            Session.RefuseOnlineChecks();
            line.Always("AT+CCLK?\r", Session.Answer("+CCLK: \"80/01/06,00:00:19+00\""));
            Session.Context.SecurityLevel = SecurityLevel.InsecureNone;
            ExpectPdp(line, Active, Servers);
            ExpectSettings(line, "3", "0XC02F", "0");

            Assert.AreEqual((int)SslFindings.None, (int)Session.Modem.Diagnose(Session.Context, "a.example").Findings);

            Session.End();
        }

        [TestMethod]
        public void Diagnose_ModuleRefusesACheck_IsAFinding()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.RefuseOnlineChecks();
            line.Expect("AT+QIACT?\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);
            line.Expect("AT+QIDNSCFG=1\r", "\r\n+CME ERROR: 3\r\n");
            ExpectSettings(line, "3", "0XC02F", "1");
            line.Expect("AT+QFLST=\"ca.pem\"\r", "\r\n+CME ERROR: 417\r\n");

            SslDiagnosis diagnosis = Session.Modem.Diagnose(Session.Context, "a.example");

            Assert.AreEqual(
                (int)(SslFindings.PdpInactive | SslFindings.NoDnsServer | SslFindings.NoCaCertificate), (int)diagnosis.Findings);
            Session.End();
        }

        [TestMethod]
        public void Diagnose_ContextOfAnotherModem_IsRefused()
        {
            Session.Open();

            Thrown.IsArgument(DiagnoseContextOfAnother);

            Session.End();
        }

        [TestMethod]
        public void Diagnose_ModuleRestarts_Throws()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.RefuseOnlineChecks();
            line.Expect("AT+QIACT?\r", "\r\nRDY\r\n");

            Thrown.Is(Bg95Error.ModuleRestarted, Diagnose);

            Session.End();
        }

        private static void ExpectPdp(ScriptedTransport line, string contexts, string servers)
        {
            line.Expect("AT+QIACT?\r", contexts);
            line.Expect("AT+QIDNSCFG=1\r", servers);
        }

        private static void ExpectSettings(ScriptedTransport line, string version, string suite, string level)
        {
            // The first that differs is enough.
            string[] settings = { "sslversion", version, "3", "ciphersuite", suite, "0XC02F", "seclevel", level, string.Empty };

            for (int i = 0; i < settings.Length; i += 3)
            {
                line.Expect("AT+QSSLCFG=\"" + settings[i] + "\",0\r", "\r\n+QSSLCFG: \"" + settings[i] + "\",0," + settings[i + 1] + "\r\n\r\nOK\r\n");

                if (settings[i + 2].Length != 0 && settings[i + 1].ToUpper() != settings[i + 2])
                {
                    break;
                }
            }
        }

        private static void DiagnoseContextOfAnother()
        {
            Bg95Modem other = new Bg95Modem(new ScriptedTransport(Session.Time), 256, Session.Time);
            Session.Modem.Diagnose(other.SslContexts[0], "a.example");
        }

        private static void Diagnose()
        {
            Session.Modem.Diagnose(Session.Context, "a.example");
        }
    }
}
