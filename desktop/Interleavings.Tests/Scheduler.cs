// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Bg95Ssl;

namespace Interleavings.Tests
{
    /// <summary>
    /// The driver's time and its monitors. One thread runs at a time; at every monitor, signal, wait and look at the clock the
    /// schedule says which one goes on. The clock moves only when every thread waits.
    /// </summary>
    /// <remarks>
    /// While a scene is set up the running thread goes on until it has to wait, then the next one. From then on the
    /// <see cref="Schedule"/> says, and the same one is the same run whenever it is run again.
    /// </remarks>
    internal sealed class Scheduler : TimeSource
    {
        private const long Never = long.MaxValue;
        private const int MostPoints = 200000;

        [ThreadStatic]
        private static Participant s_me;

        private readonly List<Participant> _participants = new List<Participant>();
        private readonly Dictionary<object, Ownership> _monitors = new Dictionary<object, Ownership>(ReferenceEqualityComparer.Instance);
        private readonly List<Participant> _ready = new List<Participant>();
        private readonly Schedule _schedule;
        private readonly StringBuilder _trace;
        private readonly Participant _first;
        private bool _isExploring;
        private int _orders;
        private long _now = 1000;

        internal Scheduler(Schedule schedule, bool keepsTrace)
        {
            _schedule = schedule;
            _trace = keepsTrace ? new StringBuilder() : null;
            _first = new Participant(this, "test");
            _participants.Add(_first);
            s_me = _first;
        }

        /// <summary>Gets the scheduler of the calling thread.</summary>
        internal static Scheduler Current => s_me.Scheduler;

        /// <summary>Gets or sets a value indicating whether the schedule is asked; while a scene is set up it is not.</summary>
        internal bool IsExploring
        {
            get => _isExploring;

            set
            {
                _isExploring = value;

                if (value)
                {
                    PutInOrder(_schedule.Order);
                }
            }
        }

        /// <summary>Gets the first exception that has ended a thread.</summary>
        internal Exception Failure { get; private set; }

        /// <summary>Gets a value indicating whether no thread can go on any more.</summary>
        internal bool IsStuck { get; private set; }

        /// <summary>Gets the time; not a point.</summary>
        internal long Now => _now;

        /// <summary>Gets how many threads there are, the test's own included.</summary>
        internal int ThreadCount => _participants.Count;

        public override long Milliseconds
        {
            get
            {
                Point();
                return _now;
            }
        }

        public override Signal CreateSignal()
        {
            return new ScheduledSignal(this);
        }

        public override void Sleep(int milliseconds)
        {
            Wait(null, milliseconds);
        }

        public override Thread StartThread(ThreadStart body)
        {
            return StartThread("driver " + _participants.Count, body);
        }

        public override void AbortThread(Thread thread)
        {
            // Closing the line ends its reads.
        }

        /// <summary>Says how many orders there are of the threads of a scene.</summary>
        internal static int CountOrders(Action<Scheduler> scene)
        {
            Scheduler scheduler = new Scheduler(new Schedule(0), false);
            scene(scheduler);
            return scheduler._orders;
        }

        internal Thread StartThread(string name, ThreadStart body)
        {
            Participant participant = new Participant(this, name);
            _participants.Add(participant);
            Thread thread = Worker.Start(() =>
            {
                s_me = participant;
                participant.Turn.Wait();

                try
                {
                    body();
                }
                catch (Exception e)
                {
                    Failure = Failure ?? e;
                }

                _participants.Remove(participant);
                participant.HasEnded = true;
                Switch(participant);
            });
            Point();
            return thread;
        }

        /// <summary>Another thread may go on here.</summary>
        internal void Point()
        {
            if (IsExploring)
            {
                Switch(s_me);
            }
        }

        internal void EnterMonitor(object monitor)
        {
            Point();
            Participant me = s_me;

            if (!_monitors.TryGetValue(monitor, out Ownership ownership))
            {
                ownership = new Ownership();
                _monitors.Add(monitor, ownership);
            }

            if (ownership.Owner != me && ownership.Owner != null)
            {
                me.Wanted = ownership;
                Switch(me);
                me.Wanted = null;
            }

            ownership.Owner = me;
            ownership.Depth++;
        }

        internal void ExitMonitor(object monitor)
        {
            Ownership ownership = _monitors[monitor];

            if (--ownership.Depth == 0)
            {
                ownership.Owner = null;
                Point();
            }
        }

        /// <summary>Tells what was run when, and where each thread stands.</summary>
        internal string Tell()
        {
            StringBuilder text = new StringBuilder(_trace?.ToString());

            foreach (Participant participant in _participants)
            {
                text.Append("\n-- ").Append(participant.Name).Append(participant.IsReady ? " could go on" : " waits").Append('\n').Append(participant.Place);
            }

            return text.ToString();
        }

        private bool Wait(ScheduledSignal signal, int milliseconds)
        {
            Point();

            if (signal != null && signal.IsSet)
            {
                signal.IsSet = false;
                return true;
            }

            if (milliseconds == 0)
            {
                return false;
            }

            Participant me = s_me;
            me.IsWaiting = true;
            me.WasSignalled = false;
            me.Signal = signal;
            me.Limit = milliseconds < 0 ? Never : _now + milliseconds;
            Switch(me);
            me.Signal = null;

            if (IsStuck && me == _first)
            {
                throw new InvalidOperationException("nothing can happen any more");
            }

            return me.WasSignalled;
        }

