// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// What the program may rely on with several threads: handlers run one at a time, settings may change at any time, and an exception
    /// leaves the line to the others.
    /// </summary>
    [TestClass]
    public class EventThreadTests
    {
        private static int s_calls;
        private static int s_inside;
        private static int s_mostInside;
        private static Bg95Modem s_modem;

        [TestMethod]
        public void UrcHandler_RunsOverCloseAndOpen_IsNotCalledBesideItself()
        {
            ScriptedTransport line = Session.Open();
            s_calls = 0;
            s_inside = 0;
            s_mostInside = 0;
            Session.Modem.AddUrcHandler("+FIRST", Block);
            line.Deliver("\r\n+FIRST\r\n");
            line.Settle();
            Session.Modem.Close();
            Session.OpenMade();

            line.Deliver("\r\n+FIRST\r\n");
            Session.Time.Advance(1000);
            Session.GoOn.Set();
            Session.Time.Advance(1000);
            Session.GoOn.Set();
            Session.Time.Advance(1000);

            Assert.AreEqual(1, s_mostInside);
            Assert.AreEqual(2, s_calls);
            Session.End();
        }

        [TestMethod]
        public void Open_UrcPortIsSetToNullWhileItIsAskedFor_Opens()
        {
            ScriptedTransport line = Session.Make();
            string question = Session.NextQuestion();
            line.Expect(question, question + "\r\n" + Session.QuestionAnswer());
            line.Expect("ATE0\r", "ATE0\r\r\nOK\r\n");
            Session.AlwaysRecover();
            line.Expect("AT+QURCCFG=\"urcport\"\r", null);
            line.Always("AT+QSSLSTATE\r", Session.Ok);
            Beside opening = Beside.Start(Open);
            Session.Time.Advance(2000);

            Session.Modem.UrcPort = null;
            line.Deliver(Session.Answer("+QURCCFG: \"urcport\",\"uart1\""));
            Session.Time.Advance(20000);

            opening.HasWorked();
            Session.End();
        }

        [TestMethod]
        public void Synchronize_NoMemoryForItsSignal_LeavesTheLineToOthers()
        {
            ScriptedTransport line = Session.Make();
            PoorTime time = new PoorTime(Session.Time);
            s_modem = new Bg95Modem(line, 256, time);
            Session.ExpectOpen();
            s_modem.Open(5000);

            time.IsPoor = true;
            Exception thrown = Thrown.By(Synchronize);
            time.IsPoor = false;

            Assert.IsTrue(thrown is OutOfMemoryException, thrown.GetType().Name);
            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));
            Assert.AreEqual(1, s_modem.Execute("AT+CSQ", 5000).Length);
            s_modem.Close();
            Session.ExpectOpen();
            s_modem.Open(5000);
            s_modem.Close();
            s_modem = null;
            Session.Time.Advance(60000);
            Session.End();
        }

        [TestMethod]
        public void BootLine_NobodyAsks_AThreadAsksAfterAPauseAndEnds()
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            int threads = Session.Time.ThreadCount;
            int questions = Session.Modem.Statistics[LineCounter.Resynchronisations];

            line.Deliver("\r\n+CPIN: READY\r\n");
            Session.Time.Advance(290);

            Assert.AreEqual(questions, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Assert.AreEqual(threads + 1, Session.Time.ThreadCount);
            Session.Time.Advance(5000);
            Assert.AreEqual(questions + 1, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Assert.AreEqual(threads, Session.Time.ThreadCount);
            Session.End();
        }

        [TestMethod]
        public void BootLine_ProgramRunsACommand_TheThreadDoesNotAskAgain()
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            int threads = Session.Time.ThreadCount;
            int questions = Session.Modem.Statistics[LineCounter.Resynchronisations];
            line.Expect("AT+CSQ\r", Session.Answer("+CSQ: 9,99"));

            line.Deliver("\r\n+CPIN: READY\r\n");
            Session.Time.Advance(10);
            Session.Modem.Execute("AT+CSQ", 5000);
            Session.Time.Advance(5000);

            Assert.AreEqual(questions + 1, Session.Modem.Statistics[LineCounter.Resynchronisations]);
            Assert.AreEqual(threads, Session.Time.ThreadCount);
            Session.End();
        }

        [TestMethod]
        public void EventThread_HasCalledAHandler_StaysForTheNext()
        {
            ScriptedTransport line = Session.Open();
            Session.AlwaysRecover();
            int threads = Session.Time.ThreadCount;
            s_calls = 0;
            Session.Modem.AddUrcHandler("+FIRST", Count);

            line.Deliver("\r\n+FIRST\r\n\r\n+CPIN: READY\r\n");
            Session.Time.Advance(60000);

            Assert.AreEqual(1, s_calls);
            Assert.AreEqual(threads + 1, Session.Time.ThreadCount);
            Session.End();
        }

        [TestMethod]
        public void Closed_DataReceivedHasClosedTheModem_IsNotRaised()
        {
            ScriptedTransport line = Session.ConnectAndLearn();
            Session.AlwaysRecover();
            s_calls = 0;
            Session.Socket.DataReceived += CloseModem;
            Session.Socket.Closed += CountEvent;

            line.Deliver("\r\n+QSSLURC: \"recv\",0\r\n");
            Session.Time.Advance(1000);

            Assert.IsFalse(Session.Modem.IsOpen);
            Assert.AreEqual(0, s_calls);
            Session.End();
        }

        private static void Count(object sender, UrcEventArgs e)
        {
            s_calls++;
        }

        private static void CountEvent(object sender, EventArgs e)
        {
            s_calls++;
        }

        private static void CloseModem(object sender, EventArgs e)
        {
            Session.Modem.Close();
        }

        private static void Open()
        {
            Session.Modem.Open(20000);
        }

        private static void Synchronize()
        {
            s_modem.Clock.Synchronize("ntp.example");
        }

        private static void Block(object sender, UrcEventArgs e)
        {
            s_calls++;
            s_inside++;
            s_mostInside = s_mostInside < s_inside ? s_inside : s_mostInside;
            Session.GoOn.Wait(60000);
            s_inside--;
        }

        /// <summary>Time on a board whose memory is full now and then: no signal can be made.</summary>
        private sealed class PoorTime : TimeSource
        {
            private readonly VirtualTime _time;

            internal PoorTime(VirtualTime time)
            {
                _time = time;
            }

            /// <summary>Whether the memory is full.</summary>
            internal bool IsPoor { get; set; }

            public override long Milliseconds => _time.Milliseconds;

            public override Signal CreateSignal()
            {
                if (IsPoor)
                {
                    throw new OutOfMemoryException();
                }

                return _time.CreateSignal();
            }

            public override void Sleep(int milliseconds)
            {
                _time.Sleep(milliseconds);
            }

            public override Thread StartThread(ThreadStart body)
            {
                return _time.StartThread(body);
            }

            public override void AbortThread(Thread thread)
            {
                _time.AbortThread(thread);
            }
        }
    }
}
