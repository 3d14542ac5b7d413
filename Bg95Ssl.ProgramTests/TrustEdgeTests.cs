// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Reasons to doubt an opening or its settings, each where another one that would show the same is not there.</summary>
    [TestClass]
    public class TrustEdgeTests
    {
        [TestMethod]
        public void Connect_AnotherContextWasOpenedAndTheResultIsMissing_IsOpenedAgain()
        {
            // That URCs go where they should does not make up for a context that may check nobody.
            ScriptedTransport line = Prepare();
            line.Always("AT+QURCCFG=\"urcport\"\r", Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", Session.Ok);
            Session.ExpectState("0", AccessMode.Buffer);
            Session.ExpectReadBack("seclevel", "1");
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",5"));
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            Session.ExpectReadBacks();

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_LinesOfAStartEachTimeAndARestartLongBefore_IsNotCalledARestart()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.AlwaysRecover();
            line.Always("AT+QSSLCFG=", Session.Ok);
            line.Always("AT+QSSLCLOSE=", Session.Ok);
            line.Always("AT+QSSLOPEN=", "\r\nOK\r\n\r\n+CPIN: READY\r\n\r\n+QSSLOPEN: 0,0\r\n");
            line.Deliver("\r\nRDY\r\n");
            Session.Time.Advance(10000);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Restarts]);

            Thrown.Is(Bg95Error.LineDamaged, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_FileWasChanged_IsWrittenBeforeAnythingIsRead()
        {
            ScriptedTransport line = Session.ConnectAndClose();
            line.AnswersSettings = false;
            Session.Context.CaCertificate = "other.pem";
            Session.ExpectSettings("cacert", "\"other.pem\"");

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_FileNameHasLettersOfBothCases_IsConfirmedAsItIs()
        {
            ScriptedTransport line = Session.Open();
            line.AnswersSettings = false;
            Session.Context.CaCertificate = "RootCa1.pem";
            Session.ExpectSettings("cacert", "\"RootCa1.pem\"");

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_OneSettingIsReadBackWithoutItsLine_Throws()
        {
            // The row was lost: that the one before was right says nothing of this one.
            string[] settings =
            {
                "sslversion", "ciphersuite", "seclevel", "session", "sni", "checkhost", "ignorelocaltime", "negotiatetime", "dtls", "dtlsversion", "cacert",
            };

            for (int i = 1; i < settings.Length; i++)
            {
                ScriptedTransport line = Session.OpenWithContext();
                Session.ExpectWrites(string.Empty, string.Empty);
                Session.ExpectReadBacks(string.Empty, settings[i]);
                line.Expect("AT+QSSLCFG=\"" + settings[i] + "\",0\r", Session.Ok);

                Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);

                Session.End();
            }
        }

        [TestMethod]
        public void PdpContextId_ClosedSocketHasItsIdStill_CannotBeChanged()
        {
            // Why it was closed is asked of its own context.
            ScriptedTransport line = Session.Connect();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();

            Assert.IsTrue(Thrown.By(ChangePdpContext) is InvalidOperationException);

            Assert.AreEqual(1, Session.Context.PdpContextId);
            Session.End();
        }

        [TestMethod]
        public void Connect_FileNameIsReadBackWithOtherMarks_Throws()
        {
            // Marks differ by the same bit as small letters from capitals, and make the name of another file.
            CheckOtherName("a[1].pem", "a{1}.pem");
            CheckOtherName("a@1.pem", "a`1.pem");
            CheckOtherName("A^1.PEM", "A~1.PEM");
            CheckOtherName("UFS:ca.pem", "EFS:ca.pem");
            CheckOtherName("ca.pem", "cb.pem");
        }

        private static void CheckOtherName(string written, string read)
        {
            ScriptedTransport line = Session.Open();
            Session.Context.CaCertificate = written;
            Session.ExpectWrites(string.Empty, "cacert");
            Session.ExpectWrite("cacert", "\"" + written + "\"");
            Session.ExpectReadBacks(string.Empty, "cacert");
            Session.ExpectReadBack("cacert", "\"" + read + "\"");

            Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);

            Session.End();
        }

        [TestMethod]
        public void Connect_FileNameIsReadBackInAnotherForm_IsTheSame()
        {
            CheckSameName("UFS:ca.pem", "\"UFS:CA.PEM\"");
            CheckSameName("UFS:ca.pem", "ca.pem");
            CheckSameName("ca.pem", "UFS:ca.pem");
            CheckSameName("az.pem", "\"AZ.PEM\"");
        }

        private static void CheckSameName(string written, string read)
        {
            ScriptedTransport line = Session.Open();
            Session.Context.CaCertificate = written;
            Session.ExpectWrites(string.Empty, "cacert");
            Session.ExpectWrite("cacert", "\"" + written + "\"");
            Session.ExpectReadBacks(string.Empty, "cacert");
            Session.ExpectReadBack("cacert", read);

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_NumberIsReadBackInAnotherForm_IsTheSame()
        {
            CheckNumber("session", "00", true);
            CheckNumber("session", "0X0", true);
            CheckNumber("sslversion", "03", true);
            CheckNumber("sslversion", "\"3\"", true);
            CheckNumber("ciphersuite", "0Xc02f", true);
            CheckNumber("ciphersuite", "0xC02F", true);
            CheckNumber("ciphersuite", "C02F", true);
            CheckNumber("ciphersuite", "0X0C02F", true);
        }

        [TestMethod]
        public void Connect_AnotherNumberIsReadBack_Throws()
        {
            CheckNumber("session", "1", false);
            CheckNumber("session", string.Empty, false);
            CheckNumber("sslversion", "2", false);
            CheckNumber("sslversion", "33", false);
            CheckNumber("negotiatetime", "30", false);
            CheckNumber("negotiatetime", "3000", false);
            CheckNumber("ciphersuite", "0XC02E", false);
            CheckNumber("ciphersuite", "0XC0", false);
            CheckNumber("ciphersuite", "0XFFFF", false);
        }

        private static void CheckNumber(string setting, string read, bool isSame)
        {
            CheckReadBack(setting, "\"" + setting + "\",0," + read, isSame);
        }

        [TestMethod]
        public void Connect_ReadBackIsChangedBeforeItsValue_IsNotBelieved()
        {
            // The names have different lengths, and are compared in pieces of eight bytes.
            string[] settings = { "sni", "dtls", "session", "seclevel", "checkhost", "dtlsversion", "negotiatetime", "ignorelocaltime" };

            for (int i = 0; i < settings.Length; i++)
            {
                string row = "\"" + settings[i] + "\",0,";

                for (int back = 2; back <= 10 && back < row.Length; back += back == 5 ? 4 : 1)
                {
                    int at = row.Length - back;
                    CheckReadBack(settings[i], row.Substring(0, at) + (char)(row[at] + 1) + row.Substring(at + 1) + "1", false);
                }
            }
        }

        // What is read back instead of the right line, and whether it is as good.
        private static void CheckReadBack(string setting, string row, bool isSame)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectWrites(string.Empty, string.Empty);
            Session.ExpectReadBacks(string.Empty, setting);
            line.Expect("AT+QSSLCFG=\"" + setting + "\",0\r", Session.Answer("+QSSLCFG: " + row));

            if (isSame)
            {
                Session.ConnectConfigured();
            }
            else
            {
                Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);
            }

            Session.End();
        }

        [TestMethod]
        public void Connect_TimeLimitIsNoWholeSecond_IsRoundedUp()
        {
            ScriptedTransport line = Session.OpenWithContext();
            line.AnswersSettings = false;
            Session.Context.NegotiateTimeoutMilliseconds = 10500;
            Session.ExpectSettings("negotiatetime", "11");

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_HostHasOneLetterThePortIsOneAndTlsIsTheOldest_AreTaken()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.Context.Version = (SslVersion)0;
            Session.ExpectSettings("sslversion", "0");
            line.Expect("AT+QSSLOPEN=1,0,0,\"a\",1,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n");
            Session.ExpectState("0", AccessMode.Buffer);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Context.Connect("a", 1).State);

            Session.End();
        }

        [TestMethod]
        public void DtlsVersion_First_IsTaken()
        {
            Session.OpenWithContext();
            Session.Context.DtlsVersion = (DtlsVersion)0;
            Session.ExpectSettings("dtlsversion", "0");

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Announcement_IdIsOneMoreThanAModuleHas_IsDamage()
        {
            ScriptedTransport line = Session.Connect();
            Session.AlwaysRecover();
            line.Always("AT+QSSLSTATE=", Session.Ok);

            line.Deliver("\r\n+QSSLURC: \"recv\",11\r\n");
            line.Settle();
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.DamagedPayloads]);
            line.Deliver("\r\n+QSSLURC: \"recv\",12\r\n");
            line.Settle();

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.DamagedPayloads]);
            Session.Modem.Close();
        }

        [TestMethod]
        public void ReceiveHeader_NobodyHasAskedAndItNamesMoreThanAPayloadHas_IsDamage()
        {
            // What follows is not passed over: it would be more than any module sends.
            ScriptedTransport line = Session.Connect();
            Session.AlwaysRecover();
            line.Always("AT+QSSLSTATE=", Session.Ok);

            line.Deliver("\r\n+QSSLRECV: 1501\r\n");
            line.Settle();

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.DamagedPayloads]);
            Session.Modem.Close();
        }

        [TestMethod]
        public void Connect_ModuleHasLostTheIdBefore_IsNotClosedFirst()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Deliver("\r\n+CFUN: 1\r\n");
            Session.ExpectRecovery();
            Session.Time.Advance(5000);
            line.Expect("AT+QSSLSTATE=0\r", Session.Ok);
            Thrown.Is(Bg95Error.ConnectionLost, Calls.Receive);
            Session.ExpectSettings();
            UseIds(1, 10);

            Session.ConnectAgain();

            // Nor is the next one, which the program has closed.
            Session.ConnectAgain();
            Session.End();
        }

        [TestMethod]
        public void Connect_IdMayBeInUseAndTheModuleRefusesToCloseIt_IsConnected()
        {
            // A module that refuses does not have it.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLCLOSE=0\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Close);
            Session.ExpectRecovery();
            Session.ExpectSettings();
            UseIds(1, 10);
            Session.ExpectReadBacks();
            line.Expect("AT+QSSLCLOSE=0\r", "\r\n+CME ERROR: 3\r\n");

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_IdThatIsNotTheFirstMayBeInUse_IsClosedFirst()
        {
            ScriptedTransport line = Session.ConnectAndClose();
            Session.ConnectAgain();
            line.Expect("AT+QSSLCLOSE=1\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Close);
            Session.ExpectRecovery();
            Session.ExpectSettings();
            UseIds(2, 11);
            Session.ExpectReadBacks();
            line.Expect("AT+QSSLCLOSE=1\r", Session.Ok);

            Session.ConnectConfigured();

            Session.End();
        }

        // Opens and closes one after the other, by their last digits; the settings of the first are expected already.
        private static void UseIds(int first, int end)
        {
            for (int i = first; i < end; i++)
            {
                if (i > first)
                {
                    Session.ExpectReadBacks();
                }

                Session.ConnectConfigured();
                Session.Line.Expect("AT+QSSLCLOSE=" + (i % 10).ToString() + "\r", Session.Ok);
                Session.Socket.Close();
            }
        }

        private static void ChangePdpContext()
        {
            Session.Context.PdpContextId = 2;
        }

        private static void Close()
        {
            Session.Socket.Close();
        }

        // The settings are expected already.
        private static ScriptedTransport Prepare()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            return line;
        }
    }
}
