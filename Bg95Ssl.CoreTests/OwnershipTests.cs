// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>The line has one owner: nobody, one command, or one connection in transparent mode; also with many threads.</summary>
    [TestClass]
    public class OwnershipTests
    {
        private const int Seeds = 12;
        private const string NoData = "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n";

        private static int s_ended;
        private static string s_outcome;
        private static long s_lastEnd;

        [TestMethod]
        public void SwitchMode_AnotherSocketIsTransparent_ThrowsAndWritesNothingToItsPeer()
        {
            ScriptedTransport line = Session.Connect();
            SslSocket other = Session.Socket;
            SslSocket transparent = Session.ConnectAgain(AccessMode.Transparent);
            int written = line.Written;
            Session.Use(other);

            Thrown.Is(Bg95Error.LineBusy, SwitchToTransparent);
            Thrown.Is(Bg95Error.LineBusy, Calls.Send);
            Thrown.Is(Bg95Error.LineBusy, Calls.SendVariable);

            Assert.AreEqual(written, line.Written);
            Assert.AreEqual((int)AccessMode.Buffer, (int)other.Mode);
            Assert.AreEqual((int)SocketState.Connected, (int)other.State);
            line.Expect("mine", null);
            transparent.Send(Bytes.Of("mine"), 0, 4);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_AtoIsRefused_ThrowsAndTheLineIsFree()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            Session.Socket.SwitchMode(AccessMode.Buffer);
            line.Expect("ATO\r", Session.Error);
            line.Expect("AT+QISWTMD=0,2\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 572,operation not allowed"));

            Thrown.Is(Bg95Error.OperationNotAllowed, SwitchToTransparent);

            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);
            CheckFree();
        }

        [TestMethod]
        public void Connect_TransparentFails_TheLineIsFree()
        {
            Connect_TransparentFails_TheLineIsFree("\r\n+CME ERROR: 3\r\n", Bg95Error.NotAllowed);
            Connect_TransparentFails_TheLineIsFree("\r\nNO CARRIER\r\n", Bg95Error.ClosedByPeer);
            Connect_TransparentFails_TheLineIsFree("\r\n+QSSLOPEN: 0,566\r\n\r\nERROR\r\n", Bg95Error.SocketConnectionFailed);
        }

        private static void Connect_TransparentFails_TheLineIsFree(string answer, Bg95Error error)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,2\r", answer);
            line.Always("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 566,socket connect failed"));
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);

            Thrown.Is(error, ConnectTransparent);

            CheckFree();
        }

        [TestMethod]
        public void Dispose_TransparentSocketWhoseConnectionIsGone_TheLineIsFree()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.ExpectEscape(Session.Ok);
            line.Deliver("\r\nNO CARRIER\r\n\r\nRDY\r\n");
            Session.Time.Advance(10000);

            Session.Socket.Dispose();

            CheckFree();
        }

        [TestMethod]
        public void WaitingThreads_LineGoesTransparent_AreWokenAtOnce()
        {
            for (uint seed = 0; seed < Seeds; seed++)
            {
                ScriptedTransport line = Open(seed);
                Session.ExpectSettings();
                line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,2\r", null);
                Session.Time.StartThread(ConnectBusily);
                Session.Time.Advance(1000);

                for (int i = 0; i < 3; i++)
                {
                    Session.Time.StartThread(Ask);
                }

                Session.Time.Advance(1000);
                Assert.AreEqual(0, s_ended);
                line.Deliver("\r\nCONNECT\r\n");
                long from = Session.Time.Now;
                Session.Time.Advance(100);

                // The three, of which one is neither the first nor the last to be woken, and the one that connects.
                Assert.AreEqual(4, s_ended);
                Assert.AreEqual("-9;-9;-9;", s_outcome);
                Assert.IsTrue(s_lastEnd - from < 10, (s_lastEnd - from).ToString());
                Session.End();
            }
        }

        [TestMethod]
        public void Open_BesideOtherCalls_EveryOneEnds()
        {
            for (uint seed = 0; seed < Seeds; seed++)
            {
                Prepare(seed);
                Session.Line.Module = new SmallModule();
                Session.Time.StartThread(OpenBusily);

                for (int i = 0; i < 3; i++)
                {
                    Session.Time.StartThread(Ask);
                    Session.Time.StartThread(OpenBusily);
                    Session.Time.Advance(40);
                }

                Session.Time.Advance(60000);

                Assert.AreEqual(7, s_ended);
                Assert.IsTrue(Session.Modem.IsOpen);
                Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1));
                Session.End();
            }
        }

        [TestMethod]
        public void Close_BesideOtherCalls_EveryOneEndsAtOnceAndItOpensAgain()
        {
            for (uint seed = 0; seed < Seeds; seed++)
            {
                ScriptedTransport line = Open(seed);
                line.Module = new SmallModule();
                Session.Use(Session.Context.Connect("a.example", 443));
                line.Deaf = true;
                Session.Time.StartThread(Ask);
                Session.Time.StartThread(SendBusily);
                Session.Time.StartThread(ReceiveBusily);
                Session.Time.StartThread(CloseSocketBusily);
                Session.Time.StartThread(CloseBusily);
                Session.Time.StartThread(CloseBusily);
                Session.Time.Advance(seed % 2 == 0 ? 500 : 0);
                long from = Session.Time.Now;

                Session.Modem.Close();
                Session.Time.Advance(1000);

                Assert.AreEqual(6, s_ended);
                Assert.IsTrue(s_lastEnd - from <= 600, (s_lastEnd - from).ToString());
                line.Deaf = false;
                Session.Modem.Open(5000);
                Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1));
                Session.End();
            }
        }

        [TestMethod]
        public void Close_WhileThePortIsOpened_ItIsClosedAndOpensAgain()
        {
            Prepare(0);
            Session.Line.OpenDelay = 100;
            Session.Time.StartThread(OpenBusily);
            Session.Time.Advance(50);

            Session.Modem.Close();

            Assert.IsFalse(Session.Line.IsOpen);
            Assert.IsFalse(Session.Modem.IsOpen);
            Session.Time.Advance(1000);
            Assert.AreEqual(1, s_ended);
            Assert.IsFalse(Session.Line.IsOpen);
            Session.Line.OpenDelay = 0;
            Session.OpenMade();
            CheckFree();
        }

        [TestMethod]
        public void Close_AnotherThreadSwitchesToTransparent_TheLineIsFree()
        {
            ScriptedTransport line = Session.Connect();
            s_ended = 0;
            line.Expect("AT+QISWTMD=0,2\r", null);
            Session.Time.StartThread(SwitchBusily);
            Session.Time.Advance(10);
            Session.Time.StartThread(CloseSocketBusily);
            Session.Time.Advance(10);
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);

            line.Deliver("\r\nCONNECT\r\n");
            Session.Time.Advance(10000);

            Assert.AreEqual(2, s_ended);
            CheckFree();
        }

        [TestMethod]
        public void SwitchMode_AnotherThreadReceives_BytesComeInOrder()
        {
            for (uint seed = 0; seed < Seeds; seed++)
            {
                ScriptedTransport line = Open(seed);
                Session.ExpectSettings();
                Session.ConnectConfigured(AccessMode.Transparent);
                line.Always("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1"));
                line.Always("AT+QSSLRECV=0,", NoData);
                Session.Time.StartThread(ReceiveAll);
                line.Deliver("abc");
                line.Expect("+++", "def" + Session.Ok);
                Session.ExpectRecovery();
                line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\ng\r\n\r\nOK\r\n");
                line.Expect("AT+QISWTMD=0,1\r", Session.Ok + Session.Push(0, "h"));

                Session.Socket.SwitchMode(AccessMode.Buffer);
                Session.Time.Advance(300);
                Session.Socket.SwitchMode(AccessMode.DirectPush);
                line.Deliver(Session.Push(0, "ij"));
                Session.Time.Advance(2000);

                Assert.AreEqual("abcdefghij", s_outcome);
                Session.End();
            }
        }

        [TestMethod]
        public void Close_WhileBlocksArePushed_OtherSocketsGoOn()
        {
            for (uint seed = 0; seed < Seeds; seed++)
            {
                ScriptedTransport line = Open(seed);
                Session.ExpectSettings();
                SslSocket other = Session.ConnectConfigured(AccessMode.DirectPush);
                Session.ConnectAgain(AccessMode.DirectPush);
                line.Expect("AT+QSSLCLOSE=0\r", Session.Push(0, "three") + Session.Ok + Session.Push(0, "four"));
                Session.Time.StartThread(PushToFirst);
                Session.Time.Advance((int)seed % 4);

                other.Close();
                Session.Time.Advance(3000);

                line.Deliver(Session.Push(1, "good"));
                line.Settle();
                Assert.AreEqual("good", Session.Receive(8));
                Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
                Session.End();
            }
        }

        private static void Prepare(uint seed)
        {
            s_ended = 0;
            s_outcome = string.Empty;
            Session.Make(seed);
        }

        private static ScriptedTransport Open(uint seed)
        {
            Prepare(seed);
            Session.OpenMade();
            Session.Context.CaCertificate = "ca.pem";
            return Session.Line;
        }

        // Another command gets the line and its own answer.
        private static void CheckFree()
        {
            Session.Line.Expect("AT+QIACT?\r", Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1));
            Session.End();
        }

        private static void SwitchToTransparent()
        {
            Session.Socket.SwitchMode(AccessMode.Transparent, 1500);
        }

        private static void ConnectTransparent()
        {
            Session.Context.Connect("a.example", 443, AccessMode.Transparent, 1500);
        }

        // The call with the fewest stack frames: several threads wait in it at a time.
        private static void Ask()
        {
            try
            {
                Session.Modem.Execute("AT+CSQ", 150000);
            }
            catch (Bg95Exception ex)
            {
                s_outcome += ((int)ex.Error).ToString() + ";";
            }
            catch (InvalidOperationException)
            {
                // It is not open.
            }

            NoteEnd();
        }

        private static void OpenBusily()
        {
            Try(OpenModem);
        }

        private static void OpenModem()
        {
            Session.Modem.Open(5000);
        }

        private static void ConnectBusily()
        {
            Try(ConnectTransparent);
        }

        private static void SwitchBusily()
        {
            Try(SwitchToTransparent);
        }

        private static void SendBusily()
        {
            Try(Calls.Send);
        }

        private static void ReceiveBusily()
        {
            Try(ReceiveForLong);
        }

        private static void ReceiveForLong()
        {
            Session.Socket.Receive(new byte[8], 0, 8, 60000);
        }

        private static void CloseSocketBusily()
        {
            Try(Session.Socket.Dispose);
        }

        private static void CloseBusily()
        {
            Session.Time.Sleep(500);
            Try(Session.Modem.Close);
        }

        private static void Try(Call call)
        {
            try
            {
                call();
            }
            catch (Exception)
            {
                // Whatever it is: the call has ended.
            }

            NoteEnd();
        }

        private static void NoteEnd()
        {
            s_ended++;
            s_lastEnd = Session.Time.Now;
        }

        private static void ReceiveAll()
        {
            byte[] buffer = new byte[8];

            while (s_outcome.Length < 10)
            {
                int count = Session.Socket.Receive(buffer, 0, 8, 60000);
                s_outcome += count < 0 ? string.Empty : Bytes.Text(buffer, 0, count);
            }
        }

        private static void PushToFirst()
        {
            for (int i = 0; i < 20; i++)
            {
                Session.Line.Deliver(Session.Push(0, "block " + i.ToString()));
                Session.Time.Sleep(1);
            }
        }
    }
}
