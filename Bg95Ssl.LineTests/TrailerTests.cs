// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>What stands behind a payload and between lines: what is believed of it, and for how long it is awaited.</summary>
    [TestClass]
    public class TrailerTests
    {
        private const string State = "+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,2,1";

        private static int s_raised;

        [TestMethod]
        public void Receive_FirstByteIsALineEndAndOneFollows_AnotherByteTells()
        {
            Receive_FirstByteIsALineEndAndOneFollows_AnotherByteTells("\n");
            Receive_FirstByteIsALineEndAndOneFollows_AnotherByteTells("\r");
        }

        private static void Receive_FirstByteIsALineEndAndOneFollows_AnotherByteTells(string first)
        {
            // A module that sends one CRLF.
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\n" + first + "\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\na\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,6\r", "\r\n+QSSLRECV: 2\r\nbc\r\nOK\r\n");
            Assert.AreEqual(first + "abc", Session.Receive(8));
            Session.End();

            // One that sends two, and two bytes of x CRLF CRLF OK CRLF were lost.
            line = Session.Connect();
            Session.AlwaysRecover();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\n" + first + "\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_OnlyLineEndsAndOneFollows_AreTakenAndALaterByteTells()
        {
            ScriptedTransport line = Session.Connect();
            Session.AlwaysRecover();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\n\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Assert.AreEqual("\n", Session.Receive(8));
            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            line.Settle();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\na\r\n\r\nOK\r\n");

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Session.End();
        }

        [TestMethod]
        public void Receive_FirstByteIsALineEndAndTwoFollow_IsRight()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\n\n\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,7\r", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");

            Assert.AreEqual("\n", Session.Receive(8));

            Session.End();
        }

        [TestMethod]
        public void Receive_TwoBytesAtFirst_OneIsAskedForFirst()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\nh\r\n\r\nOK\r\n");
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\ni\r\n\r\nOK\r\n");

            Assert.AreEqual("hi", Session.Receive(2));

            Session.End();
        }

        [TestMethod]
        public void Receive_AStrayOkBehindTheFirstByte_TheNextIsNotAskedForOutOfStep()
        {
            ScriptedTransport line = Session.Connect();
            line.Expect("AT+QSSLRECV=0,1\r", "\r\n+QSSLRECV: 1\r\nh\r\n\r\nOK\r\n\r\nOK\r\n");

            Assert.AreEqual("h", Session.Receive(2));

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Receive_OkDoesNotComeBehindThePayload_EndsAfterTwoSeconds()
        {
            Receive_OkDoesNotComeBehindThePayload_EndsAfterTwoSeconds("\r\n+QSSLRECV: 2\r\nhi");
            Receive_OkDoesNotComeBehindThePayload_EndsAfterTwoSeconds("\r\n+QSSLRECV: 2\r\nhi\r\n");
            Receive_OkDoesNotComeBehindThePayload_EndsAfterTwoSeconds("\r\n+QSSLRECV: 2\r\nhi\r\n\r\n");
            Receive_OkDoesNotComeBehindThePayload_EndsAfterTwoSeconds("\r\n+QSSLRECV: 0\r\n\r\n");
        }

        private static void Receive_OkDoesNotComeBehindThePayload_EndsAfterTwoSeconds(string answer)
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Expect("AT+QSSLRECV=0,8\r", answer);
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Assert.AreEqual(2000, (int)(Session.Time.Now - from), answer);
            Session.End();
        }

        [TestMethod]
        public void Receive_WhatStandsBehindThePayloadComesLater_IsTakenAtOnce()
        {
            ComesLater("\r\n\r\nOK\r\n");
            ComesLater("\r\nOK\r\n");
        }

        private static void ComesLater(string trailer)
        {
            ScriptedTransport line = Session.Connect();
            Session.Learn(trailer);
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi");
            Beside receiving = Beside.Start(Calls.Receive);
            Session.Time.Advance(100);

            line.Deliver(trailer);
            Session.Time.Advance(1);

            receiving.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Receive_PayloadStops_EndsAfterTwoSecondsAndAMillisecondAByte()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 8\r\nabc");
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);

            Assert.AreEqual(2005, (int)(Session.Time.Now - from), string.Empty);
            Session.End();
        }

        [TestMethod]
        public void Receive_AnswerThatNobodyHasAskedFor_IsPassedOver()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Deliver("\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            line.Settle();

            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Assert.AreEqual(2, Session.Modem.Statistics[LineCounter.LateAnswers]);
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer(State));
            Session.Socket.QueryState();
            Assert.AreEqual(2, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Session.End();
        }

        [TestMethod]
        public void Receive_PayloadThatNobodyHasAskedFor_IsReadAsNoLine()
        {
            // In pieces, longer than the receive buffer: what a peer sends never counts as a line.
            for (int size = 10; size < 1500; size *= 3)
            {
                ScriptedTransport line = Session.ConnectAndLearn();
                Session.AlwaysRecover();
                string payload = "ab";

                while (payload.Length + 9 < size)
                {
                    payload += "\r\nRDY\r\n";
                }

                payload += new string('c', size - payload.Length);
                line.Deliver("\r\n+QSSLRECV: " + size.ToString() + "\r\n" + payload.Substring(0, 5));
                line.Settle();
                line.Deliver(payload.Substring(5) + "\r\n\r\nOK\r\n");
                line.Settle();

                Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
                Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.UnknownLines]);

                // They are missing in what the socket receives that has asked last.
                Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
                Session.End();
            }
        }

        [TestMethod]
        public void Receive_CountThatNoAnswerCanHave_CastsDoubt()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Deliver("\r\n+QSSLRECV: 1501\r\n\r\nRDY\r\n");
            Session.Time.Advance(5000);

            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.DamagedPayloads]);
            Assert.AreEqual(0, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        [TestMethod]
        public void Push_ModuleEndsItsBlocksWithALineEndAndThisOneIsMissing_EndsAfterTwoSeconds()
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            string good = Session.Push(0, "good") + "\r\n";
            line.Deliver(good + good);
            line.Settle();
            Assert.AreEqual("goodgood", Session.Receive(8));

            line.Deliver(Session.Push(0, "last"));
            Session.Time.Advance(1999);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.Time.Advance(2);

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Push_LineRightBehindThePayload_BothAreRead()
        {
            for (int split = 0; split < 4; split++)
            {
                ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
                Session.AlwaysActive();
                line.Split = split;
                line.Deliver("\r\n+QSSLURC: \"recv\",0,4\r\ngood+QSSLURC: \"recv\",0,4\r\nnext+QSSLURC: \"closed\",0\r\n");
                line.Settle();

                Assert.AreEqual("goodnext", Session.Receive(8));
                Assert.AreEqual("(0)", Session.Receive(8));
                Session.End();
            }
        }

        [TestMethod]
        public void Push_OpenResultWithoutItsOwnLineEndBehindThePayload_BothAreRead()
        {
            // A module that ends its blocks with CRLF and has one CRLF between OK and +QSSLOPEN (module facts 3).
            for (int split = 0; split < 4; split++)
            {
                ScriptedTransport line = Session.OpenWithContext();
                Session.ExpectSettings();
                line.Split = split;
                line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,1\r", "\r\nOK\r\n+QSSLOPEN: 0,0\r\n");
                Session.ExpectReadBack("seclevel", "1");
                Session.ExpectState("0", AccessMode.DirectPush);
                Session.Use(Session.Context.Connect("a.example", 443, AccessMode.DirectPush));

                line.Deliver(Session.Push(0, "one") + "\r\n" + Session.Push(0, "two") + "\r\n+QSSLOPEN: 5,0\r\n");
                line.Deliver(Session.Push(0, "end") + "\r\n+QSS");
                line.Settle();
                line.Deliver("LOPEN: 5,0\r\n");
                line.Settle();

                Assert.AreEqual("onetwoend", Session.Receive(9));
                Assert.AreEqual(2, Session.Modem.Statistics[LineCounter.LateAnswers]);
                Session.End();
            }
        }

        [TestMethod]
        public void Push_OpenResultWithoutItsOwnLineEndBehindAPayloadThatEndsALine_BothAreRead()
        {
            // The same of a module that says nothing behind its blocks.
            ScriptedTransport line = Session.OpenWithContext();
            Session.ExpectSettings();
            line.Expect("AT+QSSLOPEN=1,0,0,\"a.example\",443,1\r", "\r\nOK\r\n+QSSLOPEN: 0,0\r\n");
            Session.ExpectReadBack("seclevel", "1");
            Session.ExpectState("0", AccessMode.DirectPush);
            Session.Use(Session.Context.Connect("a.example", 443, AccessMode.DirectPush));
            line.Deliver(Session.Push(0, "one") + Session.Push(0, "a\r") + "+QSSLOPEN: 5,0\r\n" + Session.Push(0, "b\n") + "+QS");
            line.Settle();
            line.Deliver("SLOPEN: 5,0\r\n");
            line.Settle();

            Assert.AreEqual("onea\rb\n", Session.Receive(9));

            // Two bytes of this one were lost.
            line.Deliver("\r\n+QSSLURC: \"recv\",0,3\r\na\r\n+QSSLURC: \"closed\",7\r\n");
            line.Settle();
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Push_OpenResultBehindThePayloadOfAModuleThatSpacesIt_TwoBytesWereLost()
        {
            // "o", and the CRLF of its block was taken for the rest of it.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            line.Deliver(Session.Push(0, "one") + "\r\n" + Session.Push(0, "two") + "\r\n\r\n+QSSLOPEN: 5,0\r\n");
            line.Settle();
            Assert.AreEqual("onetwo", Session.Receive(6));

            line.Deliver("\r\n+QSSLURC: \"recv\",0,3\r\no\r\n\r\n+QSSLOPEN: 5,0\r\n");
            line.Settle();

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Push_PromptRightBehindThePayload_BothAreRead()
        {
            for (int split = 0; split < 4; split++)
            {
                ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
                line.Split = split;
                line.Expect("AT+QSSLSEND=0,2\r", Session.Push(0, "abc") + "> ");
                line.Expect("hi", "\r\nSEND OK\r\n");

                Calls.Send();

                Assert.AreEqual("abc", Session.Receive(8));
                Session.End();
            }
        }

        [TestMethod]
        public void Push_PromptBehindAPayloadThatEndsALine_IsAnError()
        {
            // The line end may be the one that stands before the prompt, in the place of a lost byte.
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Expect("AT+QSSLSEND=0,2\r", Session.Push(0, "ab\n") + "> ");

            Thrown.Is(Bg95Error.LineDamaged, Calls.Send);

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void Push_NoLineBehindThePayload_IsAnError()
        {
            // Also a prompt where nobody waits for one, and a line end with a blank behind it.
            NoLineBehind(">");
            NoLineBehind("x");
            NoLineBehind("\r\n ");
            NoLineBehind("\r\n\r\n\u0001");
            NoLineBehind("\rx");
            NoLineBehind("\r\r");
        }

        private static void NoLineBehind(string said)
        {
            ScriptedTransport line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();

            line.Deliver(Session.Push(0, "abc") + said);
            line.Settle();

            Assert.IsTrue(Session.Socket.State == SocketState.Faulted, said);
            Session.End();
        }

        [TestMethod]
        public void Push_LineHoldsLittle_IsReadInPiecesAndAwaitedForEach()
        {
            // 256 bytes less 128 for lines are asked for at a time.
            ScriptedTransport line = Session.Make();
            line.Capacity = 256;
            Session.OpenMade();
            Session.Context.CaCertificate = "ca.pem";
            Session.ExpectSettings();
            Session.ConnectConfigured(AccessMode.DirectPush);
            Session.AlwaysRecover();
            string block = Session.Push(0, new string('a', 1000));
            line.Deliver(block);
            line.Settle();
            Assert.AreEqual(new string('a', 1000), Session.Receive(1000));

            line.Deliver(block.Substring(0, 300));
            line.Settle();
            line.Deliver(block.Substring(300, 200));
            Session.Time.Advance(2127);
            Assert.AreEqual((int)SocketState.Connected, (int)Session.Socket.State);
            Session.Time.Advance(2);

            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();
        }

        [TestMethod]
        public void LineTooLong_WherePayloadIsPossible_EndsTheSocketAndOnlyThen()
        {
            string tooLong = "\r\n+CREG: " + new string('x', 300) + "\r\n";
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            line.Expect("AT+QSSLRECV=0,8\r", tooLong);
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();

            line = Session.Connect(AccessMode.DirectPush);
            Session.AlwaysRecover();
            line.Deliver(tooLong);
            line.Settle();
            Thrown.Is(Bg95Error.LineDamaged, Calls.Receive);
            Session.End();

            // In buffer mode the line may have told something: the module is asked, also for a handler.
            line = Session.ConnectAndLearn();
            s_raised = 0;
            line.Always("AT+QSSLRECV=0,", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            Session.Socket.DataReceived += OnData;
            line.Settle();
            line.Expect("AT+QSSLSTATE=0\r", Session.Answer(State));
            line.Expect("AT+QSSLRECV=0,8\r", "\r\n+QSSLRECV: 2\r\nhi\r\n\r\nOK\r\n");
            line.Deliver(tooLong);
            line.Settle();
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Overruns]);
            Assert.AreEqual(2, s_raised);
            Session.End();
        }

        private static void OnData(object sender, EventArgs e)
        {
            string received = Session.Receive(8);
            s_raised += received == "hi" ? 2 : 0;
        }

        [TestMethod]
        public void Ready_SaidTwice_IsOneRestart()
        {
            ScriptedTransport line = Session.Connect();
            Session.AlwaysRecover();
            s_raised = 0;
            Session.Modem.Restarted += Count;

            line.Deliver("\r\nRDY\r\n\r\nRDY\r\n\r\nAPP RDY\r\n");
            Session.Time.Advance(5000);

            Assert.AreEqual(1, s_raised);
            Assert.AreEqual(1, Session.Modem.Statistics[LineCounter.Restarts]);
            Session.End();
        }

        private static void Count(object sender, EventArgs e)
        {
            s_raised++;
        }
    }
}
