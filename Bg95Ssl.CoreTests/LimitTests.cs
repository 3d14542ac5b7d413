// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using nanoFramework.TestFramework;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// The time that each public call may take by its documentation is all it takes: with a module that has fallen silent, with
    /// another thread that has the line, with a line to get in step on, and with one after the other.
    /// </summary>
    [TestClass]
    public class LimitTests
    {
        // How long the other thread has the line, in milliseconds.
        private static int s_held;

        // How long the line takes for a byte that is written, in milliseconds; or whether flow control holds it for good.
        private static int s_byteTime;
        private static bool s_isLineHeld;

        [TestMethod]
        public void EveryCall_ModuleFallsSilent_EndsInTime()
        {
            EveryCall(0, false);
        }

        [TestMethod]
        public void EveryCall_OutOfStepAndSilent_EndsInTime()
        {
            EveryCall(0, true);
        }

        [TestMethod]
        public void EveryCall_LineHeldForLong_EndsInTime()
        {
            EveryCall(1000000, false);
        }

        [TestMethod]
        public void EveryCall_LineHeldForAWhileAndThenSilence_EndsInTime()
        {
            // Nearly as long as most calls wait for it; what is left must do for everything else.
            EveryCall(14500, false);
            EveryCall(6000, true);
        }

        [TestMethod]
        public void EveryCall_LineHeldAndGivenBackAtTheLastMoment_EndsInTime()
        {
            EveryCall(29000, false);
            EveryCall(19900, false);
        }

        [TestMethod]
        public void EveryCall_SlowLine_EndsInTime()
        {
            // At 4800 baud what is written takes a part of the call's time, what is written to get in step included.
            s_byteTime = 2;
            EveryCall(0, false);
            EveryCall(0, true);
            EveryCall(14500, false);
            EveryCall(14500, true);
            EveryCall(19600, false);
            EveryCall(29600, false);
            s_byteTime = 0;
        }

        [TestMethod]
        public void EveryCall_FlowControlHoldsTheLine_EndsInTime()
        {
            s_isLineHeld = true;
            EveryCall(0, false);
            EveryCall(0, true);
            EveryCall(14500, false);
            EveryCall(14500, true);
            EveryCall(19600, false);
            EveryCall(29600, false);
            s_isLineHeld = false;
        }

        [TestMethod]
        public void Open_ModuleSilent_EndsInTime()
        {
            for (int limit = 1000; limit < 100000; limit *= 3)
            {
                ScriptedTransport line = Session.Make();
                line.Deaf = true;
                s_held = limit;
                long from = Session.Time.Now;

                Thrown.Is(Bg95Error.NoAnswer, OpenMade);

                Assert.AreEqual(limit, (int)(Session.Time.Now - from), string.Empty);
                Session.End();
            }
        }

        private static void OpenMade()
        {
            Session.Modem.Open(s_held);
        }

        private static void EveryCall(int held, bool isOutOfStep)
        {
            for (int number = 0; number < PublicCalls.Count; number++)
            {
                PublicCalls.Prepare(number);
                Session.Line.Deaf = true;

                if (isOutOfStep)
                {
                    Session.Line.Deliver(Session.Ok);
                    Session.Line.Settle();
                }

                if (held > 0)
                {
                    s_held = held;
                    Session.Time.StartThread(Hold);
                    Session.Time.Yield();
                }

                Session.Line.MillisecondsPerByte = s_byteTime;
                Session.Line.HoldsWrites = s_isLineHeld;
                long from = Session.Time.Now;
                bool isInTime = true;

                try
                {
                    PublicCalls.Run(number);
                }
                catch (Bg95Exception ex)
                {
                    isInTime = ex.Error == Bg95Error.NoAnswer || ex.Error == Bg95Error.LineBusy
                        || (ex.Error == Bg95Error.PortFailed && s_isLineHeld);
                }

                int taken = (int)(Session.Time.Now - from);
                Assert.IsTrue(isInTime && taken <= PublicCalls.Limit(number), "call " + number.ToString() + ": " + taken.ToString());
                Session.End();
            }
        }

        [TestMethod]
        public void EveryCall_EachAnswerAtTheLastMoment_EndsInTime()
        {
            for (int number = 0; number < PublicCalls.Count; number++)
            {
                PublicCalls.Prepare(number);
                Session.Line.Module = new SlowModule(4900);
                long from = Session.Time.Now;

                try
                {
                    PublicCalls.Run(number);
                }
                catch (Bg95Exception)
                {
                    // The module has another answer than the call wants.
                }

                int taken = (int)(Session.Time.Now - from);
                Assert.IsTrue(taken <= PublicCalls.Limit(number), "call " + number.ToString() + ": " + taken.ToString());
                Session.End();
            }
        }

        [TestMethod]
        public void EveryCall_ModuleFallsSilentInItsMiddle_EndsInTime()
        {
            // For good, or for longer than most commands may take.
            for (int commands = 1; commands <= 3; commands++)
            {
                EveryCall(new MutedModule(commands, 0), 0);
                EveryCall(new MutedModule(commands, 18000), 0);
            }
        }

        [TestMethod]
        public void EveryCall_LineGivenBackShortlyBeforeItsLimitAndThenSilence_EndsInTime()
        {
            // Whatever it begins then it must not begin a time of its own.
            EveryCall(new MutedModule(1, 0), 6000);
            EveryCall(new MutedModule(1, 0), 1000);
            EveryCall(new MutedModule(2, 0), 6000);
        }

        [TestMethod]
        public void Upload_TimeLeftIsShorterThanItsBytesTake_WritesNoneOfThem()
        {
            PublicCalls.Prepare(17);
            MutedModule module = new MutedModule(1, 0);
            module.Begin();
            Session.Line.Module = module;
            s_held = PublicCalls.Limit(17) - 900;
            Session.Time.StartThread(Hold);
            Session.Time.Yield();
            string thrown = string.Empty;

            try
            {
                PublicCalls.Run(17);
            }
            catch (Bg95Exception ex)
            {
                thrown = ex.Message;
            }

            Assert.AreEqual("AT+QFUPL: the module does not answer", thrown);

            // The command and a question to get in step.
            Assert.IsTrue(module.Taken < 60, module.Taken.ToString());
            Session.End();
        }

        private static void EveryCall(MutedModule module, int heldUntil)
        {
            for (int number = 0; number < PublicCalls.Count; number++)
            {
                PublicCalls.Prepare(number);
                module.Begin();
                Session.Line.Module = module;

                if (heldUntil > 0)
                {
                    // Another command has the line until so long before the call's limit.
                    s_held = PublicCalls.Limit(number) - heldUntil;
                    Session.Time.StartThread(Hold);
                    Session.Time.Yield();
                }

                long from = Session.Time.Now;

                try
                {
                    PublicCalls.Run(number);
                }
                catch (Bg95Exception)
                {
                    // Which error it is depends on the command that was not answered.
                }

                int taken = (int)(Session.Time.Now - from);
                Assert.IsTrue(taken <= PublicCalls.Limit(number), "call " + number.ToString() + " after " + module.ToString() + ": " + taken.ToString());
                Session.End();
            }
        }

        [TestMethod]
        public void Connect_NoResult_EndsInTime()
        {
            // It says OK, and then that it is opening still; or nothing at all.
            Connect_NoResult_EndsInTime(false);
            Connect_NoResult_EndsInTime(true);
        }

        private static void Connect_NoResult_EndsInTime(bool isSilent)
        {
            ScriptedTransport line = Session.OpenWithContext();
            Session.Context.NegotiateTimeoutMilliseconds = 10000;
            line.Always("AT+QSSLCFG=", Session.Ok);
            line.Always("AT+QSSLOPEN=", Session.Ok);
            line.Always("AT+QSSLCLOSE=", Session.Ok);
            line.Always("AT+QSSLSTATE=", Session.Answer("+QSSLSTATE: 0,\"SSLClient\",\"192.0.2.1\",443,0,1,1"));
            line.Expect("AT+QSSLCFG=\"negotiatetime\",0\r", Session.Answer("+QSSLCFG: \"negotiatetime\",0,10"));
            s_held = isSilent ? 30000 : 1000000;
            Session.Time.StartThread(FallSilent);
            long from = Session.Time.Now;

            Thrown.Is(Bg95Error.NoAnswer, Calls.Connect);

            int taken = (int)(Session.Time.Now - from);
            Assert.IsTrue(taken <= 200000, taken.ToString());
            Assert.IsTrue(taken >= 160000, taken.ToString());
        }

        private static void FallSilent()
        {
            Session.Time.Sleep(s_held);
            Session.Line.Deaf = true;
        }

        private static void Hold()
        {
            try
            {
                Session.Modem.Execute("AT+COPS=?", s_held);
            }
            catch (Exception)
            {
                // It gets no answer, or the modem is closed.
            }
        }

        /// <summary>A module that answers so many commands and then nothing more, or all at once after a while.</summary>
        private sealed class MutedModule : IScriptedModule
        {
            private readonly int _answered;
            private readonly int _silence;
            private SmallModule _module;
            private string _unsaid;
            private int _commands;

            internal MutedModule(int answered, int silence)
            {
                _answered = answered;
                _silence = silence;
            }

            internal void Begin()
            {
                _module = new SmallModule();
                _unsaid = string.Empty;
                _commands = 0;
            }

            /// <summary>How many bytes have come since the line was given back.</summary>
            internal int Taken;

            public string Answer(string written)
            {
                Taken += written.Length;

                if (written.IndexOf("AT+COPS") == 0)
                {
                    Session.Time.StartThread(EndHold);
                    return string.Empty;
                }

                string answer = written.IndexOf("AT+QFUPL=") == 0 ? "\r\nCONNECT\r\n" : _module.Answer(written);
                _commands++;

                if (_commands <= _answered)
                {
                    return answer;
                }

                if (_silence > 0 && _commands == _answered + 1)
                {
                    Session.Time.StartThread(SayAll);
                }

                _unsaid += answer;
                return string.Empty;
            }

            public override string ToString()
            {
                return _answered.ToString() + " commands, " + _silence.ToString() + " ms";
            }

            private static void EndHold()
            {
                Session.Time.Sleep(s_held - 1);
                ((MutedModule)Session.Line.Module).Taken = 0;
                Session.Line.Deliver(Session.Ok);
            }

            private void SayAll()
            {
                Session.Time.Sleep(_silence);
                Session.Line.Deliver(_unsaid);
                _commands = _answered - 1000;
            }
        }

        /// <summary>A module that takes its time for every answer.</summary>
        private sealed class SlowModule : IScriptedModule
        {
            private readonly SmallModule _module = new SmallModule();
            private readonly int _milliseconds;
            private string _answer;

            internal SlowModule(int milliseconds)
            {
                _milliseconds = milliseconds;
            }

            public string Answer(string written)
            {
                _answer = _module.Answer(written);

                if (_answer.Length > 0)
                {
                    Session.Time.StartThread(Say);
                }

                return string.Empty;
            }

            private void Say()
            {
                string answer = _answer;
                Session.Time.Sleep(_milliseconds);
                Session.Line.Deliver(answer);
            }
        }
    }
}
