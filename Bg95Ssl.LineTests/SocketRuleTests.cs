// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What a socket and a context keep to, whatever other sockets do: arguments, ids, one Closed, the way back to a mode.</summary>
    [TestClass]
    public class SocketRuleTests
    {
        private static string s_text;
        private static int s_raised;

        [TestMethod]
        public void Query_WrongNames_AreRefused()
        {
            ScriptedTransport line = Session.Open();
            Thrown.EachIsArgument(QueryWrongName);
            s_text = new string('a', 32);
            line.Expect("AT+QSSLCFG=\"" + s_text + "\",0\r", Session.Answer("+QSSLCFG: \"" + s_text + "\",0,1"));

            Assert.AreEqual("1", Session.Context.Query(s_text));
            Session.End();
        }

        private static bool QueryWrongName(int number)
        {
            string[] names = { null, string.Empty, "a\"b", new string('a', 33) };

            if (number < names.Length)
            {
                Session.Context.Query(names[number]);
            }

            return number < names.Length;
        }

        [TestMethod]
        public void SendVariable_WrongBlocks_AreRefused()
        {
            Session.Connect();
            Thrown.EachIsArgument(SendWrongBlock);
            Session.End();
        }

        private static bool SendWrongBlock(int number)
        {
            byte[] bytes = { 0x1A, 1, 2 };
            SslSocket socket = Session.Socket;

            switch (number)
            {
                case 0:
                    socket.SendVariable(null, 0, 1);
                    return true;

                case 1:
                    socket.SendVariable(bytes, 1, 3);
                    return true;

                case 2:
                    socket.SendVariable(bytes, -1, 1);
                    return true;

                case 3:
                    socket.SendVariable(bytes, 0, 1);
                    return true;

                default:
                    return false;
            }
        }

        [TestMethod]
        public void SwitchMode_ToTheModeThatItIsIn_DoesNothing()
        {
            Session.Connect(AccessMode.Transparent);

            SwitchToTransparent();

            Assert.AreEqual((int)AccessMode.Transparent, (int)Session.Socket.Mode);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_AnotherSocketWasClosed_GoesBackByAto()
        {
            ScriptedTransport line = Session.Connect();
            SslSocket other = Session.Socket;
            Session.ConnectAgain(AccessMode.Transparent);
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            Session.Socket.SwitchMode(AccessMode.Buffer);
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            other.Close();
            line.Expect("ATO\r", "\r\nCONNECT\r\n");

            SwitchToTransparent();

            Session.End();
        }

        [TestMethod]
        public void NoCarrier_AnotherSocketWasClosedAndThePeerGoesOn_IsNoCleanEnd()
        {
            ScriptedTransport line = Session.Connect();
            SslSocket other = Session.Socket;
            Session.ConnectAgain(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Always("+++", Session.Error);
            line.Deliver("page\r\nNO CARRIER\r\n");
            Session.Time.Advance(300);
            line.Settle();
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            other.Close();
            line.Deliver("\r\nthe rest\r\n");
            line.Settle();

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Closed_PeerClosesAndThenBytesAreLost_IsRaisedOnce()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            s_raised = 0;
            Session.Socket.Closed += OnClosed;
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            Session.Time.Advance(100);
            Assert.AreEqual(1, s_raised);
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 9\r\nabc");
            Session.AlwaysRecover();
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.Time.Advance(1000);

            Assert.AreEqual(1, s_raised);
            Session.End();
        }

        [TestMethod]
        public void Connect_IdIsHeld_LinesOfThatIdAreNotTheSockets()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 0,563\r\n");
            line.Expect("AT+QSSLSTATE=0\r", Session.Ok);
            Session.ExpectReadBacks();
            line.Expect("AT+QSSLOPEN=1,0,1,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSSLOPEN: 1,0\r\n");
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("1", AccessMode.Buffer);
            Session.Use(Session.Context.Connect("a.example", 443));
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();

            Assert.AreEqual(1, Session.Socket.Id);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Connect_FileOfTheSameNameInOneOtherCase_IsTaken()
        {
            CheckFileName("AZ", true);
            CheckFileName("az", true);
            CheckFileName("Az", false);
            CheckFileName("aZ", false);
        }

        private static void CheckFileName(string name, bool isRight)
        {
            ScriptedTransport line = Session.Open();
            Session.Context.CaCertificate = "az";
            Session.ExpectWrites(string.Empty, "cacert");
            Session.ExpectWrite("cacert", "\"az\"");
            Session.ExpectReadBacks(string.Empty, "cacert");
            Session.ExpectReadBack("cacert", "\"" + name + "\"");

            if (isRight)
            {
                Session.ConnectConfigured();
            }
            else
            {
                Thrown.Is(Bg95Error.SettingNotTaken, Calls.Connect);
            }

            line.Verify();
            Session.End();
        }

        [TestMethod]
        public void Connect_AnotherFile_IsWrittenBeforeItIsReadBack()
        {
            Session.ConnectAndClose();
            Session.Context.CaCertificate = "b.pem";
            Session.ExpectSettings("cacert", "\"b.pem\"");

            Session.ConnectConfigured();

            Session.End();
        }

        [TestMethod]
        public void Connect_SettingsAreNotThoseThatWereConfirmed_OtherSocketsAskForTheirStates()
        {
            // The module has started anew without a word, or someone else has written them.
            ScriptedTransport line = Session.ConnectAndLearn();
            SslSocket first = Session.Socket;
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            Session.ExpectReadBack("sslversion", "0");
            Session.ExpectSettings();
            Session.ConnectConfigured();
            line.Expect("AT+QSSLSTATE=0\r", Session.Ok);
            Session.Use(first);

            Thrown.Is(Bg95Error.ConnectionLost, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Connect_FailsThirteenTimes_NoIdIsLost()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.RefuseOnlineChecks();
            line.Always("AT+QSSLCFG=", Session.Ok);
            line.Always("AT+QSSLOPEN=", "\r\n+CME ERROR: 552\r\n");
            line.Always("AT+QSSLCLOSE=", Session.Ok);

            for (int i = 0; i < 13; i++)
            {
                Assert.IsTrue(Thrown.By(Calls.Connect) is Bg95Exception);
            }

            Session.End();
        }

        [TestMethod]
        public void Push_ToAnIdThatWasClosed_GoesByItsLastMode()
        {
            // A second socket: its id is not 0.
            ScriptedTransport line = Session.Connect();
            Session.ConnectAgain();
            SwitchAndClose(AccessMode.DirectPush);
            line.Deliver(Session.Push(1, "\r\nRDY\r\n"));
            line.Settle();
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);

            Session.ConnectAgain(AccessMode.DirectPush);
            SwitchAndClose(AccessMode.Buffer);
            line.Deliver("\r\n+QSSLURC: \"recv\",2,7\r\n\r\nRDY\r\n");
            line.Settle();
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        private static void SwitchAndClose(AccessMode mode)
        {
            string id = Session.Socket.Id.ToString();
            Session.Line.Expect("AT+QISWTMD=" + id + "," + ((int)mode).ToString() + "\r", Session.Ok);
            Session.Line.Expect("AT+QSSLCLOSE=" + id + "\r", Session.Ok);
            Session.Socket.SwitchMode(mode);
            Session.Socket.Close();
        }

        [TestMethod]
        public void Receive_LinesAreLostWhileItWaits_AsksAtOnce()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Beside receiving = Beside.Start(ReceiveLong);
            Session.Time.Advance(1000);
            Session.ExpectState("0", AccessMode.Buffer);
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
            line.Deliver("\r\nring\r\n");
            Session.Time.Advance(100);

            receiving.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Receive_ContextWasActivatedBeforeItWasOpened_TheEndIsClean()
        {
            ScriptedTransport line = Session.Open();
            line.Expect("AT+QIACT?\r", Session.Ok);
            line.Expect("AT+QIACT=1\r", Session.Ok);
            Calls.Activate();
            Session.ConnectMade();
            Session.AlwaysClosedByPeer(0);
            line.Always("AT+QSSLRECV=", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Deliver("\r\nring\r\n");
            line.Settle();

            Assert.AreEqual("(0)", Session.Receive(8));
            Session.End();
        }

        private static void ReceiveLong()
        {
            Session.Socket.Receive(new byte[8], 0, 8, 60000);
        }

        private static void SwitchToTransparent()
        {
            Session.Socket.SwitchMode(AccessMode.Transparent, SslSocket.ReceiveChunk);
        }

        private static void OnClosed(object sender, EventArgs e)
        {
            s_raised++;
        }
    }
}
