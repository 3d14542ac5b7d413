// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What the module says of its settings, their two spellings, and contexts in use (application note 2.1.1).</summary>
    [TestClass]
    public class ContextQueryTests
    {
        [TestMethod]
        public void Query_AnySetting_GivesWhatTheModulePrints()
        {
            Query_AnySetting_GivesWhatTheModulePrints("sslversion", "4", "4");
            Query_AnySetting_GivesWhatTheModulePrints("ciphersuite", "0XFFFF", "0XFFFF");
            Query_AnySetting_GivesWhatTheModulePrints("seclevel", "0", "0");
            Query_AnySetting_GivesWhatTheModulePrints("session", "1", "1");
            Query_AnySetting_GivesWhatTheModulePrints("sni", "0", "0");
            Query_AnySetting_GivesWhatTheModulePrints("checkhost", "0", "0");
            Query_AnySetting_GivesWhatTheModulePrints("ignorelocaltime", "1", "1");
            Query_AnySetting_GivesWhatTheModulePrints("negotiatetime", "300", "300");
            Query_AnySetting_GivesWhatTheModulePrints("dtls", "0", "0");
            Query_AnySetting_GivesWhatTheModulePrints("dtlsversion", "2", "2");
            Query_AnySetting_GivesWhatTheModulePrints("cacert", "\"UFS:ca,1.pem\"", "UFS:ca,1.pem");
            Query_AnySetting_GivesWhatTheModulePrints("clientcert", "\"client.pem\"", "client.pem");
            Query_AnySetting_GivesWhatTheModulePrints("clientkey", "\"\"", string.Empty);
        }

        private static void Query_AnySetting_GivesWhatTheModulePrints(string name, string printed, string expected)
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QSSLCFG=\"" + name + "\",5\r", "\r\n+QSSLCFG: \"" + name + "\",5," + printed + "\r\n\r\nOK\r\n");

            Assert.AreEqual(expected, Session.Modem.SslContexts[5].Query(name));

            Session.End();
        }

        [TestMethod]
        public void Query_ModuleRefuses_ThrowsItsError()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QSSLCFG=\"session\",0\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 552, invalid parameters"));

            Thrown.Is(Bg95Error.InvalidParameter, Calls.Query);

            Session.End();
        }

        [TestMethod]
        public void Query_NoValue_ThrowsSettingNotTaken()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QSSLCFG=\"session\",0\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.SettingNotTaken, Calls.Query);

            Session.End();
        }

        [TestMethod]
        public void GetSupported_TestForm_IsALineForEachSetting()
        {
            GetSupported_TestForm_IsALineForEachSetting(0);
            GetSupported_TestForm_IsALineForEachSetting(1);
        }

        private static void GetSupported_TestForm_IsALineForEachSetting(int split)
        {
            ScriptedTransport line = Session.Open();
            line.Split = split;
            line.Expect(
                "AT+QSSLCFG=?\r",
                "\r\n+QSSLCFG: \"sslversion\",(0-5),(0-4)\r\n+QSSLCFG: \"ciphersuite\",(0-5),(0X0035,0XC02F,0xFFFF)\r\n" +
                Session.Answer("+QSSLURC: \"recv\",3\r\n+QSSLCFG: \"cacert\",(0-5),<cacertpath>"));

            string[] lines = Session.Modem.SslContexts.GetSupported();

            Assert.AreEqual(3, lines.Length);
            Assert.AreEqual("+QSSLCFG: \"sslversion\",(0-5),(0-4)", lines[0]);
            Assert.AreEqual("+QSSLCFG: \"ciphersuite\",(0-5),(0X0035,0XC02F,0xFFFF)", lines[1]);
            Assert.AreEqual("+QSSLCFG: \"cacert\",(0-5),<cacertpath>", lines[2]);

            Session.End();
        }

        [TestMethod]
        public void Connect_SuiteByNumber_IsWrittenAndReadInEitherCase()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.Context.CipherSuite = (CipherSuite)0xCCA8;
            line.Expect("AT+QSSLCFG=\"sslversion\",0,3\r", "\r\nOK\r\n");
            line.Expect("AT+QSSLCFG=\"ciphersuite\",0,0XCCA8\r", "\r\nOK\r\n");
            Session.ExpectWrites("seclevel", string.Empty);
            Session.ExpectReadBacks(string.Empty, "ciphersuite");
            line.Expect("AT+QSSLCFG=\"ciphersuite\",0\r", Session.Answer("+QSSLCFG: \"ciphersuite\",0,0xcca8"));

            // A module that is busy refuses once.
            line.Expect("AT+QSSLCFG=\"seclevel\",0\r", "\r\n+CME ERROR: 3\r\n");
            line.Expect("AT+QSSLCFG=\"seclevel\",0\r", "\r\n+CME ERROR: 3\r\n");

            Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_ModuleGoesByTheNote_IsFoundOutOnceAndRemembered()
        {
            // secllevel, as the note prints it (module facts 1).
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, "seclevel");
            line.Expect("AT+QSSLCFG=\"seclevel\",0,1\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 552, invalid parameters"));
            ExpectTheRestByTheNote("1");
            Session.LevelName = "secllevel";
            Session.ConnectConfigured();
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");
            Session.Socket.Close();
            Session.Context.SecurityLevel = SecurityLevel.InsecureNone;
            Session.ExpectWrites(string.Empty, "seclevel");
            ExpectTheRestByTheNote("0");
            Session.LevelName = null;

            Session.ConnectConfigured();

            line.Expect("AT+QSSLCFG=\"secllevel\",0\r", Session.Answer("+QSSLCFG: \"secllevel\",0,0"));
            Assert.AreEqual("0", Session.Context.Query("seclevel"));
            Session.End();
        }

        private static void ExpectTheRestByTheNote(string level)
        {
            Session.ExpectWrite("secllevel", level);
            Session.ExpectWrites("session", string.Empty);
            Session.ExpectReadBacks(string.Empty, "seclevel");
            Session.ExpectReadBack("secllevel", level);
            Session.ExpectReadBacks("session", string.Empty);
        }

        [TestMethod]
        public void Connect_NeitherSpellingTaken_ThrowsAndBeginsWithTheVendorsAgain()
        {
            ScriptedTransport line = Session.OpenWithContext();

            for (int i = 0; i < 2; i++)
            {
                Session.ExpectWrites(string.Empty, "seclevel");
                line.Expect("AT+QSSLCFG=\"seclevel\",0,1\r", "\r\n+CME ERROR: 4\r\n");
                line.Expect("AT+QSSLCFG=\"secllevel\",0,1\r", "\r\n+CME ERROR: 4\r\n");

                Bg95Exception thrown = Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);

                Assert.AreEqual("seclevel", thrown.Command);
            }

            Session.End();
        }

        [TestMethod]
        public void Connect_SettingChangedWhileConnected_IsRefused()
        {
            ScriptedTransport line = Session.Connect();
            int written = line.Written;

            Thrown.EachIsInvalidOperation(Set);

            Assert.AreEqual(written, line.Written);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> ");
            line.Expect("hi", "\r\nSEND OK\r\n");
            Calls.Send();

            // What changes nothing, or another context, is no accident.
            Session.Context.Version = SslVersion.Tls12;
            Session.Context.CaCertificate = "ca" + ".pem";
            Session.Modem.SslContexts[1].Version = SslVersion.InsecureTls11;
            Session.ConnectAgain();
            Session.End();
        }

        [TestMethod]
        public void Diagnose_WhileConnected_ComparesWithWhatTheConnectionHas()
        {
            ScriptedTransport line = Session.Connect();
            Session.RefuseOnlineChecks();
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            line.Expect("AT+QIDNSCFG=1\r", Session.Answer("+QIDNSCFG: 1,\"192.0.2.53\""));
            Session.ExpectReadBack("sslversion", "3");
            Session.ExpectReadBack("ciphersuite", "0XC02F");
            Session.ExpectReadBack("seclevel", "1");
            line.Expect("AT+QFLST=\"ca.pem\"\r", Session.Answer("+QFLST: \"ca.pem\",1188"));

            Assert.AreEqual((int)SslFindings.None, (int)Session.Modem.Diagnose(Session.Context, "a.example").Findings);

            Session.End();
        }

        private static bool Set(int number)
        {
            switch (number)
            {
                case 0: Session.Context.Version = SslVersion.InsecureTls11; break;
                case 1: Session.Context.CipherSuite = CipherSuite.InsecureAny; break;
                case 2: Session.Context.SecurityLevel = SecurityLevel.InsecureNone; break;
                case 3: Session.Context.SessionResumption = true; break;
                case 4: Session.Context.InsecureOmitServerName = true; break;
                case 5: Session.Context.InsecureSkipHostCheck = true; break;
                case 6: Session.Context.InsecureIgnoreValidity = true; break;
                case 7: Session.Context.NegotiateTimeoutMilliseconds = 10000; break;
                case 8: Session.Context.Dtls = true; break;
                case 9: Session.Context.DtlsVersion = DtlsVersion.InsecureAny; break;
                case 10: Session.Context.CaCertificate = "other.pem"; break;
                case 11: Session.Context.ClientCertificate = "client.pem"; break;
                case 12: Session.Context.ClientKey = "key.pem"; break;
                case 13: Session.Context.PdpContextId = 2; break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void Connect_SettingChangedAfterTheSocketWasClosed_IsTaken()
        {
            ScriptedTransport line = Session.Connect();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            Session.Context.NegotiateTimeoutMilliseconds = 10000;
            Session.ExpectSettings("negotiatetime", "10");
            Session.ConnectConfigured();
            line.Expect("AT+QSSLCLOSE=1\r", "\r\nOK\r\n");
            Session.Socket.Close();
            Session.Context.NegotiateTimeoutMilliseconds = 20000;
            Session.ExpectSettings("negotiatetime", "20");

            Session.ConnectConfigured();

            Session.End();
        }
    }
}
