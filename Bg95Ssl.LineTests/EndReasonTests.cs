// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// Who has ended a connection, where the line that told it was lost: the module has state 4 after the peer's close and after the
    /// loss of the PDP context (module facts 4.4 and 4.9). Receive gives 0 for the peer's own close alone.
    /// </summary>
    [TestClass]
    public class EndReasonTests
    {
        private const string Active = "AT+QIACT?\r";

        [TestMethod]
        public void Reader_NoMemoryIsLeft_TheMessageSaysSo()
        {
            ScriptedTransport line = Session.Open();
            line.BrokenBy = new OutOfMemoryException();
            line.Break();
            Session.Time.Advance(100);

            Exception thrown = Thrown.By(Calls.Deactivate);

            Assert.IsTrue(thrown.InnerException is OutOfMemoryException);
            Assert.AreEqual("AT+QIDEACT: no memory was left to read the line; use less memory and open the modem again", thrown.Message);
            Session.End();
        }

        [TestMethod]
        public void StateIsClosing_ContextIsActive_ReceiveGivesNothing()
        {
            ScriptedTransport line = ConnectAndEnd();
            line.Expect(Active, Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));

            Assert.AreEqual(0, Session.Socket.Receive(new byte[8], 0, 8, 60000));

            Session.End();
        }

        [TestMethod]
        public void PeerHasClosed_ModuleStartsAnewWhileDataAreAskedFor_IsNoEnd()
        {
            // What the module had of it is lost, however the restart shows: by an echo, by RDY, or while a refusal is looked into.
            StartsAnewWhileAsked("AT+QSSLRECV=0,8\r\r\nERROR\r\n", Bg95Error.ModuleRestarted);
            StartsAnewWhileAsked("\r\nERROR\r\n\r\nRDY\r\n", Bg95Error.ModuleRestarted);

            // In the place of a payload it may be the peer's.
            StartsAnewWhileAsked("\r\nRDY\r\n", Bg95Error.LineDamaged);
        }

        [TestMethod]
        public void PeerClosesWhileTheProgramSends_WhatItHasSentIsRead()
        {
            // The refusal tells that nothing can be sent, not that nothing is there to read.
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysActive();
            Session.AlwaysRecover();
            line.Expect("AT+QSSLSEND=0,2\r", "\r\n+QSSLURC: \"recv\",0\r\n\r\n+QSSLURC: \"closed\",0\r\n\r\n+CME ERROR: 567\r\n");
            Thrown.By(Calls.Send);
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 4\r\nlast\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual("last", Session.Receive(8));
            Assert.AreEqual("(0)", Session.Receive(8));
            Session.Modem.Close();
        }

        private static void StartsAnewWhileAsked(string answer, Bg95Error error)
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();
            line.Always("AT+QIGETERROR\r", Session.Answer("+QIGETERROR: 552,some text"));
            line.Expect("AT+QSSLRECV=0,8\r", answer);

            Thrown.By(Calls.Receive);
            Thrown.Is(error, Calls.Receive);
            Thrown.Is(error, ReceiveLong);
            Session.Modem.Close();
        }

        [TestMethod]
        public void StateIsClosing_ContextIsLost_ReceiveThrows()
        {
            ContextIsLost(Session.Ok);
            ContextIsLost(Session.Answer("+QIACT: 2,1,1,\"192.0.2.8\""));
            ContextIsLost(Session.Answer("+QIACT: 1,0,1"));
        }

        private static void ContextIsLost(string answer)
        {
            ScriptedTransport line = ConnectAndEnd();
            line.Expect(Active, answer);

            Thrown.Is(Bg95Error.PdpDeactivated, ReceiveLong);
            Thrown.Is(Bg95Error.PdpDeactivated, ReceiveLong);
            Thrown.Is(Bg95Error.PdpDeactivated, Calls.Send);

            Session.End();
        }

        [TestMethod]
        public void StateIsClosing_ContextWasActivatedAgain_ReceiveThrows()
        {
            // The deactivation is given up; the module has done it all the same. That the context is active now tells nothing.
            ScriptedTransport line = ConnectAndEnd();
            line.Always("AT+QIDEACT=1\r", string.Empty);
            line.Expect(Active, Session.Ok);
            line.Expect("AT+QIACT=1\r", Session.Ok);
            line.Expect(Active, Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            Thrown.Is(Bg95Error.NoAnswer, Calls.Deactivate);
            Calls.Activate();

            Thrown.Is(Bg95Error.PdpDeactivated, ReceiveLong);

            Session.End();
        }

        [TestMethod]
        public void StateIsClosing_ProgramHasActivatedByItself_ReceiveThrows()
        {
            ScriptedTransport line = ConnectAndEnd();
            line.Expect("AT+QIACT=1\r", Session.Ok);
            line.Expect(Active, Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            Session.Modem.Execute("AT+QIACT=1", 5000);

            Thrown.Is(Bg95Error.PdpDeactivated, ReceiveLong);

            Session.End();
        }

        [TestMethod]
        public void StateIsClosing_ContextIsNotTold_IsAskedAgain()
        {
            ScriptedTransport line = ConnectAndEnd();
            line.Expect(Active, Session.Error);
            line.Expect(Active, Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
            line.Always("AT+QIGETERROR\r", Session.NoReason);

            Thrown.Is(Bg95Error.Rejected, ReceiveLong);
            Assert.AreEqual(0, Session.Socket.Receive(new byte[8], 0, 8, 60000));

            Session.End();
        }

        [TestMethod]
        public void NoCarrier_ConnectionIsThereStill_ThePeerHasSaidIt()
        {
            // A page with these words in it must not look whole.
            Thrown.Is(Bg95Error.LineDamaged, ReceiveBehindNoCarrier(Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1")));
            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void NoCarrier_ModuleHasNoConnectionAnyMore_IsTheEnd()
        {
            string[] states = { "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,4,1\r\n\r\nOK\r\n", Session.Ok, Session.Error };

            for (int i = 0; i < states.Length; i++)
            {
                Call receive = ReceiveBehindNoCarrier(states[i]);
                Session.Line.Always(Active, Session.Ok);
                Thrown.Is(Bg95Error.PdpDeactivated, receive);
                Session.End();

                ReceiveBehindNoCarrier(states[i]);
                Session.Line.Always(Active, Session.Answer("+QIACT: 1,1,1,\"192.0.2.7\""));
                Assert.AreEqual("(0)", Session.Receive(8));
                Assert.AreEqual("(0)", Session.Receive(8));
                Session.End();
            }
        }

        [TestMethod]
        public void NoCarrier_RestartOrLostContextBehind_IsNotThePeers()
        {
            ReceiveBehindNoCarrier(Session.Error);
            Session.Line.Deliver("\r\n+QIURC: \"pdpdeact\",1\r\n");
            Session.Line.Settle();
            Thrown.Is(Bg95Error.PdpDeactivated, Calls.Receive);
            Session.End();

            ReceiveBehindNoCarrier(Session.Error);
            Session.Line.Deliver("\r\nRDY\r\n");
            Session.Line.Settle();
            Thrown.Is(Bg95Error.ModuleRestarted, Calls.Receive);
            Session.End();
        }

        private static Call ReceiveBehindNoCarrier(string state)
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.AlwaysRecover();
            line.Always("+++", null);
            line.Always("AT+QSSLSTATE=0\r", state);
            line.Always("AT+QIGETERROR\r", Session.NoReason);
            line.Deliver("data\r\nNO CARRIER\r\n");
            Session.Time.Advance(5000);
            Assert.AreEqual("data", Session.Receive(8));
            return Calls.Receive;
        }

        // No URC tells that the connection has ended.
        private static ScriptedTransport ConnectAndEnd()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Always("AT+QSSLRECV=0,", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Always("AT+QSSLSTATE=0\r", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,4,1,0,0,\"uart1\",0"));
            return line;
        }

        private static void ReceiveLong()
        {
            Session.Socket.Receive(new byte[8], 0, 8, 60000);
        }

        [TestMethod]
        public void Connect_ContextIsLostWhileSettingsAreRead_IsNotOpened()
        {
            ScriptedTransport line = Session.ConnectAndClose();
            Session.ExpectReadBacks(string.Empty, "cacert");
            line.Expect("AT+QSSLCFG=\"cacert\",0\r", "\r\n+QIURC: \"pdpdeact\",1\r\n" + Session.Answer("+QSSLCFG: \"cacert\",0,\"ca.pem\""));

            Thrown.Is(Bg95Error.PdpDeactivated, Calls.Connect);

            Session.End();

            // Another one's is none of its business.
            line = Session.ConnectAndClose();
            Session.ExpectReadBacks(string.Empty, "cacert");
            line.Expect("AT+QSSLCFG=\"cacert\",0\r", "\r\n+QIURC: \"pdpdeact\",2\r\n" + Session.Answer("+QSSLCFG: \"cacert\",0,\"ca.pem\""));
            Session.ConnectConfigured();
            Session.End();
        }
    }
}
