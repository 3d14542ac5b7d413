// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A line that loses or doubles a byte: an error on that socket, never wrong data, and in step for the next command (module
    /// facts 7). The scripted line says at once that nothing more comes, where a real one takes the driver's 2 s. The very last
    /// byte of an answer is left out: without it the driver waits for the limit of the command, 10 s.
    /// </summary>
    [TestClass]
    public class LostByteTests
    {
        private const string Payload = "ab\r\nOK\r\n\r\nde";
        private const string Answer = "\r\n+QSSLRECV: 12\r\nab\r\nOK\r\n\r\nde\r\n\r\nOK\r\n";

        [TestMethod]
        public void Receive_OneByteLost_AtEveryPosition_IsNeverWrongData()
        {
            Prepare();

            for (int i = 0; i < Answer.Length - 1; i++)
            {
                Check(i, Bytes.Without(Answer, i), 0);
            }

            Session.End();
        }

        [TestMethod]
        public void Receive_OneByteLost_ByteByByte_IsNeverWrongData()
        {
            Prepare();

            for (int i = 1; i < Answer.Length; i += 4)
            {
                Check(i, Bytes.Without(Answer, i), 1);
            }

            // For the byte that was lost.
            Session.Line.StarvedReads = 0;
            Session.End();
        }

        [TestMethod]
        public void Receive_OneByteDoubled_AtEveryPosition_IsNeverWrongData()
        {
            Prepare();

            for (int i = 0; i < Answer.Length; i++)
            {
                Check(i, Bytes.Twice(Answer, i), 0);
            }

            Session.End();
        }

        [TestMethod]
        public void Receive_CountLosesADigit_TheRestIsNotSilentlyDropped()
        {
            // 10 becomes 0, and the payload begins like the end of the answer.
            ScriptedTransport line = Prepare();
            line.Expect(Command(10), "\r\n+QSSLRECV: 0\r\nOK\r\nabcdef\r\n\r\nOK\r\n");

            Check(10, "OK\r\nabcdef");

            Session.End();
        }

        [TestMethod]
        public void Receive_CountLosesADigit_IsAnErrorAtLast()
        {
            // 12 becomes 2: two good bytes may be given out, but then the socket must not go on as if nothing were missing.
            ScriptedTransport line = Prepare();
            line.Expect(Command(12), "\r\n+QSSLRECV: 2\r\nab\r\n\r\nOK\r\ncd\r\n\r\nOK\r\n");

            Check(12, "ab\r\n\r\nOK\r\ncd");

            Session.End();
        }

        [TestMethod]
        public void Receive_HeaderDamaged_AndThePayloadHoldsAnAnswer_IsNotTakenForIt()
        {
            // The peer decides what is in a payload: here it is what the module would say about three bytes.
            string payload = "\r\n+QSSLRECV: 3\r\nbad\r\n\r\nOK\r\n";
            string answer = "\r\n+QSSLRECV: " + payload.Length.ToString() + "\r\n" + payload + "\r\n\r\nOK\r\n";
            Prepare();

            // In the header and a little beyond.
            for (int i = 0; i < 24; i++)
            {
                Session.Line.Expect(Command(40), Bytes.Without(answer, i));
                Check(40, payload, "position " + i.ToString());
                Restore();
            }

            Session.End();
        }

        [TestMethod]
        public void Receive_OneByteLost_OtherSocketsGoOn()
        {
            ScriptedTransport line = Prepare();
            SslSocket damaged = Session.Socket;
            SslSocket other = Session.ConnectAgain();
            byte[] buffer = new byte[8];
            line.Expect("AT+QSSLRECV=" + damaged.Id.ToString() + ",8\r", "\r\n+QSSLRECV: 8\r\nabcdfgh\r\n\r\nOK\r\n");
            Session.Use(damaged);
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            // What stands behind a payload is learned anew.
            line.Expect("AT+QSSLRECV=" + other.Id.ToString() + ",1\r", "\r\n+QSSLRECV: 1\r\nh\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=" + other.Id.ToString() + ",7\r", "\r\n+QSSLRECV: 1\r\ni\r\n\r\nOK\r\n");
            Assert.AreEqual(2, other.Receive(buffer, 0, 8, 0));

            Assert.AreEqual("hi", Bytes.Text(buffer, 0, 2));
            Assert.AreEqual((int)SocketState.Connected, (int)other.State);
            Assert.AreEqual((int)SocketState.Faulted, (int)damaged.State);
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Thrown.Is(Bg95Error.LineDamaged, Calls.Send);
            Session.End();
        }

        [TestMethod]
        public void Receive_UrcLostAByte_IsMadeUpForByAsking()
        {
            // "+QSSLRC" is no URC of any firmware: something was lost, and it may have been this.
            ScriptedTransport line = Prepare();
            line.Expect(Command(8), "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(8));
            line.Deliver("\r\n+QSSLUC: \"recv\"," + Session.Socket.Id.ToString() + "\r\n");
            line.Settle();

            line.Expect(Command(8), "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
            Assert.AreEqual("hi", Session.Receive(8));
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.UnknownLines]);
            Session.End();
        }

        [TestMethod]
        public void Connect_ResultLostAByte_IsMadeUpForByAsking()
        {
            ScriptedTransport line = Prepare();
            line.Always("AT+QSSLSTATE=1\r", Session.Answer("+QSSLSTATE: 1,\"SSLClient\",\"192.0.2.1\",443,0,2,1"));
            line.Expect("AT+QSSLOPEN=1,0,1,\"a.example\",443,0\r", "\r\nOK\r\n\r\n+QSLOPEN: 1,0\r\n\r\n+QSSLOPN: 1,0\r\n");
            line.Expect("AT+QURCCFG=\"urcport\"\r", Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Context.Connect("a.example", 443).State);

            Session.End();
        }

        private static string Command(int count)
        {
            return "AT+QSSLRECV=" + Session.Socket.Id.ToString() + "," + count.ToString() + "\r";
        }

        private static ScriptedTransport Prepare()
        {
            ScriptedTransport line = Session.Connect();
            Session.AlwaysRecover();
            line.Always("AT+QIGETERROR\r", Session.NoReason);
            line.Always("AT+QSSLCFG=", Session.Ok);
            line.Always("AT+QSSLRECV=", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Always("AT+QSSLCLOSE=", Session.Ok);
            Begin();
            return line;
        }

        private static void Begin()
        {
            Session.Learn();
            Session.Line.Always("AT+QSSLSTATE=", "\r\n+QSSLSTATE: " + Session.Socket.Id.ToString() + ",\"SSLClient\",\"192.0.2.1\",443,0,2,1\r\n\r\nOK\r\n");
        }

        // The next command must get its own answer: the socket is closed, and another one works.
        private static void Restore()
        {
            Session.Line.Split = 0;
            Session.Socket.Close();
            Session.ConnectConfigured();
            Begin();
        }

        private static void Check(int position, string answer, int split)
        {
            Session.Line.Split = split;
            Session.Line.Expect(Command(Payload.Length), answer);
            Check(Payload.Length, Payload, "position " + position.ToString());
            Restore();
        }

        private static void Check(int count, string payload)
        {
            Check(count, payload, string.Empty);
        }

        // Receives till nothing more comes. What was given out must be the beginning of what the peer has sent, and all of it
        // unless there is an error.
        private static void Check(int count, string payload, string message)
        {
            string got = string.Empty;
            bool failed = false;
            byte[] buffer = new byte[count];

            try
            {
                int received;

                do
                {
                    received = Session.Socket.Receive(buffer, 0, count, 0);
                    got += received > 0 ? Bytes.Text(buffer, 0, received) : string.Empty;
                    Session.Line.Settle();
                }
                while (received > 0);
            }
            catch (Bg95Exception)
            {
                failed = true;
            }

            Assert.IsNull(Session.Line.Failure, Session.Line.Failure);
            message += " got " + Bytes.Show(got);
            Assert.IsTrue(got.Length <= payload.Length && payload.Substring(0, got.Length) == got, "wrong data: " + message);
            Assert.IsTrue(failed || got.Length == payload.Length, "bytes are missing without an error: " + message);
        }
    }
}
