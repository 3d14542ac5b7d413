// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What a diagnosis finds in the first bytes of the files: something that is no PEM, or another PEM than belongs there.</summary>
    [TestClass]
    public class PemDiagnosisTests
    {
        private const string Certificate = "-----BEGIN CERTIFICATE-----\nMIIDQTCCAimgAwIBAgIT";
        private const string Key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA";

        [TestMethod]
        public void Diagnose_Certificate_IsOneOrNot()
        {
            FindsInCa(SslFindings.None, Certificate);
            FindsInCa(SslFindings.None, "-----BEGIN CERTIFICATE-----\r\nMIIDQTCCAimgAwIBAgIT");
            FindsInCa(SslFindings.None, "-----BEGIN TRUSTED CERTIFICATE-----\nMIIDQT");
            FindsInCa(SslFindings.WrongPem, Key);
            FindsInCa(SslFindings.WrongPem, "-----BEGIN CERTIFICATE REQUEST-----\nMIICijCCAXIC");
            FindsInCa(SslFindings.WrongPem, "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG");
            FindsInCa(SslFindings.CaCertificateNotPem, Certificate, new byte[] { 0x30, 0x82, 0x03, 0x41, 0x30, 0x82, 0x02, 0x29, 0xA0, 0x03, 0x02, 0x01, 0x02, 0, 0x0D, 0x0A });
            FindsInCa(SslFindings.CaCertificateNotPem, "   " + Certificate, new byte[] { 0xEF, 0xBB, 0xBF });
            FindsInCa(SslFindings.CaCertificateNotPem, "MIIDQTCCAimgAwIBAgITBmyfz5m/jAo54vB4ikPmljZb");
            FindsInCa(SslFindings.CaCertificateNotPem, "<!DOCTYPE html><html><head><title>404</title>");
        }

        [TestMethod]
        public void Diagnose_ShortFile_IsReadToItsEnd()
        {
            ShortFile(SslFindings.WrongPem, "-----BEGIN X-----\n");
            ShortFile(SslFindings.None, "-----BEGIN CERTIFICATE-----");
            ShortFile(SslFindings.CaCertificateNotPem, "-----BEGIN");
            ShortFile(SslFindings.CaCertificateNotPem, "x");
        }

        private static void ShortFile(SslFindings expected, string text)
        {
            ScriptedTransport line = Make(SecurityLevel.Server);
            line.Expect("AT+QFOPEN=\"ca.pem\",2\r", Session.Answer("+QFOPEN: 3"));
            line.Expect("AT+QFREAD=3,40\r", "\r\nCONNECT " + text.Length.ToString() + "\r\n" + text + "\r\nOK\r\n");
            line.Expect("AT+QFREAD=3," + (40 - text.Length).ToString() + "\r", "\r\n+CME ERROR: 402\r\n");
            line.Expect("AT+QFCLOSE=3\r", Session.Ok);
            Finds(expected);
        }

        [TestMethod]
        public void Diagnose_EmptyFile_IsNoPem()
        {
            ScriptedTransport line = Make(SecurityLevel.Server);
            line.Expect("AT+QFOPEN=\"ca.pem\",2\r", Session.Answer("+QFOPEN: 3"));
            line.Expect("AT+QFREAD=3,40\r", "\r\nCONNECT 0\r\n\r\nOK\r\n");
            line.Expect("AT+QFCLOSE=3\r", Session.Ok);
            Finds(SslFindings.CaCertificateNotPem);
        }

        [TestMethod]
        public void Diagnose_ClientsFiles_AreTheirOwn()
        {
            FindsInClients(SslFindings.None, Certificate, Key);
            FindsInClients(SslFindings.None, Certificate, "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n");
            FindsInClients(SslFindings.None, Certificate, "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqG");
            FindsInClients(SslFindings.None, Certificate, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBg");
            FindsInClients(SslFindings.WrongPem, Key, Certificate);
            FindsInClients(SslFindings.WrongPem, Key, Key);
            FindsInClients(SslFindings.WrongPem, Certificate, "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG");
            FindsInClients(SslFindings.ClientCertificateNotPem, "x" + Certificate, Key);
            FindsInClients(SslFindings.ClientKeyNotPem, Certificate, "x" + Key);
            FindsInClients(SslFindings.ClientKeyNotPem | SslFindings.WrongPem, Key, "x" + Key);
        }

        private static void FindsInClients(SslFindings expected, string certificate, string key)
        {
            ScriptedTransport line = Make(SecurityLevel.ServerAndClient);
            ExpectFile(line, "ca.pem", Certificate);
            ExpectFile(line, "client.pem", certificate);
            ExpectFile(line, "key.pem", key);
            Finds(expected);
        }

        [TestMethod]
        public void Diagnose_FileCannotBeOpened_IsNoFinding()
        {
            string[] answers = { Session.Error, "\r\n+CME ERROR: 426\r\n", "\r\n+CME ERROR: 410\r\n", Session.Ok, "\r\n+QFOPEN: \r\n\r\nOK\r\n", string.Empty };

            for (int i = 0; i < answers.Length; i++)
            {
                Make(SecurityLevel.Server).Always("AT+QFOPEN=\"ca.pem\",2\r", answers[i]);
                Finds(SslFindings.None);
            }
        }

        [TestMethod]
        public void Diagnose_FileCannotBeRead_IsClosedAndNoFinding()
        {
            string[] answers =
            {
                Session.Error, "\r\n+CME ERROR: 411\r\n", "\r\nCONNECT 40\r\n-----BEGIN CERTIFICATE\r\nOK\r\n", "\r\nOK\r\n", string.Empty,
            };

            for (int i = 0; i < answers.Length; i++)
            {
                ScriptedTransport line = Make(SecurityLevel.Server);
                line.Always("AT+QFOPEN=\"ca.pem\",2\r", Session.Answer("+QFOPEN: 3"));
                line.Always("AT+QFREAD=3,40\r", answers[i]);
                line.Expect("AT+QFCLOSE=3\r", Session.Ok);
                Finds(SslFindings.None);
            }
        }

        [TestMethod]
        public void ToString_FilesMixedUp_SaysWhatToDo()
        {
            ScriptedTransport line = Make(SecurityLevel.ServerAndClient);
            ExpectFile(line, "ca.pem", "x" + Certificate);
            ExpectFile(line, "client.pem", "x" + Certificate);
            ExpectFile(line, "key.pem", Certificate);

            Assert.AreEqual(
                "CA file is not PEM: upload it as PEM; client file is not PEM: upload it as PEM; "
                    + "key and certificate are swapped: upload each under its name",
                Session.Modem.Diagnose(Session.Context, "a.example").ToString());

            Session.End();
        }

        private static void FindsInCa(SslFindings expected, string text)
        {
            FindsInCa(expected, text, new byte[0]);
        }

        // The text with these bytes in place of its first.
        private static void FindsInCa(SslFindings expected, string text, byte[] first)
        {
            ExpectFile(Make(SecurityLevel.Server), "ca.pem", text, first);
            Finds(expected);
        }

        private static void ExpectFile(ScriptedTransport line, string name, string text)
        {
            ExpectFile(line, name, text, new byte[0]);
        }

        private static void ExpectFile(ScriptedTransport line, string name, string text, byte[] first)
        {
            byte[] answer = Bytes.Of("\r\nCONNECT 40\r\n" + text.Substring(0, 40) + "\r\nOK\r\n");
            Array.Copy(first, 0, answer, 14, first.Length);
            line.Expect("AT+QFOPEN=\"" + name + "\",2\r", Session.Answer("+QFOPEN: 3"));
            line.Expect("AT+QFREAD=3,40\r", answer);
            line.Expect("AT+QFCLOSE=3\r", Session.Ok);
        }

        private static void Finds(SslFindings expected)
        {
            Assert.AreEqual((int)expected, (int)Session.Modem.Diagnose(Session.Context, "a.example").Findings);
            Session.End();
        }

        private static ScriptedTransport Make(SecurityLevel level)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.AlwaysRecover();
            OnlineDiagnosisTests.Online(line);
            line.Always("AT+QFLST=", Session.Answer("+QFLST: \"a.pem\",1188"));
            Session.Context.SecurityLevel = level;
            Session.Context.ClientCertificate = "client.pem";
            Session.Context.ClientKey = "key.pem";
            Session.ExpectReadBack("sslversion", "3");
            Session.ExpectReadBack("ciphersuite", "0XC02F");
            Session.ExpectReadBack("seclevel", ((int)level).ToString());
            return line;
        }
    }
}
