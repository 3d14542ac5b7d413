// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Ends of a connection that show only in what the module answers, and what is still to be had then.</summary>
    [TestClass]
    public class LateEndTests
    {
        private const string State = "+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,4,1";

        private static int s_raised;

        [TestMethod]
        public void Receive_RefusedAfterThePeerHasClosed_IsAskedAgain()
        {
            // A busy module refuses now and then: what the peer has said last is still there.
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLRECV=0,8\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 3\r\nbye\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.Rejected, Calls.Receive);

            Assert.AreEqual("bye", Session.Receive(8));
            Assert.AreEqual("(0)", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void SendVariable_RefusedBecauseThePeerHasClosed_Throws()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLSEND=0\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer(State));
            Session.AlwaysActive();

            Thrown.Is(Bg95Error.ClosedByPeer, Calls.SendVariable);

            Session.End();
        }

        [TestMethod]
        public void Receive_NothingWasThereAtFirst_FormIsLearnedLater()
        {
            // An empty answer proves no form of what stands behind a payload, and casts no doubt on the first that has one.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\nx\r\n\r\nOK\r\n");

            Assert.AreEqual("x", Session.Receive(1));

            Session.End();
        }

        [TestMethod]
        public void Receive_PayloadBeginsWithManyLineEnds_GivesEightOfThem()
        {
            // Each is read by a command of its own, and the call must come back.
            ScriptedTransport line = Session.Connect();

            for (int i = 0; i < 8; i++)
            {
                line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\n\n\r\nOK\r\n");
            }

            Assert.AreEqual("\n\n\n\n\n\n\n\n", Session.Receive(20));

            Session.End();
        }

        [TestMethod]
        public void Receive_ConnectingTookLong_AsksForNothingBeforeItIsDue()
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,0\r", Session.Ok);
            Beside connecting = Beside.Start(Connect);
            Session.Time.Advance(14000);
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.Buffer);
            line.Deliver("\r\n+QSSLOPEN: 0,0\r\n");
            Session.Time.Advance(10);
            connecting.HasWorked();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual(SslSocket.WouldBlock, s_connected.Receive(new byte[8], 0, 8, 14000));

            s_connected = null;
            Session.End();
        }

        private static SslSocket s_connected;

        private static void Connect()
        {
            s_connected = Session.Context.Connect("a.example", 443);
        }

        [TestMethod]
        public void Deactivate_SocketsOfTheContext_End()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QIDEACT=1\r", Session.Ok);

            Calls.Deactivate();

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Thrown.Is(Bg95Error.PdpDeactivated, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void PdpDeactivated_ContextIsActiveAgainWhenTheHandlerComes_IsNotRaised()
        {
            // A handler that deactivates what it is told of would end connections that work.
            ScriptedTransport line = Session.Open();
            line.Deliver("\r\n+QIURC: \"pdpdeact\",1\r\n");
            line.Settle();
            line.Expect("AT+QIACT?\r", Session.Ok);
            line.Expect("AT+QIACT=1\r", Session.Ok);
            Session.Modem.Pdp.Activate(1);
            s_raised = 0;

            Session.Modem.Pdp.Deactivated += Count;
            line.Settle();

            Assert.AreEqual(0, s_raised);
            Session.End();
        }

        [TestMethod]
        public void PdpDeactivated_HandlerComesLater_IsRaisedUnlessTheModemWasClosed()
        {
            ScriptedTransport line = Session.Open();
            s_raised = 0;
            line.Deliver("\r\n+QIURC: \"pdpdeact\",1\r\n");
            line.Settle();
            Session.Modem.Pdp.Deactivated += Count;
            line.Settle();
            Assert.AreEqual(1, s_raised);
            Session.Modem.Pdp.Deactivated -= Count;
            line.Deliver("\r\n+QIURC: \"pdpdeact\",2\r\n");
            line.Settle();

            Session.Modem.Close();
            Session.OpenMade();
            Session.Modem.Pdp.Deactivated += Count;
            line.Settle();

            Assert.AreEqual(1, s_raised);
            Session.End();
        }

        [TestMethod]
        public void Receive_ModuleDoesNotSayWhetherTheConnectionIsThere_IsAskedAgain()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            Session.AlwaysRecover();
            line.Deliver("\r\n+QSSLURC: \"clsed\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLSTATE=0\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Calls.Receive);
            Session.AlwaysClosedByPeer(0);
            line.Always("AT+QSSLRECV=0,", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual("(0)", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void SocketUrc_OfAKindThatNobodyKnows_LeavesThePushedSocketAlone()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);

            line.Deliver("\r\n+QSSLURC: \"incoming full\"\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.Modem.Close();
        }

        [TestMethod]
        public void Execute_ActivatesOrNot_TheEndIsUncleanOrClean()
        {
            CheckEndAfter("AT+CSQ", true);
            CheckEndAfter("AT+CGACT?", true);
            CheckEndAfter("AT+CGACT=1,1", false);
            CheckEndAfter("AT+QIACT=1", false);
        }

        private static void CheckEndAfter(string command, bool isClean)
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            line.Expect(command + "\r", Session.Ok);
            Session.Modem.Execute(command, 5000);
            line.Deliver("\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            line.Always("AT+QSSLRECV=0,", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            if (isClean)
            {
                Assert.AreEqual("(0)", Session.Receive(8));
            }
            else
            {
                Thrown.Is(Bg95Error.PdpDeactivated, Calls.Receive);
            }

            Session.End();
        }

        [TestMethod]
        public void SwitchMode_SwitchToPushIsNotAnswered_WhatIsPushedIsPayload()
        {
            // If it were taken for lines the peer of one socket could end another.
            ScriptedTransport line = Session.Connect();
            SslSocket other = Session.ConnectAgain();
            SslSocket switched = Session.Socket;
            Session.Use(switched);
            line.Expect("AT+QISWTMD=1,1\r", null);
            Thrown.Is(Bg95Error.NoAnswer, SwitchToPush);
            Session.AlwaysRecover();
            Session.ExpectRecovery();
            line.Always("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));
            line.Always("AT+QSSLSTATE=", Session.Ok);
            Session.Modem.Execute("AT+CSQ", 20000);
            s_raised = 0;
            Session.Modem.AddUrcHandler("+PEER", CountLine);

            line.Deliver(Session.Push(1, "\r\n+PEER: 1\r\n") + "\r\n+CREG: 1\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual(0, s_raised);
            Assert.AreEqual((int)SocketState.Faulted, (int)other.State);
            Session.Modem.Close();
        }

        [TestMethod]
        public void PoweredDown_WhereAPayloadMayBe_IsNotBelieved()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            s_raised = 0;
            Session.Modem.PoweredDown += CountEvent;

            line.Deliver("\r\nPOWERED DOWN\r\n\r\n+CREG: 1\r\n");
            Session.Time.Advance(1000);

            Assert.AreEqual(0, s_raised);
            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.Modem.Close();
        }

        private static void SwitchToPush()
        {
            Session.Socket.SwitchMode(AccessMode.DirectPush);
        }

        private static void Count(object sender, PdpDeactivatedEventArgs e)
        {
            s_raised++;
        }

        private static void CountLine(object sender, UrcEventArgs e)
        {
            s_raised++;
        }

        private static void CountEvent(object sender, EventArgs e)
        {
            s_raised++;
        }
    }
}
