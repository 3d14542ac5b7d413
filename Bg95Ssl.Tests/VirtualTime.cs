// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl.Tests
{
    /// <summary>Tells where the calling thread is.</summary>
    internal delegate string PlaceTeller();

    /// <summary>
    /// A clock that moves only when every thread waits: a limit of 150 s is over at once, and the order in which threads run is
    /// the same in every run.
    /// </summary>
    /// <remarks>
    /// One thread runs at a time, the others wait for their turn. A thread gives its turn away when it waits for a signal,
    /// sleeps, or calls <see cref="Yield"/>. When none can go on, the clock jumps to the earliest limit that one of them waits
    /// for. The thread that makes the object takes part, and so does every thread that <see cref="StartThread"/> starts; no
    /// other thread may use it. With a seed the next thread is drawn by chance, and looking at the clock may also give the turn
    /// away: each seed is another interleaving, the same one whenever it is run again. What is not a thread and still happens
    /// at its times, such as a module at the other end of a line, is an <see cref="IVirtualEvents"/>.
    /// </remarks>
    internal sealed class VirtualTime : TimeSource
    {
        private const int MostThreads = 32;
        private const int MostTurnsAtOneMoment = 100000;

        /// <summary>A moment that does not come.</summary>
        internal const long Never = long.MaxValue;

        private readonly Participant[] _participants = new Participant[MostThreads];
        private readonly Participant _first = new Participant();

        // Behind the last participant.
        private int _end = 1;
        private Participant _running;
        private long _now = 1000;
        private uint _random;
        private bool _stuck;
        private int _turnsAtThisMoment;
        private Participant _asking;

        /// <summary>Initializes a new instance of the <see cref="VirtualTime"/> class; the calling thread takes part.</summary>
        /// <param name="seed">0 for the fixed order, else which interleaving.</param>
        internal VirtualTime(uint seed = 0)
        {
            _random = seed;
            _first.Thread = Thread.CurrentThread;
            _running = _first;
            _participants[0] = _first;
        }

        /// <summary>
        /// Gets a value indicating whether nothing can happen any more: every thread waits without a limit, or they give one
        /// another their turns for ever and the clock stands still.
        /// </summary>
        internal bool IsStuck => _stuck;

        /// <summary>Gets or sets what tells where the calling thread is; <see langword="null"/> where nothing can, as on a board.</summary>
        internal PlaceTeller PlaceTeller { get; set; }

        /// <summary>Gets or sets what happens besides the threads; <see langword="null"/> for nothing.</summary>
        internal IVirtualEvents Events { get; set; }

        /// <summary>
        /// Gets or sets a value indicating whether with a seed looking at the clock sometimes takes a millisecond or some: code
        /// between two looks then takes time, as it does on a board, and things may happen in the middle of it.
        /// </summary>
        internal bool WorkTakesTime { get; set; }

        /// <summary>
        /// Gets or sets a value indicating whether an exception that ends a thread is kept in <see cref="Failure"/>. Otherwise
        /// it ends the process.
        /// </summary>
        internal bool KeepsFailures { get; set; }

        /// <summary>Gets the first exception that has ended a thread.</summary>
        internal Exception Failure { get; private set; }

        /// <summary>Gets how many threads take part, the first one included.</summary>
        internal int ThreadCount
        {
            get
            {
                int count = 0;

                foreach (Participant participant in _participants)
                {
                    count += participant == null ? 0 : 1;
                }

                return count;
            }
        }

        /// <summary>Gets the time without giving the turn away.</summary>
        internal long Now => _now;

        public override long Milliseconds
        {
            get
            {
                if (_random != 0 && Draw(8) == 0)
                {
                    if (WorkTakesTime && Draw(8) == 0)
                    {
                        Wait(null, 1 + Draw(3));
                    }
                    else
                    {
                        Yield();
                    }
                }

                return _now;
            }
        }

        public override Signal CreateSignal()
        {
            return new VirtualSignal(this);
        }

        [OwnFrame]
        public override void Sleep(int milliseconds)
        {
            Wait(null, milliseconds);
        }

        /// <summary>Lets the other threads that can go on do so first.</summary>
        [OwnFrame]
        internal void Yield()
        {
            Participant me = _running;
            me.IsReady = true;
            GiveTurn(me, true);
        }

        /// <summary>Lets time pass, and everything happen that can happen meanwhile.</summary>
        [OwnFrame]
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
            _end = index < _end ? _end : index + 1;
            participant.IsReady = true;
            Thread thread = new Thread(() =>
            {
                participant.Turn.WaitOne(Timeout.Infinite, false);
                TellPlaceIfAsked(participant);

                try
                {
                    body();
                }
                catch (Exception e)
                {
                    if (!KeepsFailures)
                    {
                        throw;
                    }

                    Failure = Failure ?? e;
                }
                finally
                {
                    _participants[index] = null;

                    while (_end > 0 && _participants[_end - 1] == null)
                    {
                        _end--;
                    }

                    GiveTurn(null, false);
                }
            });
#if NET
            // A test that fails must not keep the PC's process alive.
            thread.IsBackground = true;
#endif
            participant.Thread = thread;
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
            for (int i = 0; i < _end; i++)
            {
                if (_participants[i] != null && _participants[i] != _running && _participants[i].IsReady)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>
        /// Tells where each of the other threads waits. Only on a PC; elsewhere nothing. For the first thread, when the test has
        /// failed: threads of a world that is given up stay where they are.
        /// </summary>
        internal string[] WhereThreadsWait()
        {
            string[] places = new string[MostThreads];

            for (int i = 0; i < _end; i++)
            {
                Participant participant = _participants[i];

                if (participant != null && participant != _running)
                {
                    _asking = _running;
                    participant.Turn.Set();
                    _asking.Turn.WaitOne();
                    _asking = null;
                    places[i] = participant.Place;
                }
            }

            return places;
        }

        /// <summary>Gets the thread that has its turn: it may block on something else than this clock.</summary>
        internal Thread RunningThread => _running.Thread;

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
                throw new InvalidOperationException("nothing can happen any more");
            }

            return me.WasSignalled;
        }

        private void Set(VirtualSignal signal)
        {
            for (int i = 0; i < _end; i++)
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
                    // All threads but one wait here: every frame on the way costs each of them 200 bytes on a board.
                    me.Turn.WaitOne(Timeout.Infinite, false);
                    TellPlaceIfAsked(me);
                }
            }
        }

        private void TellPlaceIfAsked(Participant me)
        {
            while (_asking != null)
            {
                me.Place = PlaceTeller == null ? null : PlaceTeller();
                _asking.Turn.Set();
                me.Turn.WaitOne();
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

                for (int i = 0; i < _end; i++)
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

                if (ready > 0 && ++_turnsAtThisMoment > MostTurnsAtOneMoment)
                {
                    GiveUp();
                    return _first;
                }

                if (ready > 0)
                {
                    int skip = _random == 0 ? 0 : Draw(ready);

                    for (int i = 1; ; i++)
                    {
                        Participant participant = _participants[(at + i) % _end];

                        if (participant != null && participant.IsReady && (participant != me || ready == 1 || !othersFirst) && skip-- <= 0)
                        {
                            return participant;
                        }
                    }
                }

                IVirtualEvents events = Events;
                long next = events == null ? Never : events.NextAt;

                if (earliest == Never && next == Never)
                {
                    GiveUp();
                    return _first;
                }

                earliest = next < earliest ? next : earliest;

                if (earliest > _now)
                {
                    _now = earliest;
                    _turnsAtThisMoment = 0;
                }

                // Where a wait ends in the very moment in which something happens, the one or the other is first.
                if (next <= _now && (_random == 0 || Draw(2) == 0))
                {
                    events.Happen();
                    continue;
                }

                for (int i = 0; i < _end; i++)
                {
                    Participant participant = _participants[i];

                    if (participant != null && !participant.IsReady && participant.Limit <= _now)
                    {
                        participant.IsReady = true;
                    }
                }
            }
        }

        // The thread of the test is told.
        private void GiveUp()
        {
            _stuck = true;
            _first.IsReady = true;
        }

        private int Draw(int count)
        {
            _random ^= _random << 13;
            _random ^= _random >> 17;
            _random ^= _random << 5;
            return (int)((_random >> 1) % (uint)count);
        }

        /// <summary>
        /// Marks a method in which a thread waits. The interpreter runs a small method in the stack frame of its caller, and then
        /// leaves a place of that frame unset that the garbage collector reads: what was in memory there before can end the
        /// interpreter. A method that has an attribute, whatever it is, gets a stack frame of its own.
        /// </summary>
        private sealed class OwnFrameAttribute : Attribute
        {
        }

        private sealed class Participant
        {
            internal readonly AutoResetEvent Turn = new AutoResetEvent(false);
            internal bool IsReady = true;
            internal bool WasSignalled;
            internal long Limit;
            internal VirtualSignal Signal;
            internal string Place = string.Empty;
            internal Thread Thread;
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

            [OwnFrame]
            public override bool Wait(int milliseconds)
            {
                return _time.Wait(this, milliseconds);
            }
        }
    }
}
