// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A line that loses bytes of what is pushed, behind which no words stand that could be checked: what the program gets is
    /// what the peer has sent up to some byte, and if that is not all there is an error; and the driver is in step for the next
    /// command.
    /// </summary>
    [TestClass]
    public class PushDamageTests
    {
        private const string Payload = "ab\r\nOK\r\n\r\n+de";

        [TestMethod]
        public void Push_OneByteLost_AtEveryPosition_IsNeverWrongData()
        {
            Lose(1, 1, Session.Push(0, "next"), 0);
        }

        [TestMethod]
        public void Push_OneByteLost_InPieces_IsNeverWrongData()
        {
            Lose(1, 4, Session.Push(0, "next"), 1);
        }

        [TestMethod]
        public void Push_OneByteLost_AndNothingFollows_IsNeverWrongData()
        {
            Lose(1, 4, string.Empty, 0);
        }

        [TestMethod]
        public void Push_TwoBytesLost_IsNeverWrongData()
        {
            Lose(2, 3, Session.Push(0, "next"), 0);
        }

        [TestMethod]
        public void Push_ManyBytesLost_IsNeverWrongData()
        {
            // What is left must not be the URC of buffer mode to the letter: nothing tells that from a real one.
            Lose(6, 5, Session.Push(0, "next"), 0);
            Lose(16, 7, Session.Push(0, "next"), 5);
        }

        [TestMethod]
        public void Push_OneByteOfThePayloadLost_OnlyThatSocketEnds()
        {
            ScriptedTransport line = Prepare();
            SslSocket damaged = Session.Socket;
            SslSocket other = Session.ConnectAgain(AccessMode.DirectPush);
            line.Deliver(Session.Push(0, "abcdefg").Substring(0, 30) + Session.Push(1, "whole"));
            line.Settle();

            Assert.AreEqual("whole", Session.Receive(8));

            Assert.AreEqual((int)SocketState.Faulted, (int)damaged.State);
            Assert.AreEqual((int)SocketState.Connected, (int)other.State);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.DamagedPayloads]);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Session.Use(damaged);
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Thrown.Is(Bg95Error.LineDamaged, Calls.Send);
            Session.End();
        }

        [TestMethod]
        public void Push_BytesLost_SocketsInBufferModeGoOn()
        {
            ScriptedTransport line = Prepare();
            SslSocket damaged = Session.Socket;
            SslSocket other = Session.ConnectAgain();
            line.Deliver(Session.Push(0, "abcdefg").Substring(0, 28) + "\r\n+QSSLURC: \"recv\",1\r\n");
            line.Settle();
            Session.ExpectRecovery();
            line.Expect("AT+QSSLRECV=1,1\r", "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=1,7\r", "\r\n+QSSLRECV: 2\r\nbc\r\n\r\nOK\r\n");

            Assert.AreEqual("abc", Session.Receive(8));

            Assert.AreEqual((int)SocketState.Faulted, (int)damaged.State);
            Assert.AreEqual((int)SocketState.Connected, (int)other.State);
            Session.End();
        }

        [TestMethod]
        public void Connect_BytesOfAnothersPushLost_IsOpenedAnew()
        {
            // What the module says until the driver is in step is not believed, the result of the opening too; and bytes that
            // were pushed to the new socket may be among those that were lost.
            ScriptedTransport line = Prepare();
            SslSocket damaged = Session.Socket;
            const string Open = "AT+QSSLOPEN=1,0,1,\"a.example\",443,1\r";
            line.Expect(Open, "\r\nOK\r\n" + Session.Push(0, "abcdefg").Substring(0, 28) + "\r\n+QSSLOPEN: 1,0\r\n");
            line.Expect("AT+QSSLCLOSE=1\r", Session.Ok);
            Session.ExpectSettings();
            line.Expect(Open, "\r\nOK\r\n\r\n+QSSLOPEN: 1,0\r\n" + Session.Push(1, "good"));

            Session.Use(Session.Context.Connect("a.example", 443, AccessMode.DirectPush, 1500));

            Assert.AreEqual("good", Session.Receive(8));
            Assert.AreEqual((int)SocketState.Faulted, (int)damaged.State);
            Session.End();
        }

        [TestMethod]
        public void Connect_ByteOfItsOwnPushLostBeforeItsResult_IsOpenedAnew()
        {
            // The result itself was lost, too; the state would tell of a connection without what was pushed first.
            ScriptedTransport line = Prepare();
            const string Open = "AT+QSSLOPEN=1,0,1,\"a.example\",443,1\r";
            line.Expect(Open, "\r\nOK\r\n" + Session.Push(1, "abcdefg").Substring(0, 30) + "\r\n+CREG: 1\r\n");
            line.Expect("AT+QSSLCLOSE=1\r", Session.Ok);
            line.Expect(Open, "\r\nOK\r\n\r\n+QSSLOPEN: 1,0\r\n" + Session.Push(1, "good"));

            Session.Use(Session.Context.Connect("a.example", 443, AccessMode.DirectPush, 1500));

            Assert.AreEqual("good", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void Push_EndsWithALineEndBeforeAPromptWithoutOne_IsWhole()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Expect("AT+QSSLSEND=0,2\r", ">");
            line.Expect("hi", "\r\nSEND OK\r\n");
            line.Expect("AT+QSSLSEND=0,2\r", Session.Push(0, "ab\r\n") + ">");
            line.Expect("hi", "\r\nSEND OK\r\n");

            Session.Socket.Send(Bytes.Of("hi"), 0, 2);
            Session.Socket.Send(Bytes.Of("hi"), 0, 2);

            Assert.AreEqual("ab\r\n", Session.Receive(8));
            Session.End();
        }

        [TestMethod]
        public void Push_CountThatCannotBe_IsAnErrorAndNoData()
        {
            Push_CountThatCannotBe_IsAnErrorAndNoData("0,0");
            Push_CountThatCannotBe_IsAnErrorAndNoData("0,-1");
            Push_CountThatCannotBe_IsAnErrorAndNoData("0,1501");
            Push_CountThatCannotBe_IsAnErrorAndNoData("0,99999999999");
            Push_CountThatCannotBe_IsAnErrorAndNoData("0,4294967300");
            Push_CountThatCannotBe_IsAnErrorAndNoData("0,x");
            Push_CountThatCannotBe_IsAnErrorAndNoData("0,");
        }

        private static void Push_CountThatCannotBe_IsAnErrorAndNoData(string numbers)
        {
            // The bytes behind it must not be read as lines either: the peer decides what is in them.
            ScriptedTransport line = Prepare();
            line.Deliver("\r\n+QSSLURC: \"recv\"," + numbers + "\r\nabcd\r\n\r\n+QSSLURC: \"closed\",0\r\n" + Session.Push(0, "next"));
            line.Settle();

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Assert.AreEqual((int)SocketState.Faulted, (int)Session.Socket.State, numbers);
            Restore();
            Session.End();
        }

        [TestMethod]
        public void Push_CountedOneTooMany_IsAnErrorOfThatSocket()
        {
            ScriptedTransport line = Prepare();
            line.Deliver("\r\n+QSSLURC: \"recv\",0,5\r\nabcd\r\n+QSSLURC: \"recv\",9\r\n");
            line.Settle();

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Restore();
            Session.End();
        }

        [TestMethod]
        public void Push_BytesLostDuringACommand_TheCommandEndsAndTheNextGetsItsOwnAnswer()
        {
            ScriptedTransport line = Prepare();
            SslSocket other = Session.ConnectAgain();
            Session.Learn();

            for (int lost = 1; lost < 4; lost++)
            {
                string push = Session.Push(0, "abcdefgh");
                line.Expect("AT+QSSLRECV=" + other.Id.ToString() + ",8\r", push.Substring(0, push.Length - lost) + "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
                byte[] buffer = new byte[8];

                try
                {
                    Assert.AreEqual(2, other.Receive(buffer, 0, 8, 0));
                    Assert.AreEqual("hi", Bytes.Text(buffer, 0, 2));
                }
                catch (Bg95Exception)
                {
                    other.Close();
                    other = Session.ConnectConfigured();
                    Session.Learn();
                }

                Assert.AreEqual((int)SocketState.Connected, (int)other.QueryState());
            }

            Session.End();
        }

        // Loses so many bytes at every few positions of a push, what follows coming behind it.
        private static void Lose(int lost, int step, string behind, int split)
        {
            string push = Session.Push(0, Payload);

            for (int i = 0; i + lost <= push.Length; i += step)
            {
                ScriptedTransport line = Prepare();
                line.Split = split;
                line.Deliver(push.Substring(0, i) + push.Substring(i + lost) + behind);

                // Longer than the longest pause in a payload.
                Session.Time.Advance(2500);
                Check(Payload + (behind.Length > 0 ? "next" : string.Empty), lost.ToString() + " at " + i.ToString());
                line.Split = 0;
                Restore();
                Session.End();
            }
        }

        // The next command must get its own answer: the socket is closed, and another one works.
        private static void Restore()
        {
            Session.Socket.Close();
            Session.ConnectConfigured(AccessMode.DirectPush);
            Session.Line.Deliver(Session.Push(Session.Socket.Id, "good"));
            Session.Line.Settle();
            Assert.AreEqual("good", Session.Receive(8));
        }

        private static ScriptedTransport Prepare()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Always("AT+QSSLCFG=", Session.Ok);
            line.Always("AT+QSSLSTATE=1\r", Session.Answer("+QSSLSTATE: 1,\"SSLClient\",\"192.0.2.1\",443,0,2,1"));
            line.Always("AT+QSSLSTATE=2\r", Session.Answer("+QSSLSTATE: 2,\"SSLClient\",\"192.0.2.1\",443,0,2,1"));
            line.Always("AT+QSSLSTATE=3\r", Session.Answer("+QSSLSTATE: 3,\"SSLClient\",\"192.0.2.1\",443,0,2,1"));
            line.Always("AT+QSSLCLOSE=", Session.Ok);
            return line;
        }

        // Receives till nothing more comes. What was given out must be the beginning of what the peer has sent, and all of it
        // unless there is an error.
        private static void Check(string sent, string message)
        {
            string got = string.Empty;
            bool failed = false;

            try
            {
                for (string piece = Session.Receive(5); piece != "(-1)"; piece = Session.Receive(5))
                {
                    got += piece;
                }
            }
            catch (Bg95Exception)
            {
                failed = true;
            }

            Assert.IsNull(Session.Line.Failure, Session.Line.Failure);
            message += " got " + Bytes.Show(got);
            Assert.IsTrue(got.Length <= sent.Length && sent.Substring(0, got.Length) == got, "wrong data: " + message);
            Assert.IsTrue(failed || got.Length == sent.Length, "bytes are missing without an error: " + message);
        }
    }
}
