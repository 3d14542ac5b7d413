// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A switch of the access mode that is not answered may still be done: modules stall for up to 20 s and then do all that they were
    /// told. What is said meanwhile to a module that opens transparent mode goes to the peer.
    /// </summary>
    [TestClass]
    public class UnknownModeTests
    {
        private const int SwitchLimit = 10000;
        private const int LongestStall = 20000;
        private const string SwitchToTransparent = "AT+QISWTMD=0,2\r";

        [TestMethod]
        public void SwitchMode_ModuleDoesItLate_NothingIsSaidBeforeItsConnect()
        {
            ScriptedTransport line = GiveUpSwitch();
            int written = line.Written;
            Beside asking = Beside.Start(Ask);
            Session.Time.Advance(LongestStall - SwitchLimit - 1000);
            Assert.AreEqual(written, line.Written);
            line.Deliver("\r\nCONNECT\r\nhello");
            Session.ExpectEscape(Session.Ok);
            line.Expect("AT+QIACT?\r", Session.Ok);

            Session.Time.Advance(5000);

            asking.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_ModuleStaysSilent_PlusSignsAreTheFirstThatIsSaid()
        {
            ScriptedTransport line = GiveUpSwitch();
            int written = line.Written;
            Beside asking = Beside.Start(Ask);
            Session.Time.Advance(LongestStall - SwitchLimit - 1);
            Assert.AreEqual(written, line.Written);
            Session.ExpectEscape(null);
            line.Expect("AT+QIACT?\r", Session.Ok);

            Session.Time.Advance(5000);

            asking.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_ModuleStaysSilentAndTheCallHasLittleTime_NothingIsSaid()
        {
            ScriptedTransport line = GiveUpSwitch();
            int written = line.Written;

            Thrown.Is(Bg95Error.NoAnswer, ExecuteShortly);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_NoAnswer_TheSocketIsFaulted()
        {
            GiveUpSwitch();

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Thrown.Is(Bg95Error.NoAnswer, Calls.Send);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_ToPushWithoutAnswer_WhatThePeerSaysIsNotTakenForLines()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Expect("AT+QISWTMD=0,1\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Push);
            Session.ExpectRecovery();
            line.Expect("AT+QIACT?\r", Session.Ok);
            Ask();

            // It has switched after all.
            line.Deliver(Session.Push(0, "\r\nRDY\r\n") + "\r\n");
            line.Settle();

            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_OnlyAPartOfThePlusSignsGoesOut_TheSocketIsFaulted()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("+++", null);
            line.RefusesWrites = true;
            Beside leaving = Beside.Start(Leave);
            Session.Time.Advance(1600);
            line.RefusesWrites = false;
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();

            Session.Time.Advance(5000);

            leaving.HasFailed(Bg95Error.LineDamaged);
            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.End();
        }

        private static ScriptedTransport GiveUpSwitch()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect(SwitchToTransparent, null);
            Thrown.Is(Bg95Error.NoAnswer, Switch);
            return line;
        }

        private static void Ask()
        {
            Session.Modem.Pdp.GetActive(new PdpContext[0]);
        }

        private static void Switch()
        {
            Session.Socket.SwitchMode(AccessMode.Transparent, SslSocket.ReceiveChunk);
        }

        private static void Push()
        {
            Session.Socket.SwitchMode(AccessMode.DirectPush, SslSocket.ReceiveChunk);
        }

        private static void Leave()
        {
            Session.Socket.SwitchMode(AccessMode.Buffer);
        }

        private static void ExecuteShortly()
        {
            Session.Modem.Execute("AT+CSQ", 5000);
        }
    }
}