        private void Set(ScheduledSignal signal)
        {
            _ready.Clear();

            foreach (Participant participant in _participants)
            {
                if (participant.Signal == signal && participant.IsWaiting)
                {
                    _ready.Add(participant);
                }
            }

            if (_ready.Count == 0)
            {
                signal.IsSet = true;
            }
            else
            {
                Participant woken = _ready[_ready.Count > 1 && IsExploring && _schedule.Departs() ? 1 : 0];
                woken.WasSignalled = true;
                woken.IsWaiting = false;
            }

            Point();
        }

        // Lets the thread go on that the schedule names; returns when the calling one has its turn again.
        private void Switch(Participant me)
        {
            Participant next = Choose(me);

            if (_trace != null && IsExploring)
            {
                me.Place = Environment.StackTrace;

                if (next != me)
                {
                    _trace.Append(_now).Append(": ").Append(me.Name).Append(" -> ").Append(next.Name).Append(Excerpt(me.Place)).Append('\n');
                }
            }

            if (next != me)
            {
                next.Turn.Release();

                if (!me.HasEnded)
                {
                    me.Turn.Wait();
                }
            }
        }

        private Participant Choose(Participant me)
        {
            while (true)
            {
                _ready.Clear();
                int from = IsExploring ? 0 : Math.Max(_participants.IndexOf(me), 0);

                for (int i = 0; i < _participants.Count; i++)
                {
                    Participant participant = _participants[(from + i) % _participants.Count];

                    if (participant.IsReady)
                    {
                        _ready.Add(participant);
                    }
                }

                if (IsStuck)
                {
                    return _first;
                }

                if (_ready.Count > 0)
                {
                    if (_schedule.Points > MostPoints)
                    {
                        IsStuck = true;
                        _first.IsWaiting = false;
                        return _first;
                    }

                    if (_ready.Count == 1 || !IsExploring || !_schedule.Departs())
                    {
                        return _ready[0];
                    }

                    _participants.Remove(_ready[0]);
                    _participants.Add(_ready[0]);
                    return _ready[1];
                }

                LetTimePass();
            }
        }

        // Each thread first, and each one last, the others as they were made.
        private void PutInOrder(int order)
        {
            _orders = 2 * (_participants.Count - 1);
            Participant one = _participants[1 + (order / 2 % (_participants.Count - 1))];
            _participants.Remove(one);
            _participants.Insert(order % 2 == 0 ? 1 : _participants.Count, one);
        }

        private void LetTimePass()
        {
            long earliest = Never;

            foreach (Participant participant in _participants)
            {
                if (participant.IsWaiting && participant.Limit < earliest)
                {
                    earliest = participant.Limit;
                }
            }

            if (earliest == Never)
            {
                IsStuck = true;
                _first.IsWaiting = false;
                return;
            }

            _now = earliest;

            foreach (Participant participant in _participants)
            {
                participant.IsWaiting &= participant.Limit > _now;
            }
        }

        // The lines of the driver's and the scenario's own code, innermost first.
        private static string Excerpt(string place)
        {
            StringBuilder text = new StringBuilder();
            int lines = 0;

            foreach (string line in place.Split('\n'))
            {
                string trimmed = line.Trim();

                if (lines < 3 && trimmed.Contains("Bg95Ssl.", StringComparison.Ordinal))
                {
                    int end = trimmed.IndexOf('(', StringComparison.Ordinal);
                    int number = trimmed.LastIndexOf(":line ", StringComparison.Ordinal);
                    text.Append("  ").Append(trimmed, 3, end - 3).Append(number < 0 ? string.Empty : trimmed.Substring(number));
                    lines++;
                }
            }

            return text.ToString();
        }

        private sealed class Ownership
        {
            internal Participant Owner;
            internal int Depth;
        }

        private sealed class Participant
        {
            internal readonly Scheduler Scheduler;
            internal readonly string Name;
            internal readonly SemaphoreSlim Turn = new SemaphoreSlim(0);
            internal bool IsWaiting;
            internal bool WasSignalled;
            internal bool HasEnded;
            internal long Limit;
            internal ScheduledSignal Signal;
            internal Ownership Wanted;
            internal string Place;

            internal Participant(Scheduler scheduler, string name)
            {
                Scheduler = scheduler;
                Name = name;
            }

            internal bool IsReady => !IsWaiting && !HasEnded && (Wanted == null || Wanted.Owner == null);
        }

        private sealed class ScheduledSignal : Signal
        {
            internal bool IsSet;
            private readonly Scheduler _scheduler;

            internal ScheduledSignal(Scheduler scheduler)
            {
                _scheduler = scheduler;
            }

            public override void Set()
            {
                _scheduler.Set(this);
            }

            public override bool Wait(int milliseconds)
            {
                return _scheduler.Wait(this, milliseconds);
            }
        }
    }
}
