// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// Switching between the access modes (AT+QISWTMD, +++, DTR and ATO: application note 1.3; module facts 4.14). Each time
    /// that transparent mode is left takes the guard times of the real module, so a test does several things with one.
    /// </summary>
    [TestClass]
    public class SwitchModeTests
    {
        private const string NoData = "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n";
        private const string StateRow = "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,0,\"uart1\",0\r\n\r\nOK\r\n";

        private static string s_pin;

        [TestMethod]
        public void SwitchMode_BufferToPushAndBack_GoesOnInEachMode()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QISWTMD=0,1\r", Session.Ok);
            line.Expect("AT+QISWTMD=0,0\r", Session.Push(0, "on the way") + Session.Ok);
            line.Expect("AT+QSSLRECV=0,20\r", "\r\n+QSSLRECV: 6\r\nbuffer\r\n\r\nOK\r\n");

            Session.Socket.SwitchMode(AccessMode.DirectPush, 1500);
            Assert.AreEqual((int)AccessMode.DirectPush, (int)Session.Socket.Mode);
            line.Deliver(Session.Push(0, "pushed"));
            line.Settle();
            Assert.AreEqual("pushed", Session.Receive(20));
            Session.Socket.SwitchMode(AccessMode.Buffer);

            // What was pushed before the switch comes before what is in the module's buffer.
            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);
            Assert.AreEqual("on the way", Session.Receive(20));
            Assert.AreEqual("buffer", Session.Receive(20));
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_SameMode_SendsNothing()
        {
            ScriptedTransport line = Session.Connect();
            int written = line.Written;

            Session.Socket.SwitchMode(AccessMode.Buffer);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_Refused_ThrowsAndTheModeIsAsBefore()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QISWTMD=0,1\r", Session.Error);
            line.Expect("AT+QIGETERROR\r", Session.NoReason);
            line.Expect("AT+QISWTMD=0,2\r", "\r\n+CME ERROR: 3\r\n");
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");

            Bg95Exception thrown = Thrown.Is(Bg95Error.Rejected, Push);
            Assert.AreEqual("AT+QISWTMD", thrown.Command);
            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);
            Thrown.Is(Bg95Error.NotAllowed, Switch);

            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);
            Assert.AreEqual("hi", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_ArgumentOutOfRange_Throws()
        {
            ScriptedTransport line = Session.Connect();
            int written = line.Written;

            Thrown.EachIsArgument(OutOfRange);

            Assert.AreEqual(written, line.Written);
            Session.End();
        }

        private static bool OutOfRange(int number)
        {
            switch (number)
            {
                case 0: Session.Socket.SwitchMode((AccessMode)3); break;
                case 1: Session.Socket.SwitchMode((AccessMode)(-1)); break;
                case 2: Session.Socket.SwitchMode(AccessMode.DirectPush, 1499); break;
                case 3: Session.Socket.SwitchMode(AccessMode.DirectPush, 65537); break;
                case 4: Session.Context.Connect("a.example", 443, (AccessMode)3, 1500); break;
                case 5: Session.Context.Connect("a.example", 443, AccessMode.DirectPush, 1499); break;
                case 6: Session.Context.Connect("a.example", 443, AccessMode.DirectPush, 65537); break;
                default: return false;
            }

            return true;
        }

        [TestMethod]
        public void SwitchMode_OutOfTransparentAfterLong_HasItsOwnTime()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            Session.Time.Advance(1000000);
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();

            Session.Socket.SwitchMode(AccessMode.Buffer);

            Session.End();
        }

        [TestMethod]
        public void SwitchMode_OutOfTransparentAndBack_KeepsTheConnection()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Deliver("left");
            line.Settle();

            // What the module has to say to others comes right behind its OK, in one piece.
            line.Expect("+++", "\r\nlast\r\nOK\r\n\r\n+QSSLURC: \"recv\",0\r\n\r\n+QIND: PB DONE\r\n");
            Session.ExpectRecovery();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\nb\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,19\r", NoData);
            Session.Socket.SwitchMode(AccessMode.Buffer);

            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);
            Assert.AreEqual("left\r\nlast", Session.Receive(20));
            Assert.AreEqual("b", Session.Receive(20));

            // There is nothing to go back to: the switch makes it anew.
            line.Expect("ATO\r", "\r\nNO CARRIER\r\n");
            line.Expect("AT+QISWTMD=0,2\r", "\r\nCONNECT\r\nagain");
            Session.Socket.SwitchMode(AccessMode.Transparent);
            line.Settle();
            Assert.AreEqual("again", Session.Receive(20));

            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            line.Expect("AT+QISWTMD=0,1\r", Session.Ok);
            Session.Socket.SwitchMode(AccessMode.DirectPush);
            line.Deliver(Session.Push(0, "pushed"));
            line.Settle();
            Assert.AreEqual("pushed", Session.Receive(20));

            line.Expect("ATO\r", "\r\nCONNECT\r\n");
            Session.Socket.SwitchMode(AccessMode.Transparent);
            line.Expect("hi", null);
            Assert.AreEqual(2, Session.Socket.Send(Bytes.Of("hi"), 0, 2));
            Session.End();
        }

        [TestMethod]
        public void Close_TransparentByDtr_MovesThePinAndCloses()
        {
            ScriptedTransport line = Session.OpenWithContext();
            s_pin = string.Empty;
            Session.Modem.SslContexts.DataTerminalReady = SetPin;
            Session.ExpectSettings();
            line.Expect("AT&D1\r", Session.Ok);
            Session.ConnectConfigured(AccessMode.Transparent);
            Assert.AreEqual(string.Empty, s_pin);
            Session.ExpectRecovery();
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);

            Session.Socket.Close();

            Assert.AreEqual("01", s_pin);
            Assert.AreEqual((int)SocketState.Closed, (int)Session.Socket.State);
            Session.End();
        }

        private static void SetPin(bool isReady)
        {
            s_pin += isReady ? "1" : "0";

            if (!isReady)
            {
                Session.Line.Deliver(Session.Ok);
            }
        }

        [TestMethod]
        public void SwitchMode_NoAnswerToPlusSigns_IsSaidAgainBeforeTheNextCommand()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("+++", "payload");
            Session.ExpectEscape(Session.Ok);
            line.Expect("AT+QSSLRECV=0,1\r", NoData);
            line.Expect("AT+QSSLSTATE=0\r", StateRow);
            line.Expect("AT+QSSLRECV=0,1\r", NoData);

            Session.Socket.SwitchMode(AccessMode.Buffer);

            Assert.AreEqual("payload", Session.Receive(20));
            Assert.AreEqual("(-1)", Session.Receive(20));
            Session.End();
        }

        [TestMethod]
        public void SwitchMode_NoAnswerToPlusSignsAndThePeerGoesOn_IsAnError()
        {
            // What it sent after the mode was taken for ended was read as lines.
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Expect("+++", "payload");
            Session.ExpectEscape("more\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, SwitchToBuffer);

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Session.End();
        }

        private static void SwitchToBuffer()
        {
            Session.Socket.SwitchMode(AccessMode.Buffer);
        }

        [TestMethod]
        public void SwitchMode_ToTransparentAfterAnOverflow_IsNoWayRoundIt()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Deliver(Session.Push(0, new string('a', 1500)) + Session.Push(0, "lost") + "\r\n+CREG: 1\r\n");
            line.Settle();
            line.Expect("AT+QISWTMD=0,2\r", "\r\nCONNECT\r\nnot behind it");
            Session.Socket.SwitchMode(AccessMode.Transparent);
            line.Settle();

            Assert.AreEqual(new string('a', 1500), Session.Receive(1500));
            Session.Time.Advance(1000);
            Thrown.Is(Bg95Error.RingOverflow, Calls.Receive);

            Session.Modem.Close();
        }

        [TestMethod]
        public void SwitchMode_ConnectComesTooLate_TheNextCommandEndsTheMode()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QISWTMD=0,2\r", null);
            Thrown.Is(Bg95Error.NoAnswer, Switch);
            Assert.AreEqual((int)AccessMode.Buffer, (int)Session.Socket.Mode);
            line.Deliver("\r\nCONNECT\r\n\r\n+QSSLCFG: \"sslversion\",1,3\r\nsome payload");
            Session.ExpectEscape(Session.Ok);
            line.Settle();
            line.Expect("AT+QIDEACT=2\r", Session.Ok);

            Session.Modem.Pdp.Deactivate(2);

            Session.End();
        }

        [TestMethod]
        public void SwitchMode_OutOfTransparent_OtherPushedSocketEnds()
        {
            // Whether anything was pushed to it meanwhile cannot be known.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            SslSocket pushed = Session.Socket;
            SslSocket own = Session.ConnectAgain(AccessMode.Transparent);
            line.Expect("+++", Session.Ok + Session.Push(0, "late"));
            Session.ExpectRecovery();
            line.Always("AT+QSSLSTATE=", Session.Ok);

            own.SwitchMode(AccessMode.Buffer);

            Assert.AreEqual((int)SocketState.Faulted, (int)pushed.State);
            Assert.AreEqual((int)SocketState.Connected, (int)own.State);
            Session.End();
        }

        [TestMethod]
        public void Receive_AnotherThreadWaitsWhileTheModeIsLeft_GoesOn()
        {
            ScriptedTransport line = Session.Connect(AccessMode.Transparent);
            line.Always("AT+QSSLRECV=0,1\r", NoData);
            line.Always("AT+QSSLSTATE=0\r", StateRow);
            Session.Raised.Wait(0);
            Session.Time.StartThread(Receive);
            line.Expect("+++", Session.Ok);
            Session.ExpectRecovery();
            line.Expect("AT+QISWTMD=0,1\r", Session.Ok);

            Session.Socket.SwitchMode(AccessMode.DirectPush);
            line.Deliver(Session.Push(0, "hi"));

            Assert.IsTrue(Session.Raised.Wait(5000));
            Session.End();
        }

        private static void Receive()
        {
            byte[] buffer = new byte[8];

            if (Session.Socket.Receive(buffer, 0, 8, 60000) == 2 && Bytes.Text(buffer, 0, 2) == "hi")
            {
                Session.Raised.Set();
            }
        }

        private static void Push()
        {
            Session.Socket.SwitchMode(AccessMode.DirectPush, 1500);
        }

        private static void Switch()
        {
            Session.Socket.SwitchMode(AccessMode.Transparent, 1500);
        }
    }
}
