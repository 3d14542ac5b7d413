// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;
using Xunit;

namespace Interleavings.Tests
{
    /// <summary>Who has the line: every way in which threads can take it, give it back, hand it over and close it.</summary>
    public sealed class LineOwnershipTests
    {
        private const int Limit = 1000;

        [Fact]
        public void Take_ThreeThreads_OneAtATimeAndAllGetIt()
        {
            Explorer.Explore(time =>
            {
                Ledger ledger = new Ledger(time);
                ledger.Start(() => ledger.Use(null));
                ledger.Start(() => ledger.Use(null));
                ledger.Start(() => ledger.Use(null));
                ledger.Await();

                Assert.Equal("Success Success Success", ledger.Outcomes);
                Assert.True(time.Now <= 1000 + (3 * Ledger.Work));
            });
        }

        [Fact]
        public void Take_LineIsHandedToAConnection_WaitingCommandsAreWokenAndTheConnectionGetsIt()
        {
            Explorer.Explore(time =>
            {
                Ledger ledger = new Ledger(time);
                object connection = new object();
                Assert.Equal(Bg95Error.Success, ledger.Line.Take(null, time.Now));
                ledger.Start(() => ledger.Use(null));
                ledger.Start(() => ledger.Use(null));
                ledger.Start(() =>
                {
                    ledger.Line.HandTo(connection);
                    ledger.Line.GiveBack();
                    ledger.Use(connection);
                });
                ledger.Await();

                // A command may have come before the connection; none waits for its deadline.
                Assert.EndsWith("Success", ledger.Outcomes, StringComparison.Ordinal);
                Assert.True(time.Now <= 1000 + (3 * Ledger.Work), $"{ledger.Outcomes} {time.Now}");
            });
        }

        [Fact]
        public void Take_ConnectionLosesTheLine_EveryOneIsWoken()
        {
            Explorer.Explore(time =>
            {
                Ledger ledger = new Ledger(time);
                object connection = new object();
                ledger.Line.HandTo(connection);
                ledger.Start(() => ledger.Use(connection));
                ledger.Start(() => ledger.Use(connection));
                ledger.Start(() => ledger.Line.TakeFrom(connection));
                ledger.Start(() => ledger.Use(null));
                ledger.Await();

                Assert.True(time.Now <= 1000 + (3 * Ledger.Work), $"{ledger.Outcomes} {time.Now}");
                Assert.Equal(Bg95Error.Success, ledger.Line.Take(null, time.Now));
            });
        }

        [Fact]
        public void Take_ConnectionLosesTheLineThatIsInUse_ItsThreadsAreWokenAndCommandsWaitOn()
        {
            Explorer.Explore(time =>
            {
                Ledger ledger = new Ledger(time);
                object connection = new object();
                long ended = 0;
                ledger.Line.HandTo(connection);
                Assert.Equal(Bg95Error.Success, ledger.Line.Take(connection, time.Now));
                ledger.Start(() => ledger.NoteEnd(connection, ref ended));
                ledger.Start(() =>
                {
                    // What leaves the mode has the line for long, and what comes then waits for it.
                    ledger.Line.TakeFrom(connection);
                    time.Sleep(Ledger.Work);
                    ledger.Line.GiveBack();
                });
                ledger.Start(() => ledger.Use(null));
                ledger.Start(() => ledger.NoteEnd(connection, ref ended));
                ledger.Await();

                Assert.True(ended < 1000 + Ledger.Work, $"{ledger.Outcomes} {ended}");
                Assert.Equal(Bg95Error.Success, ledger.Line.Take(null, time.Now));
            });
        }

        [Fact]
        public void Close_WhileThreadsWait_AllEndAtOnceAndItOpensAgain()
        {
            Explorer.Explore(time =>
            {
                Ledger ledger = new Ledger(time);
                ledger.Start(() => ledger.Use(null));
                ledger.Start(() => ledger.Use(null));
                ledger.Start(() => ledger.Use(null));
                ledger.Start(ledger.Line.Close);
                ledger.Await();

                Assert.True(time.Now <= 1000 + (2 * Ledger.Work), $"{ledger.Outcomes} {time.Now}");
                Assert.Equal(Bg95Error.PortFailed, ledger.Line.Take(null, time.Now));
                Assert.True(ledger.Line.TakeClosed(time.Now));
                ledger.Line.Open();
                ledger.Line.GiveBack();
            });
        }

        [Fact]
        public void Take_TimeIsOverWhenItIsGivenBack_TheNextOneGetsIt()
        {
            Explorer.Explore(time =>
            {
                Ledger ledger = new Ledger(time);
                Assert.Equal(Bg95Error.Success, ledger.Line.Take(null, time.Now));
                ledger.Start(() => ledger.Note(ledger.Line.Take(null, time.Now + Ledger.Work)));
                ledger.Start(() => ledger.Use(null));
                ledger.Start(() =>
                {
                    time.Sleep(Ledger.Work);
                    ledger.Line.GiveBack();
                });
                ledger.Await();

                Assert.True(time.Now <= 1000 + (3 * Ledger.Work), $"{ledger.Outcomes} {time.Now}");
                Assert.Equal(Bg95Error.Success, ledger.Line.Take(null, time.Now));
            });
        }

        // Threads that use the line, and what has become of it.
        private sealed class Ledger
        {
            internal const int Work = 10;

            internal readonly LineOwnership Line;
            internal string Outcomes = string.Empty;
            private readonly Scheduler _time;
            private readonly Signal _ended;
            private int _running;
            private int _users;

            internal Ledger(Scheduler time)
            {
                _time = time;
                _ended = time.CreateSignal();
                Line = new LineOwnership(time) { IsOpen = true };
            }

            internal void Start(Action work)
            {
                _running++;
                _time.StartThread("user " + _running, () =>
                {
                    work();
                    _running--;
                    _ended.Set();
                });
            }

            internal void Use(object connection)
            {
                Note(Line.Take(connection, _time.Now + Limit));
            }

            // A call for a connection whose end it waits for, too.
            internal void NoteEnd(object connection, ref long ended)
            {
                Bg95Error error = Line.Take(connection, _time.Now + Limit);
                ended = Math.Max(ended, _time.Now);
                Assert.Equal(Bg95Error.ClosedByPeer, error);
                Note(error);
            }

            internal void Note(Bg95Error error)
            {
                if (error == Bg95Error.Success)
                {
                    Assert.Equal(1, ++_users);
                    _time.Sleep(Work);
                    _users--;
                    Line.GiveBack();
                }

                Outcomes += (Outcomes.Length > 0 ? " " : string.Empty) + error;
            }

            internal void Await()
            {
                _time.IsExploring = true;

                while (_running > 0)
                {
                    _ended.Wait(-1);
                }

                _time.IsExploring = false;
                Assert.Null(_time.Failure);
            }
        }
    }
}
