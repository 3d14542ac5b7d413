// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What a module says of a setting when it is asked, before AT+QSSLOPEN and by itself.</summary>
    [TestClass]
    public class SettingsReadBackTests
    {
        [TestMethod]
        public void Connect_ReasonOfARefusalComesLate_TheNextCommandWaitsUntilTheDriverIsInStep()
        {
            // The answer to AT+QIGETERROR would be taken for the next setting's, and each OK for the one before it.
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, "dtls");
            line.Expect("AT+QSSLCFG=\"dtls\",0,0\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", null);
            Session.ExpectRecovery();
            Session.ExpectWrites("dtlsversion", string.Empty);
            Session.ExpectReadBacks();
            Session.ExpectSettings();

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_LateAnswerAmongTheSettings_TheNextCommandWaitsUntilTheDriverIsInStep()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, "sni");
            line.Expect("AT+QSSLCFG=\"sni\",0,1\r", Session.Ok + Session.Ok);
            Session.ExpectRecovery();
            Session.ExpectWrites("checkhost", string.Empty);
            Session.ExpectReadBacks();
            Session.ExpectSettings();

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_ReadBackNamesTheSettingInAnotherWay_IsTheSame()
        {
            Connect_ReadBackNamesTheSettingInAnotherWay_IsTheSame("sslversion,0,3");
            Connect_ReadBackNamesTheSettingInAnotherWay_IsTheSame("\"SSLVersion\",0,3");
            Connect_ReadBackNamesTheSettingInAnotherWay_IsTheSame("\"sslversion\",00,\"03\",9");
        }

        private static void Connect_ReadBackNamesTheSettingInAnotherWay_IsTheSame(string said)
        {
            ScriptedTransport line = PrepareReadBack(said);
            Session.ExpectReadBacks("ciphersuite", string.Empty);
            Session.ConnectConfigured();
            Session.End();
        }

        [TestMethod]
        public void Connect_ReadBackIsOfSomethingElse_Throws()
        {
            Connect_ReadBackIsOfSomethingElse_Throws("\"sslversion\",1,3");
            Connect_ReadBackIsOfSomethingElse_Throws("\"sslversiom\",0,3");
            Connect_ReadBackIsOfSomethingElse_Throws("\"tslversion\",0,3");
            Connect_ReadBackIsOfSomethingElse_Throws("\"sslversion\"0,3");
            Connect_ReadBackIsOfSomethingElse_Throws("\"sslversion,0,3");
            Connect_ReadBackIsOfSomethingElse_Throws("\"sslversion\",0;3");
            Connect_ReadBackIsOfSomethingElse_Throws("\"sslversion\",0,");
            Connect_ReadBackIsOfSomethingElse_Throws("\"sslversion\",0,33");
            Connect_ReadBackIsOfSomethingElse_Throws("\"sslversion\",0");
            Connect_ReadBackIsOfSomethingElse_Throws("3");
            Connect_ReadBackIsOfSomethingElse_Throws(string.Empty);
        }

        private static void Connect_ReadBackIsOfSomethingElse_Throws(string said)
        {
            PrepareReadBack(said);

            Bg95Exception thrown = Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);

            Assert.AreEqual("sslversion", thrown.Command);
            Session.End();
        }

        private static ScriptedTransport PrepareReadBack(string said)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, string.Empty);
            line.Expect("AT+QSSLCFG=\"sslversion\",0\r", Session.Answer("+QSSLCFG: " + said));
            return line;
        }

        [TestMethod]
        public void Connect_FirmwareDoesNotKnowASettingThatIsOff_Passes()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, "dtlsversion");
            line.Expect("AT+QSSLCFG=\"dtlsversion\",0,1\r", "\r\n+CME ERROR: 58\r\n");
            Session.ExpectWrites("cacert", string.Empty);
            Session.ExpectReadBacks(string.Empty, "dtlsversion");
            line.Expect("AT+QSSLCFG=\"dtlsversion\",0\r", "\r\n+CME ERROR: 58\r\n");
            Session.ExpectReadBacks("cacert", string.Empty);

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_FileThatTheLevelNeedsIsNotSet_SaysWhich()
        {
            Session.Open();
            SslContext context = Session.Context;
            context.CaCertificate = null;
            Assert.Contains("CaCertificate", Thrown.By(Calls.Connect).Message);
            context.CaCertificate = "ca.pem";
            context.CaCertificate = null;
            Assert.Contains("CaCertificate", Thrown.By(Calls.Connect).Message);
            context.CaCertificate = "ca.pem";
            context.SecurityLevel = SecurityLevel.ServerAndClient;
            Assert.Contains("ClientCertificate", Thrown.By(Calls.Connect).Message);
            context.ClientCertificate = "client.pem";
            Assert.Contains("ClientKey", Thrown.By(Calls.Connect).Message);
            Session.End();
        }

        [TestMethod]
        public void Query_AnswerWithoutAValue_IsEmpty()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QSSLCFG=\"session\",0\r", Session.Answer("+QSSLCFG: \"session\",0"));
            line.Expect("AT+QSSLCFG=\"session\",0\r", Session.Answer("+QSSLCFG: \"session\",0,"));
            line.Expect("AT+QSSLCFG=\"session\",0\r", Session.Answer("+QSSLCFG: \"session\",0,1"));

            Assert.AreEqual(string.Empty, Session.Context.Query("session"));
            Assert.AreEqual(string.Empty, Session.Context.Query("session"));
            Assert.AreEqual("1", Session.Context.Query("session"));

            Session.End();
        }
    }
}
