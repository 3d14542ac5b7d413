// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What is wrong in the drivers that exist (module facts 7), in the order of that list: one test each.</summary>
    [TestClass]
    public class RegressionTests
    {

        [TestMethod]
        public void Regression01_ContextConfigured_IsTheOneThatIsOpened()
        {
            // Configures SSL context 0 and opens context 1.
            ScriptedTransport line = Session.Open();
            SslContext context = Session.Modem.SslContexts[1];
            context.CaCertificate = "ca.pem";
            string[] settings =
            {
                "sslversion", "3", "ciphersuite", "0XC02F", "seclevel", "1", "session", "0", "sni", "1", "checkhost", "1",
                "ignorelocaltime", "0", "negotiatetime", "300", "dtls", "0", "dtlsversion", "1", "cacert", "\"ca.pem\"",
            };

            for (int i = 0; i < settings.Length; i += 2)
            {
                line.Expect("AT+QSSLCFG=\"" + settings[i] + "\",1," + settings[i + 1] + "\r", "\r\nOK\r\n");
            }

            for (int i = 0; i < settings.Length; i += 2)
            {
                line.Expect("AT+QSSLCFG=\"" + settings[i] + "\",1\r", "\r\n+QSSLCFG: \"" + settings[i] + "\",1," + settings[i + 1] + "\r\n\r\nOK\r\n");
            }

            line.Expect("AT+QSSLOPEN=1,1,0,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n");
            Session.ContextId = "1";
            Session.ExpectState("0", AccessMode.Buffer);

            context.Connect("a.example", 443);

            Session.End();
        }

        [TestMethod]
        public void Regression02_OpenArguments_ArePdpContextClient()
        {
            // Arguments ordered (pdp, client, ctx).
            ScriptedTransport line = Session.ConnectAndClose();
            Session.Context.PdpContextId = 3;
            line.Expect("AT+QSSLOPEN=3,0,1,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 1,0\r\n");
            Session.ExpectState("1", AccessMode.Buffer);

            Assert.AreEqual(1, Session.Context.Connect("a.example", 443).Id);

            Session.End();
        }

        [TestMethod]
        public void Regression03_PayloadHoldsTheEndOfAnAnswer_IsNotCutThere()
        {
            // Ends a receive on the text CRLF CRLF OK CRLF.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,20\r", "\r\n+QSSLRECV: 12\r\nab\r\n\r\nOK\r\ncd\r\n\r\nOK\r\n");

            Assert.AreEqual("ab\r\n\r\nOK\r\ncd", Session.Receive(20));

            Session.End();
        }

        [TestMethod]
        public void Regression04_SlowPrompt_IsWaitedFor()
        {
            // Sleeps 150 ms instead of waiting for the prompt.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", null);
            line.Expect("hi", "\r\nSEND OK\r\n");
            Session.Raised.Wait(0);
            Session.Time.StartThread(Send);
            Assert.IsFalse(Session.Raised.Wait(200));

            line.Deliver("\r\n> ");

            Assert.IsTrue(Session.Raised.Wait(5000));
            Session.End();
        }

        private static void Send()
        {
            Session.Socket.Send(Bytes.Of("hi"), 0, 2);
            Session.Raised.Set();
        }

        [TestMethod]
        public void Regression05_UrcPendingBeforeARead_IsNotThrownAway()
        {
            // Throws pending input away before a read, URCs with it.
            ScriptedTransport line = Session.Connect();
            SslSocket first = Session.Socket;
            Session.ConnectAgain();
            line.Expect("AT+QSSLRECV=1,1\r", "\r\n+QSSLURC: \"closed\",0\r\n\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual("(-1)", Session.Receive(4));

            Assert.AreEqual((int)SocketState.Closing, (int)first.State);
            Session.End();
        }

        [TestMethod]
        public void Regression06_SslUrc_IsKnown()
        {
            // SSL sockets whose URC parser knows only +QIURC.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Deliver("\r\n+QIURC: \"closed\",0\r\n\r\n+QIURC: \"recv\",0\r\n");
            line.Settle();
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);

            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Regression07_Send_IsQsslsend()
        {
            // AT+QISEND on an SSL socket.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,1\r", "\r\n> ");
            line.Expect("x", "\r\nSEND OK\r\n");

            Session.Socket.Send(Bytes.Of("x"), 0, 1);

            Session.End();
        }

        [TestMethod]
        public void Regression08_NewContext_IsSecure()
        {
            // seclevel 0 or ignorelocaltime 1 by default.
            Session.Make();
            SslContext context = Session.Context;

            Assert.AreEqual((int)SecurityLevel.Server, (int)context.SecurityLevel);
            Assert.AreEqual((int)SslVersion.Tls12, (int)context.Version);
            Assert.AreEqual((int)CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, (int)context.CipherSuite);
            Assert.IsFalse(context.InsecureIgnoreValidity);
            Assert.IsFalse(context.InsecureOmitServerName);
            Assert.IsFalse(context.InsecureSkipHostCheck);
            Session.End();
        }

        [TestMethod]
        public void Regression09_HostName_IsOpenedAsItIs()
        {
            // Opens by resolved IP and loses SNI: here the name goes out, and nothing before it that resolves it.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLOPEN=1,0,1,\"www.b-c.example\",8443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 1,0\r\n");
            Session.ExpectState("1", AccessMode.Buffer);

            Session.Context.Connect("www.b-c.example", 8443);

            Session.End();
        }

        [TestMethod]
        public void Regression10_UrcHandlerSendsACommand_NoDeadlock()
        {
            // A URC handler that sends a command deadlocks; here while another command runs.
            ScriptedTransport line = Session.Connect();
            Session.Raised.Wait(0);
            Session.Modem.Pdp.Deactivated += Deactivate;
            line.Expect("AT+QSSLSEND=0,1\r", "\r\n+QIURC: \"pdpdeact\",2\r\n\r\n> ");
            line.Expect("x", "\r\nSEND OK\r\n");
            line.Expect("AT+QIDEACT=2\r", "\r\nOK\r\n");

            Session.Socket.Send(Bytes.Of("x"), 0, 1);

            Assert.IsTrue(Session.Raised.Wait(5000));
            Session.End();
        }

        private static void Deactivate(object sender, PdpDeactivatedEventArgs e)
        {
            Session.Modem.Pdp.Deactivate(e.ContextId);
            Session.Raised.Set();
        }

        [TestMethod]
        public void Regression11_ResultsInsidePayload_AreNotResults()
        {
            // ERROR or OK matched by prefix or substring inside payload.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,40\r", "\r\n+QSSLRECV: 26\r\n\r\nOK\r\n\r\nERROR\r\n\r\nSEND OK\r\n\r\n\r\n\r\nOK\r\n");

            Assert.AreEqual("\r\nOK\r\n\r\nERROR\r\n\r\nSEND OK\r\n\r\n".Substring(0, 26), Session.Receive(40));

            Session.End();
        }

        [TestMethod]
        public void Regression12_ReceiveOfZero_IsNeverAsked()
        {
            // Receives 0 bytes where QSSLRECV=id,0 is refused: the script refuses it, too.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,5\r", "\r\n+QSSLRECV: 5\r\nabcde\r\n\r\nOK\r\n");

            Assert.AreEqual("abcde", Session.Receive(5));

            Session.End();
        }

        [TestMethod]
        public void Regression13_MoreThan1500_GoesOnWithoutAnotherUrc()
        {
            // Stalls for good after 1,500 bytes, because it expects a recv URC for every 1,500.
            ScriptedTransport line = Session.ConnectAndLearn();
            byte[] answer = new byte[19 + 1500 + 8];
            Bytes.Copy("\r\n+QSSLRECV: 1500\r\n", answer, 0);
            Bytes.Copy("\r\n\r\nOK\r\n", answer, 19 + 1500);
            line.Expect("AT+QSSLRECV=0,1500\r", answer);
            line.Expect("AT+QSSLRECV=0,1500\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
            byte[] target = new byte[1500];

            Assert.AreEqual(1500, Session.Socket.Receive(target, 0, 1500, 0));
            Assert.AreEqual(2, Session.Socket.Receive(target, 0, 1500, 0));

            Session.End();
        }

        [TestMethod]
        public void Regression14_OpenResultOneCrlfAfterOk_IsUnderstood()
        {
            // Hangs at connect where +QSSLOPEN comes one CRLF after OK.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLOPEN=1,0,1,\"a.example\",443,0\r", "\r\nOK\r\n+QSSLOPEN: 1,0\r\n");
            Session.ExpectState("1", AccessMode.Buffer);

            Session.Context.Connect("a.example", 443);

            Session.End();
        }

        [TestMethod]
        public void Regression15_LateAnswer_DoesNotShiftTheNextOnes()
        {
            // A late answer is taken for the next command's, and all after it is shifted.
            ScriptedTransport line = Session.Open();
            line.Deliver("\r\nOK\r\n");
            line.Settle();
            Session.ExpectRecovery();
            line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            line.Expect("AT+QIDEACT=1\r", "\r\n+CME ERROR: 3\r\n");

            Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1));
            Thrown.Is(Bg95Error.NotAllowed, Calls.Deactivate);

            Session.End();
        }

        [TestMethod]
        public void Regression16_OneByteLost_IsAnErrorAndNoData()
        {
            // One byte lost on the line gives a full-length buffer with wrong bytes and no error.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 8\r\nabcefgh\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Regression17_PdpdeactAndRestart_ANewConnectionWorks()
        {
            // After pdpdeact or a reboot it never recovers.
            ScriptedTransport line = Session.Connect();
            line.Deliver("\r\n+QIURC: \"pdpdeact\",1\r\n\r\nPOWERED DOWN\r\n\r\nRDY\r\n\r\nAPP RDY\r\n");
            line.Settle();
            Session.ExpectRecovery();
            line.Expect("AT+QIACT?\r", "\r\nOK\r\n");
            line.Expect("AT+QIACT=1\r", "\r\nOK\r\n");
            Session.ExpectSettings();

            Session.Socket.Close();
            Session.Modem.Pdp.Activate(1);
            SslSocket socket = Session.ConnectConfigured();

            Assert.AreEqual((int)SocketState.Connected, (int)socket.State);
            Session.End();
        }

        [TestMethod]
        public void Regression18_ReadOf1500_IsOneExchange()
        {
            // Three exchanges for 1.5 KB read.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,1500\r", "\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n");
            int written = line.Written;

            Assert.AreEqual("abcd", Session.Receive(1500));

            Assert.AreEqual(written + 19, line.Written);
            Session.End();
        }
    }
}
