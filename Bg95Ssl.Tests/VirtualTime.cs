// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl.Tests
{
    /// <summary>
    /// A clock that moves only when every thread waits: a limit of 150 s is over at once, and the order in which threads run is
    /// the same in every run.
    /// </summary>
    /// <remarks>
    /// One thread runs at a time, the others wait for their turn. A thread gives its turn away when it waits for a signal,
    /// sleeps, or calls <see cref="Yield"/>. When none can go on, the clock jumps to the earliest limit that one of them waits
    /// for. The thread that makes the object takes part, and so does every thread that <see cref="StartThread"/> starts; no
    /// other thread may use it. With a seed the next thread is drawn by chance, and looking at the clock may also give the turn
    /// away: each seed is another interleaving, the same one whenever it is run again.
    /// </remarks>
    internal sealed class VirtualTime : TimeSource
    {
        private const int MostThreads = 32;
        private const long Never = long.MaxValue;

        private readonly Participant[] _participants = new Participant[MostThreads];
        private readonly Participant _first = new Participant();
        private Participant _running;
        private long _now = 1000;
        private uint _random;
        private bool _stuck;

        /// <summary>Initializes a new instance of the <see cref="VirtualTime"/> class; the calling thread takes part.</summary>
        /// <param name="seed">0 for the fixed order, else which interleaving.</param>
        internal VirtualTime(uint seed = 0)
        {
            _random = seed;
            _running = _first;
            _participants[0] = _first;
        }

        /// <summary>Gets a value indicating whether every thread waits without a limit: nothing can happen any more.</summary>
        internal bool IsStuck => _stuck;

        /// <summary>Gets the time without giving the turn away.</summary>
        internal long Now => _now;

        public override long Milliseconds
        {
            get
            {
                if (_random != 0 && Draw(8) == 0)
                {
                    Yield();
                }

                return _now;
            }
        }

        public override Signal CreateSignal()
        {
            return new VirtualSignal(this);
        }

        public override void Sleep(int milliseconds)
        {
            Wait(null, milliseconds);
        }

        /// <summary>Lets the other threads that can go on do so first.</summary>
        internal void Yield()
        {
            Participant me = _running;
            me.IsReady = true;
            GiveTurn(me, true);
        }

        /// <summary>Lets time pass, and everything happen that can happen meanwhile.</summary>
        internal void Advance(int milliseconds)
        {
            Sleep(milliseconds);
        }

        public override Thread StartThread(ThreadStart body)
        {
            Participant participant = new Participant();
            int index = 0;

            while (_participants[index] != null)
            {
                index++;
            }

            _participants[index] = participant;
            participant.IsReady = true;
            Thread thread = new Thread(() =>
            {
                participant.Turn.WaitOne();

                try
                {
                    body();
                }
                finally
                {
                    _participants[index] = null;
                    GiveTurn(null, false);
                }
            });
#if NET
            // A test that fails must not keep the PC's process alive.
            thread.IsBackground = true;
#endif
            thread.Start();
            return thread;
        }

        public override void AbortThread(Thread thread)
        {
            // Closing the line of a test ends its reads.
        }

        /// <summary>Lets the other threads go on until each of them waits for something.</summary>
        internal void Settle()
        {
            while (IsAnyOtherReady())
            {
                Yield();
            }
        }

        private bool IsAnyOtherReady()
        {
            for (int i = 0; i < MostThreads; i++)
            {
                if (_participants[i] != null && _participants[i] != _running && _participants[i].IsReady)
                {
                    return true;
                }
            }

            return false;
        }

        private bool Wait(VirtualSignal signal, int milliseconds)
        {
            if (signal != null && signal.IsSet)
            {
                signal.IsSet = false;
                return true;
            }

            Participant me = _running;
            me.IsReady = false;
            me.WasSignalled = false;
            me.Limit = milliseconds < 0 ? Never : _now + milliseconds;

            if (milliseconds == 0)
            {
                if (signal != null)
                {
                    return false;
                }

                me.IsReady = true;
            }

            me.Signal = signal;
            GiveTurn(me, false);
            me.Signal = null;

            if (_stuck && me == _first)
            {
                _stuck = false;
                throw new InvalidOperationException("every thread waits without a limit");
            }

            return me.WasSignalled;
        }

        private void Set(VirtualSignal signal)
        {
            for (int i = 0; i < MostThreads; i++)
            {
                Participant waiting = _participants[i];

                if (waiting != null && waiting.Signal == signal && !waiting.IsReady)
                {
                    waiting.WasSignalled = true;
                    waiting.IsReady = true;
                    return;
                }
            }

            signal.IsSet = true;
        }

        // Lets another thread run; returns when this one has its turn again.
        private void GiveTurn(Participant me, bool othersFirst)
        {
            Participant next = Choose(me, othersFirst);

            if (next == null)
            {
                return;
            }

            _running = next;

            if (next != me)
            {
                next.Turn.Set();

                if (me != null)
                {
                    me.Turn.WaitOne();
                }
            }
        }

        private Participant Choose(Participant me, bool othersFirst)
        {
            while (true)
            {
                int ready = 0;
                int at = 0;
                long earliest = Never;
                bool any = false;

                for (int i = 0; i < MostThreads; i++)
                {
                    Participant participant = _participants[i];

                    if (participant == null)
                    {
                        continue;
                    }

                    any = true;
                    at = participant == me ? i : at;

                    if (participant.IsReady)
                    {
                        ready++;
                    }
                    else if (participant.Limit < earliest)
                    {
                        earliest = participant.Limit;
                    }
                }

                if (!any)
                {
                    return null;
                }

                if (ready > 0)
                {
                    int skip = _random == 0 ? 0 : Draw(ready);

                    for (int i = 1; ; i++)
                    {
                        Participant participant = _participants[(at + i) % MostThreads];

                        if (participant != null && participant.IsReady && (participant != me || ready == 1 || !othersFirst) && skip-- <= 0)
                        {
                            return participant;
                        }
                    }
                }

                if (earliest == Never)
                {
                    // Whoever waits for ever is told so in the thread of the test.
                    _stuck = true;
                    _first.IsReady = true;
                    continue;
                }

                _now = earliest > _now ? earliest : _now;

                for (int i = 0; i < MostThreads; i++)
                {
                    Participant participant = _participants[i];

                    if (participant != null && !participant.IsReady && participant.Limit <= _now)
                    {
                        participant.IsReady = true;
                    }
                }
            }
        }

        private int Draw(int count)
        {
            _random ^= _random << 13;
            _random ^= _random >> 17;
            _random ^= _random << 5;
            return (int)((_random >> 1) % (uint)count);
        }

        private sealed class Participant
        {
            internal readonly AutoResetEvent Turn = new AutoResetEvent(false);
            internal bool IsReady = true;
            internal bool WasSignalled;
            internal long Limit;
            internal VirtualSignal Signal;
        }

        private sealed class VirtualSignal : Signal
        {
            internal bool IsSet;
            private readonly VirtualTime _time;

            internal VirtualSignal(VirtualTime time)
            {
                _time = time;
            }

            public override void Set()
            {
                _time.Set(this);
            }

            public override bool Wait(int milliseconds)
            {
                return _time.Wait(this, milliseconds);
            }
        }
    }
}
