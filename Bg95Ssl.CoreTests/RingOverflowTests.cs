// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What happens when the program does not take what is pushed: what fitted stays readable, then the error.</summary>
    [TestClass]
    public class RingOverflowTests
    {
        [TestMethod]
        public void Receive_RingOverflowed_GivesWhatFittedThenTheError()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Fill(line, 1400);
            line.Deliver(Session.Push(0, Digits(101)) + Session.Push(0, "x"));
            line.Settle();

            // A block that would fit behind one that did not is no use.
            Assert.AreEqual(102, Session.Socket.LostBytes);
            Assert.AreEqual(2, Session.Modem.Statistics[LineCounter.RingOverflows]);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Check(1400);
            Thrown.Is(Bg95Error.RingOverflow, Calls.Receive);

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State);
            Thrown.Is(Bg95Error.RingOverflow, Calls.Receive);
            Thrown.Is(Bg95Error.RingOverflow, Calls.Send);
            Assert.AreEqual(102, Session.Socket.LostBytes);
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.DamagedPayloads]);
            Session.End();
        }

        [TestMethod]
        public void Receive_RingOverflowedAndModeSwitched_PutsNothingBehindTheHole()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Fill(line, 1400);
            line.Deliver(Session.Push(0, Digits(101)));
            line.Settle();
            line.Expect("AT+QISWTMD=0,0\r", Session.Ok);
            Session.Socket.SwitchMode(AccessMode.Buffer);

            // Not a question for what the module still has: the script expects none.
            Check(1400);
            Thrown.Is(Bg95Error.RingOverflow, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_RingExactlyFull_IsNoOverflow()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Fill(line, 1500);

            Check(1500);

            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Deliver(Session.Push(0, "more"));
            line.Settle();
            Assert.AreEqual("more", Session.Receive(8));
            Assert.AreEqual(0, Session.Socket.LostBytes);
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.RingOverflows]);
            Session.End();
        }

        [TestMethod]
        public void Receive_RingOverflowed_OtherSocketsGoOn()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            SslSocket first = Session.Socket;
            Session.ConnectAgain(AccessMode.DirectPush);
            Fill(line, 1500);
            line.Deliver(Session.Push(0, "lost") + Session.Push(1, "kept"));
            line.Settle();

            Assert.AreEqual("kept", Session.Receive(8));

            Assert.AreEqual(4, first.LostBytes);
            Assert.AreEqual(0, Session.Socket.LostBytes);
            line.Expect("AT+QSSLSTATE=1\r", "\r\n+QSSLSTATE: 1,\"SSLClient\",\"192.0.2.1\",443,0,2,1,1,1,\"uart1\",0\r\n" + Session.Ok);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.QueryState());
            Session.End();
        }

        [TestMethod]
        public void Close_AfterAnOverflow_ClosesInTheModule()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Fill(line, 1500);
            line.Deliver(Session.Push(0, "lost"));
            line.Settle();
            Check(1500);
            Thrown.Is(Bg95Error.RingOverflow, Calls.Receive);
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);

            Session.Socket.Close();

            // A block that was under way.
            line.Deliver(Session.Push(0, "\r\nRDY\r\n"));
            line.Settle();
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        // Pushes so many bytes in blocks of 100.
        private static void Fill(ScriptedTransport line, int count)
        {
            string block = Session.Push(0, Digits(100));

            for (; count > 0; count -= 100)
            {
                line.Deliver(block);
                line.Settle();
            }
        }

        // Receives so many bytes of Fill.
        private static void Check(int count)
        {
            byte[] buffer = new byte[1600];
            Assert.AreEqual(count, Session.Socket.Receive(buffer, 0, buffer.Length, 0));

            for (int i = 0; i < count; i++)
            {
                Assert.AreEqual('0' + (i % 10), (int)buffer[i]);
            }
        }

        private static string Digits(int count)
        {
            char[] digits = new char[count];

            for (int i = 0; i < count; i++)
            {
                digits[i] = (char)('0' + (i % 10));
            }

            return new string(digits);
        }
    }
}
