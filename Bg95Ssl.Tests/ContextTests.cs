// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The thirteen parameters of AT+QSSLCFG (application note 2.1.1; module facts 1 and 2).</summary>
    [TestClass]
    public class ContextTests
    {
        [TestMethod]
        public void Connect_NewContext_WritesSecureSettingsAndReadsThemBack()
        {
            Session.OpenWithContext();
            Session.ExpectSettings();

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_AllThirteenSet_WritesThemByteForByte()
        {
            ScriptedTransport line = Session.Open();
            SslContext context = Session.Modem.SslContexts[5];
            context.Version = SslVersion.InsecureAny;
            context.CipherSuite = CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256;
            context.SecurityLevel = SecurityLevel.ServerAndClient;
            context.SessionResumption = true;
            context.InsecureOmitServerName = true;
            context.InsecureSkipHostCheck = true;
            context.InsecureIgnoreValidity = true;
            context.NegotiateTimeoutMilliseconds = 10000;
            context.Dtls = true;
            context.DtlsVersion = DtlsVersion.InsecureAny;
            context.CaCertificate = "ca.pem";
            context.ClientCertificate = "client.pem";
            context.ClientKey = "key.pem";
            Session.ContextId = "5";
            Session.ExpectWrite("sslversion", "4");
            Session.ExpectWrite("ciphersuite", "0X00AE");
            Session.ExpectWrite("seclevel", "2");
            Session.ExpectWrite("session", "1");
            Session.ExpectWrite("sni", "0");
            Session.ExpectWrite("checkhost", "0");
            Session.ExpectWrite("ignorelocaltime", "1");
            Session.ExpectWrite("negotiatetime", "10");
            Session.ExpectWrite("dtls", "1");
            Session.ExpectWrite("dtlsversion", "2");
            Session.ExpectWrite("cacert", "\"ca.pem\"");
            Session.ExpectWrite("clientcert", "\"client.pem\"");
            Session.ExpectWrite("clientkey", "\"key.pem\"");
            Session.ExpectReadBack("sslversion", "4");
            Session.ExpectReadBack("ciphersuite", "0X00AE");
            Session.ExpectReadBack("seclevel", "2");
            Session.ExpectReadBack("session", "1");
            Session.ExpectReadBack("sni", "0");
            Session.ExpectReadBack("checkhost", "0");
            Session.ExpectReadBack("ignorelocaltime", "1");
            Session.ExpectReadBack("negotiatetime", "10");
            Session.ExpectReadBack("dtls", "1");
            Session.ExpectReadBack("dtlsversion", "2");
            Session.ExpectReadBack("cacert", "\"ca.pem\"");
            Session.ExpectReadBack("clientcert", "\"client.pem\"");
            Session.ExpectReadBack("clientkey", "\"UFS:key.pem\"");
            line.Expect("AT+QSSLOPEN=1,5,0,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n");
            Session.ExpectReadBack("seclevel", "2");
            Session.ExpectState("0", AccessMode.Buffer);

            context.Connect("a.example", 443);

            Session.End();
        }

        [TestMethod]
        public void Connect_Second_DoesNotWriteTheSettingsAgainButReadsThem()
        {
            Session.Connect();

            Session.ConnectAgain();

            Session.End();
        }

        [TestMethod]
        public void Connect_AfterAChange_WritesThemAgain()
        {
            Session.ConnectAndClose();
            Session.Context.SessionResumption = true;
            Session.ExpectSettings("session", "1");

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_AfterRestartOfTheModule_WritesThemAgain()
        {
            ScriptedTransport line = Session.Connect();
            line.Deliver("\r\nRDY\r\n");
            line.Settle();
            Session.ExpectRecovery();
            Session.ExpectSettings();

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen()
        {
            Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen("sslversion", "0");
            Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen("ciphersuite", "0XFFFF");
            Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen("seclevel", "0");
            Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen("sni", "0");
            Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen("checkhost", "0");
            Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen("ignorelocaltime", "1");
            Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen("cacert", "\"other.pem\"");
        }

        [TestMethod]
        public void Connect_ReadBackNamesAnotherFile_ThrowsSettingNotTaken()
        {
            // Each is another file; what the program has named may be a strict root certificate, and the other one any.
            foreach (string name in new string[] { "ca.peM", "Ca.pem", "0ca.pem", "xca.pem", "ca.pe", "ca.pem,", "ca.pem:", "ca:pem", "" })
            {
                Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen("cacert", "\"" + name + "\"");
            }
        }

        [TestMethod]
        public void Connect_FileNameReadBackInAnotherForm_IsTaken()
        {
            Connect_FileNameReadBackInAnotherForm_IsTaken("ca.pem", "ca.pem");
            Connect_FileNameReadBackInAnotherForm_IsTaken("ca.pem", "\"UFS:ca.pem\"");
            Connect_FileNameReadBackInAnotherForm_IsTaken("ca.pem", "\"CA.PEM\"");
            Connect_FileNameReadBackInAnotherForm_IsTaken("Ca.pem", "\"ca.pem\"");
            Connect_FileNameReadBackInAnotherForm_IsTaken("UFS:ca.pem", "\"ca.pem\"");
            Connect_FileNameReadBackInAnotherForm_IsTaken("UFS:ca.pem", "\"ufs:ca.pem\"");
            Connect_FileNameReadBackInAnotherForm_IsTaken("ca,1.pem", "\"ca,1.pem\"");
            Connect_FileNameReadBackInAnotherForm_IsTaken("0ca.pem", "\"0ca.pem\"");
        }

        private static void Connect_FileNameReadBackInAnotherForm_IsTaken(string name, string readBack)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.Modem.SslContexts[0].CaCertificate = name;
            Session.ExpectWrites(string.Empty, "cacert");
            line.Expect("AT+QSSLCFG=\"cacert\",0,\"" + name + "\"\r", "\r\nOK\r\n");
            Session.ExpectReadBacks(string.Empty, "cacert");
            line.Expect("AT+QSSLCFG=\"cacert\",0\r", "\r\n+QSSLCFG: \"cacert\",0," + readBack + "\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", "\r\n+CME ERROR: 565\r\n");
            line.Expect("AT+QSSLCLOSE=0\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.DnsParseFailed, Calls.Connect);

            Session.End();
        }

        private static void Connect_ReadBackDiffers_ThrowsSettingNotTakenAndDoesNotOpen(string name, string readBack)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, string.Empty);
            Session.ExpectReadBacks(string.Empty, name);
            line.Expect("AT+QSSLCFG=\"" + name + "\",0\r", "\r\n+QSSLCFG: \"" + name + "\",0," + readBack + "\r\n\r\nOK\r\n");

            Bg95Exception thrown = Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);

            Assert.AreEqual(name, thrown.Command);
            Session.End();
        }

        [TestMethod]
        public void Connect_NoReadBack_ThrowsSettingNotTaken()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, string.Empty);
            line.Expect("AT+QSSLCFG=\"sslversion\",0\r", "\r\nOK\r\n");

            Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_ModuleRefusesSni_ThrowsSettingNotTaken()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, "sni");
            line.Expect("AT+QSSLCFG=\"sni\",0,1\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 552, invalid parameters"));

            Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_ModuleWithoutSessionResumption_IsFineWhileItIsOff()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, "session");
            line.Expect("AT+QSSLCFG=\"session\",0,0\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 552, invalid parameters"));
            Session.ExpectWrites("sni", string.Empty);
            Session.ExpectReadBacks(string.Empty, "session");
            line.Expect("AT+QSSLCFG=\"session\",0\r", "\r\nERROR\r\n");
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 552, invalid parameters"));
            Session.ExpectReadBacks("sni", string.Empty);

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_NoCaCertificate_ThrowsAndSendsNothing()
        {
            ScriptedTransport line = Session.Open();
            int written = line.Written;

            Assert.ThrowsException(typeof(InvalidOperationException), Calls.Connect);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void Connect_NoClientKey_ThrowsAndSendsNothing()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.Context.SecurityLevel = SecurityLevel.ServerAndClient;
            Session.Context.ClientCertificate = "client.pem";
            int written = line.Written;

            Assert.ThrowsException(typeof(InvalidOperationException), Calls.Connect);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }
    }
}
