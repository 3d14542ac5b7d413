// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>Direct push mode (application note 1.3 and 2.2; module facts 3).</summary>
    [TestClass]
    public class PushTests
    {
        private const string Hostile = "OK\r\n\r\nERROR\r\n> \r\n+QSSLURC: \"closed\",0\r\n\r\nRDY\r\n\r\n+QSSLURC: \"recv\",0,9\r\n\r\nOK\r\n";
        private const string StateRow = "\r\n+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1,0,1,\"uart1\",0\r\n";

        private static string s_received;

        [TestMethod]
        public void Push_PayloadLooksLikeAnswers_IsTakenByItsCountAtEverySplit()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            string push = Session.Push(0, Hostile);

            for (int split = 0; split <= push.Length; split++)
            {
                line.Split = split;
                line.Deliver(push);
                line.Settle();

                Assert.AreEqual(Hostile, Session.Receive(200), "split " + split.ToString());
            }

            Assert.AreEqual("(-1)", Session.Receive(200));
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.UnknownLines]);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Session.End();
        }

        [TestMethod]
        public void Push_TwoInARow_AreTwoAtEverySplit()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            string pushes = Session.Push(0, "ab\r\n") + Session.Push(0, "+cd\r") + "\r\n+QIND: PB DONE\r\n";

            for (int split = 1; split <= pushes.Length; split++)
            {
                line.Split = split;
                line.Deliver(pushes);
                line.Settle();

                Assert.AreEqual("ab\r\n+cd\r", Session.Receive(200), "split " + split.ToString());
            }

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Push_EveryByteValue_ComesAsItIs()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            byte[] push = new byte[26 + 256];
            byte[] target = new byte[258];
            Bytes.Copy("\r\n+QSSLURC: \"recv\",0,256\r\n", push, 0);
            Bytes.Copy(Bytes.Counting(256), push, 26);

            for (int split = 0; split < 4; split++)
            {
                line.Split = split;
                line.Deliver(push);
                line.Settle();

                Assert.AreEqual(256, Session.Socket.Receive(target, 1, 257, 0));

                for (int i = 0; i < 256; i++)
                {
                    Assert.AreEqual(i, (int)target[i + 1]);
                    target[i + 1] = 0;
                }
            }

            Session.End();
        }

        [TestMethod]
        public void Push_DuringACommand_DisturbsNeither()
        {
            // Module facts 3: between a command and its answer, and between the answer's lines.
            string push = Session.Push(0, Hostile);
            string tail = "\r\nOK\r\n";
            Push_DuringACommand_DisturbsNeither(push + StateRow + tail);
            Push_DuringACommand_DisturbsNeither(StateRow + push + tail);
            Push_DuringACommand_DisturbsNeither(push + StateRow + push + tail + push);
        }

        private static void Push_DuringACommand_DisturbsNeither(string answer)
        {
            for (int split = 0; split < 4; split++)
            {
                ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
                line.Split = split;
                line.Expect("AT+QSSLSTATE=0\r", answer);

                Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.QueryState());
                line.Settle();

                Assert.AreEqual(Hostile, Session.Receive(Hostile.Length));
                Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Resynchronisations]);
                Session.End();
            }
        }

        [TestMethod]
        public void Push_DuringAReceiveOfAnotherSocket_EachGetsItsOwn()
        {
            string push = Session.Push(1, Hostile);
            Push_DuringAReceiveOfAnotherSocket_EachGetsItsOwn(push + "\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n");
            Push_DuringAReceiveOfAnotherSocket_EachGetsItsOwn("\r\n+QSSLRECV: 4\r\nabcd\r\n" + push + "\r\nOK\r\n");
            Push_DuringAReceiveOfAnotherSocket_EachGetsItsOwn("\r\n+QSSLRECV: 4\r\nabcd\r\n\r\nOK\r\n" + push);
            Push_DuringAReceiveOfAnotherSocket_EachGetsItsOwn(push + "\r\n+QSSLURC: \"recv\",0\r\n" + push + "\r\n+QSSLRECV: 4\r\nabcd\r\n" + push + "\r\nOK\r\n");
        }

        private static void Push_DuringAReceiveOfAnotherSocket_EachGetsItsOwn(string answer)
        {
            for (int split = 0; split < 4; split++)
            {
                ScriptedTransport line = Session.ConnectAndLearn();
                SslSocket other = Session.Socket;
                SslSocket pushed = Session.ConnectAgain(AccessMode.DirectPush);
                byte[] buffer = new byte[8];
                line.Split = split;
                line.Expect("AT+QSSLRECV=0,8\r", answer);

                Assert.AreEqual(4, other.Receive(buffer, 0, 8, 0));
                Assert.AreEqual("abcd", Bytes.Text(buffer, 0, 4));
                line.Settle();

                Assert.AreEqual(Hostile, Session.Receive(Hostile.Length));
                Assert.AreEqual((int)SocketState.Connected, (int)pushed.State);
                Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.DamagedPayloads]);
                Session.End();
            }
        }

        [TestMethod]
        public void Push_DuringASend_DisturbsNeither()
        {
            for (int split = 0; split < 4; split++)
            {
                ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
                line.Split = split;
                line.Expect("AT+QSSLSEND=0,2\r", Session.Push(0, "> one") + "\r\n> ");
                line.Expect("hi", Session.Push(0, "\r\nSEND FAIL\r\n") + "\r\nSEND OK\r\n");

                Assert.AreEqual(2, Session.Socket.Send(Bytes.Of("hi"), 0, 2));
                line.Settle();

                Assert.AreEqual("> one\r\nSEND FAIL\r\n", Session.Receive(50));
                Session.End();
            }
        }

        [TestMethod]
        public void Push_WhileAnotherSocketOpens_DisturbsNeither()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            SslSocket first = Session.Socket;
            string push = Session.Push(0, Hostile);
            byte[] buffer = new byte[2 * Hostile.Length];
            line.Expect("AT+QSSLOPEN=1,0,1,\"b.example\",443,0\r", push + "\r\nOK\r\n" + push + "\r\n+QSSLOPEN: 1,0\r\n");
            Session.ExpectState("1", AccessMode.Buffer);

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Context.Connect("b.example", 443).State);

            Assert.AreEqual(buffer.Length, first.Receive(buffer, 0, buffer.Length, 0));
            Assert.AreEqual(Hostile + Hostile, Bytes.Text(buffer, 0, buffer.Length));
            Session.End();
        }

        [TestMethod]
        public void Push_BeforeAnybodyHasSeenTheSocketOpen_IsKept()
        {
            // Right behind the result, in one piece with it; even before the OK.
            string first = Session.Push(0, "first");
            Push_BeforeAnybodyHasSeenTheSocketOpen_IsKept("\r\nOK\r\n\r\n+QSSLOPEN: 0,0\r\n" + first);
            Push_BeforeAnybodyHasSeenTheSocketOpen_IsKept("\r\n+QSSLOPEN: 0,0\r\n" + first + "\r\nOK\r\n");
        }

        private static void Push_BeforeAnybodyHasSeenTheSocketOpen_IsKept(string answer)
        {
            ScriptedTransport line = Session.OpenWithContext();
            byte[] buffer = new byte[8];
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,1\r", answer);
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.DirectPush);

            SslSocket socket = Session.Context.Connect("a.example", 443, AccessMode.DirectPush, 1500);

            Assert.AreEqual(5, socket.Receive(buffer, 0, 8, 5000));
            Assert.AreEqual("first", Bytes.Text(buffer, 0, 5));
            Session.End();
        }

        [TestMethod]
        public void Push_ForAnIdThatNobodyHas_IsPassedOver()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);

            for (int split = 0; split < 3; split++)
            {
                line.Split = split;
                line.Deliver(Session.Push(7, Hostile) + Session.Push(11, Hostile) + Session.Push(0, "mine"));
                line.Settle();

                Assert.AreEqual("mine", Session.Receive(200));
            }

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Push_ForASocketInBufferMode_IsAnAnnouncement()
        {
            // The socket's mode decides, not the number of fields (module facts 8): the module keeps the data, no payload follows.
            ScriptedTransport line = Session.ConnectAndLearn();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("(-1)", Session.Receive(4));
            line.Deliver("\r\n+QSSLURC: \"recv\",0,9\r\n\r\n+QIURC: \"pdpdeact\",3\r\n");
            line.Settle();
            line.Expect("AT+QSSLRECV=0,4\r", "\r\n+QSSLRECV: 2\r\nab\r\n\r\nOK\r\n");

            Assert.AreEqual("ab", Session.Receive(4));

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.End();
        }

        [TestMethod]
        public void Push_WaitedFor_EndsTheWait()
        {
            Session.Connect(AccessMode.DirectPush);
            byte[] buffer = new byte[8];
            Session.Time.StartThread(Deliver);

            Assert.AreEqual(4, Session.Socket.Receive(buffer, 0, 8, 5000));
            Assert.AreEqual("late", Bytes.Text(buffer, 0, 4));
            Session.End();
        }

        [TestMethod]
        public void Push_HandlerReadsAPart_IsRaisedAgain()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.Raised.Wait(0);
            s_received = string.Empty;
            Session.Socket.DataReceived += Read;

            line.Deliver(Session.Push(0, "abcde"));

            Assert.IsTrue(Session.Raised.Wait(5000));
            Assert.AreEqual("abcde", s_received);
            Session.End();
        }

        private static void Read(object sender, EventArgs args)
        {
            string got = Session.Receive(2);
            s_received += got[0] == '(' ? string.Empty : got;

            if (s_received.Length == 5)
            {
                Session.Raised.Set();
            }
        }

        [TestMethod]
        public void Push_ThenClosed_GivesTheDataAndThenZero()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysActive();
            line.Deliver(Session.Push(0, "the end") + "\r\n+QSSLURC: \"closed\",0\r\n");
            line.Settle();

            Assert.AreEqual((int)SocketState.Closing, (int)Session.Socket.State);
            Assert.AreEqual("the", Session.Receive(3));
            Assert.AreEqual(" end", Session.Receive(10));
            Assert.AreEqual("(0)", Session.Receive(10));
            Assert.AreEqual("(0)", Session.Receive(10));
            line.Expect("AT+QSSLCLOSE=0\r", Session.Ok);
            Session.Socket.Close();
            Session.End();
        }

        [TestMethod]
        public void Push_PartsReadAndMoreComes_TheRingIsUsedAgainAndAgain()
        {
            // Three times the ring; some hundred bytes wait all the time, so that they are moved.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            int sent = 0;
            int got = 0;
            byte[] buffer = new byte[7];

            while (sent < 4500)
            {
                string block = string.Empty;

                for (int i = 0; i < 700; i++)
                {
                    block += new string((char)('A' + (sent++ % 23)), 1);
                }

                line.Deliver(Session.Push(0, block));
                line.Settle();

                while (got < sent - 400)
                {
                    int count = Session.Socket.Receive(buffer, 0, 7, 0);

                    for (int i = 0; i < count; i++)
                    {
                        Assert.AreEqual('A' + (got++ % 23), (int)buffer[i]);
                    }
                }
            }

            Assert.AreEqual(0, Session.Socket.LostBytes);
            Session.End();
        }

        private static void Deliver()
        {
            Session.Line.Deliver(Session.Push(0, "late"));
        }
    }
}
