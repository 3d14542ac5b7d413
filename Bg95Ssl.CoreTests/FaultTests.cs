// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Faults that a review and a fuzzer have found in an earlier core, one test each; bytes in our own words.</summary>
    [TestClass]
    public class FaultTests
    {
        private const string State = "+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1";

        private static int s_raised;
        private static BusyModule s_busy;

        [TestMethod]
        public void Stall_AllAnswersInOrderAtItsEnd_NoneGoesToALaterCommand()
        {
            for (int stall = 9000; stall <= 20000; stall += 500)
            {
                PrepareBusy();
                s_busy.Stall(stall);
                bool isSent = false;

                for (int i = 0; i < 4 && !isSent; i++)
                {
                    try
                    {
                        Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1), stall.ToString());
                        isSent = true;
                    }
                    catch (Bg95Exception)
                    {
                        // Stalled still.
                    }
                }

                Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1), stall.ToString());
                Assert.AreEqual(0, Session.Modem.Execute("AT+CSQ", 5000).Length, stall.ToString());
                Session.End();
            }
        }

        [TestMethod]
        public void Stall_DuringASend_IsNeverAnswerToAnotherAndNeverSilentlyLost()
        {
            for (int stall = 9000; stall <= 20000; stall += 500)
            {
                PrepareBusy();
                s_busy.Stall(stall);
                string sent = string.Empty;

                for (int i = 0; i < 3; i++)
                {
                    try
                    {
                        Calls.Send();
                        sent += "hi";
                    }
                    catch (Bg95Exception)
                    {
                        // The socket is faulted then.
                    }
                }

                Assert.AreEqual(sent, sent.Length == 0 ? string.Empty : s_busy.Sent, stall.ToString());
                Assert.IsTrue(sent.Length > 0 || Session.Socket.State == SocketState.Faulted, stall.ToString());
                Session.Time.Advance(20000);
                Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1), stall.ToString());
                Session.End();
            }
        }

        [TestMethod]
        public void Open_ModuleIsInTheMiddleOfAnUpload_GetsInStep()
        {
            for (int bytes = 100; bytes < 20000; bytes *= 3)
            {
                Session.Make();
                s_busy = new BusyModule();
                Session.Line.Module = s_busy;
                s_busy.AwaitUpload(bytes);

                Session.Modem.Open();

                Assert.AreEqual("192.0.2.7", Session.Modem.Pdp.GetAddress(1));
                Session.End();
            }
        }

        [TestMethod]
        public void Send_OkInsteadOfThePrompt_IsNoSuccessAndNotAByteIsWritten()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", Session.Ok);

            Thrown.Is(Bg95Error.UnexpectedAnswer, Calls.Send);

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Send_ModuleRefusesInTheMiddleOfTheData_GetsInStepBeforeTheNextCommand()
        {
            // What has been written of the data would be the beginning of the next command.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n> \r\n+CME ERROR: 3\r\n");
            Session.ExpectRecovery();
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer(State));

            Thrown.Is(Bg95Error.NotAllowed, Calls.Send);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Send_DigitLostOnTheWayToTheModule_IsAnError()
        {
            // It takes one byte instead of twelve and says so before the last one is written: the rest would be commands.
            ScriptedTransport line = Session.Connect();
            line.IsSlow = true;
            line.Expect("AT+QSSLSEND=0,12\r", "\r\n> ");
            line.Expect("abcdefghijk", "\r\nSEND OK\r\n");

            Thrown.Is(Bg95Error.UnexpectedAnswer, SendTwelve);

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.End();
        }

        private static void SendTwelve()
        {
            Session.Socket.Send(Bytes.Of("abcdefghijkl"), 0, 12);
        }

        [TestMethod]
        public void Receive_ConnectOutOfNowhere_FaultsNoHealthySocket()
        {
            // The OK of the ATV1 before the question belongs to no payload.
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.ExpectEscape(Session.Ok);

            line.Deliver("\r\nCONNECT\r\n");
            Session.Time.Advance(10000);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_TransparentRingIsFull_WhatDoesNotFitIsTold()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Deliver(new string('a', 3000));
            line.Settle();

            // The OK is among what has no room, so it is asked for once more.
            line.Expect("+++", Session.Ok);
            Session.ExpectEscape(null);
            Session.Socket.SwitchMode(AccessMode.Buffer);
            byte[] buffer = new byte[4000];
            int received = 0;
            Bg95Error error = Bg95Error.Success;

            try
            {
                Session.Line.AnswersSettings = false;
                line.Always("AT+QSSLRECV=", Session.Answer("+QSSLRECV: 0"));
                line.Always("AT+QSSLSTATE=", Session.Answer(State));
                int count;

                while ((count = Session.Socket.Receive(buffer, received, 500, 0)) > 0)
                {
                    received += count;
                }
            }
            catch (Bg95Exception ex)
            {
                error = ex.Error;
            }

            Assert.IsTrue(received == 3000 || error == Bg95Error.RingOverflow, received.ToString() + " " + ((int)error).ToString());
            Session.End();
        }

        [TestMethod]
        public void Connect_TransparentWhileAnotherIsPushedTo_EachGetsItsOwn()
        {
            for (int split = 0; split < 3; split++)
            {
                ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
                SslSocket pushed = Session.Socket;
                line.Split = split;
                line.Expect("AT+QSSLOPEN=1,0,1,\"a.example\",443,2\r", Session.Push(0, "\r\nCONNECT\r\nNO") + "\r\nCONNECT\r\nfor one\r\nNO CARRIER\r\n");
                Session.ExpectEscape(Session.Ok);
                Session.AlwaysClosedByPeer(1);

                SslSocket transparent = Session.Context.Connect("a.example", 443, AccessMode.Transparent, 1500);
                line.Settle();
                Session.Use(pushed);
                Assert.AreEqual("\r\nCONNECT\r\nNO", Session.Receive(20));
                Session.Time.Advance(10000);
                Session.Use(transparent);
                Assert.AreEqual("for one", Session.Receive(20));
                Assert.AreEqual("(0)", Session.Receive(20));
                Session.End();
            }
        }

        [TestMethod]
        public void NoCarrier_PdpdeactRightBehind_IsNoPayload()
        {
            for (int split = 0; split < 3; split++)
            {
                ScriptedTransport line = Session.Connect(AccessMode.Transparent);
                line.Split = split;
                s_raised = 0;
                Session.Modem.Pdp.Deactivated += OnDeactivated;
                Session.ExpectEscape(Session.Ok);

                line.Deliver("the end\r\nNO CARRIER\r\n\r\n+QIURC: \"pdpdeact\",1\r\n");
                Session.Time.Advance(10000);

                Assert.AreEqual("the end", Session.Receive(80));
                Assert.AreEqual(1, s_raised);
                Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
                Session.End();
            }
        }

        [TestMethod]
        public void Push_TwoBytesLostAndTheLineEndBehindMakesThemUp_IsAnError()
        {
            // A module that sends CRLF behind each block: once it has shown that, it is held to it.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Always("AT+QSSLSTATE=", Session.Answer(State));
            string good = Session.Push(0, "good") + "\r\n";
            string damaged = Session.Push(0, "abcdef");
            line.Deliver(good + good);
            line.Settle();
            Assert.AreEqual("goodgood", Session.Receive(8));

            line.Deliver(damaged.Substring(0, damaged.Length - 2) + "\r\n" + good);
            Session.Time.Advance(5000);

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Connect_SecondOpeningOfOne_GivesNothingOfTheFirst()
        {
            // A line of a booting module while it opens: the connection may be unchecked, and is opened anew.
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,1\r", "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n" + Session.Push(0, "first") + "\r\n+CFUN: 1\r\n");
            Session.ExpectRecovery();
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,1\r", "\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n" + Session.Push(0, "second"));
            Session.ExpectState("0", AccessMode.DirectPush);
            s_raised = 0;

            Session.Use(Session.Context.Connect("a.example", 443, AccessMode.DirectPush, 1500));
            Session.Socket.Closed += OnClosed;
            line.Settle();

            Assert.AreEqual("second", Session.Receive(20));
            Assert.AreEqual(0, s_raised);
            Session.End();
        }

        [TestMethod]
        public void Closed_AddedAfterTheEnd_IsRaisedAtOnce()
        {
            Closed_AddedAfterTheEnd_IsRaisedAtOnce("\r\n+QSSLURC: \"closed\",0\r\n");
            Closed_AddedAfterTheEnd_IsRaisedAtOnce("\r\nRDY\r\n");
            Closed_AddedAfterTheEnd_IsRaisedAtOnce("\r\n+QIURC: \"pdpdeact\",1\r\n");
        }

        private static void Closed_AddedAfterTheEnd_IsRaisedAtOnce(string said)
        {
            ScriptedTransport line = Session.Connect();
            s_raised = 0;
            line.Deliver(said);
            line.Settle();

            Session.Socket.Closed += OnClosed;
            line.Settle();

            Assert.AreEqual(1, s_raised);
            Session.End();
        }

        [TestMethod]
        public void Dispose_Modem_LetsGoOfThePort()
        {
            ScriptedTransport line = Session.Open();

            Session.Modem.Dispose();

            Assert.IsTrue(line.IsDisposed);
            Session.End();
        }

        [TestMethod]
        public void Open_PortHadFailed_WorksAgainAndTheCauseWasTold()
        {
            ScriptedTransport line = Session.Open();
            line.Break();
            line.Settle();
            Assert.IsFalse(Session.Modem.IsOpen);
            Bg95Exception thrown = Thrown.Is(Bg95Error.PortFailed, Calls.Activate);
            Assert.AreEqual("the port was pulled", thrown.InnerException.Message);
            line.IsBroken = false;

            Session.OpenMade();

            Assert.IsTrue(Session.Modem.IsOpen);
            Session.End();
        }

        [TestMethod]
        public void Command_PortGivesNothingAtOnce_EndsAtOnceAndTheCauseIsTold()
        {
            ScriptedTransport line = Session.Open();
            line.Deaf = true;
            line.IsHungUp = true;
            long from = Session.Time.Now;

            Bg95Exception thrown = Thrown.Is(Bg95Error.PortFailed, Calls.Activate);

            Assert.AreEqual("the port gives nothing and does not wait", thrown.InnerException.Message);
            Assert.IsTrue(Session.Time.Now - from < 1000);
            Assert.IsFalse(Session.Modem.IsOpen);
            line.Deaf = false;
            line.IsHungUp = false;
            Session.OpenMade();
            Session.End();
        }

        private static void PrepareBusy()
        {
            Session.Make();
            s_busy = new BusyModule();
            Session.Line.Module = s_busy;
            Session.Modem.Open(5000);
            Session.Context.CaCertificate = "ca.pem";
            Session.Use(Session.Context.Connect("a.example", 443));
        }

        private static void OnDeactivated(object sender, PdpDeactivatedEventArgs e)
        {
            s_raised++;
        }

        private static void OnClosed(object sender, EventArgs e)
        {
            s_raised++;
        }
    }
}
