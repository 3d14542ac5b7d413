// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using System.Threading;

namespace Stress.Tests;

/// <summary>
/// Watches the program's threads: which call each is in and since when. When a call goes beyond its limit it interrupts all
/// threads, the driver's included, so that each tells where it stands.
/// </summary>
internal sealed class Watchdog
{
    // A machine that has other work to do may be so much slower than the limits.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(20);

    private readonly TimeSpan _slack;
    private readonly List<Caller> _callers = [];
    private readonly ConcurrentDictionary<int, string> _places = new();
    private readonly FastTime _time;

    public Watchdog(FastTime time, TimeSpan? slack = null)
    {
        _time = time;
        _slack = slack ?? s_slack;
    }

    /// <summary>Adds a thread.</summary>
    public Caller Add(string name)
    {
        Caller caller = new(name);

        lock (_callers)
        {
            _callers.Add(caller);
        }

        return caller;
    }

    /// <summary>Says which calls are beyond their limits and where every thread stands, or nothing.</summary>
    public string? Look()
    {
        lock (_callers)
        {
            return _callers.Exists(each => each.IsBeyondLimit(_slack)) ? Tell() : null;
        }
    }

    /// <summary>Tells where every thread stands. They do not go on afterwards.</summary>
    public string Tell()
    {
        AppDomain.CurrentDomain.FirstChanceException += NotePlace;
        List<Thread> threads = [.. _time.Threads.Keys];
        StringBuilder text = new();

        foreach (Caller caller in _callers)
        {
            text.Append(caller).Append('\n');
            threads.Add(caller.Thread);
        }

        foreach (Thread thread in threads)
        {
            thread.Interrupt();
        }

        AwaitPlaces(threads);
        AppDomain.CurrentDomain.FirstChanceException -= NotePlace;

        foreach (Thread thread in threads)
        {
            text.Append("-- ").Append(thread.Name).Append('\n');
            text.Append(_places.TryGetValue(thread.ManagedThreadId, out string? place) ? place : thread.IsAlive ? "runs" : "has ended").Append('\n');
        }

        return text.ToString();
    }

    // One that is not waiting for anything has no place to tell.
    private void AwaitPlaces(List<Thread> threads)
    {
        const int Limit = 2000;
        long end = Environment.TickCount64 + Limit;

        lock (_places)
        {
            while (threads.Exists(each => each.IsAlive && !_places.ContainsKey(each.ManagedThreadId)) && end - Environment.TickCount64 is long left and > 0)
            {
                Monitor.Wait(_places, (int)left);
            }
        }
    }

    private void NotePlace(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs e)
    {
        if (e.Exception is ThreadInterruptedException)
        {
            string place = Environment.StackTrace;

            lock (_places)
            {
                _places.TryAdd(Environment.CurrentManagedThreadId, place);
                Monitor.PulseAll(_places);
            }
        }
    }

    /// <summary>A thread of the program and the call that it is in.</summary>
    internal sealed class Caller(string name)
    {
        private string? _call;
        private int _limit;
        private long _since;

        public Thread Thread { get; set; } = Thread.CurrentThread;

        public bool IsBeyondLimit(TimeSpan slack) =>
            _call is not null && Stopwatch.GetElapsedTime(_since) > TimeSpan.FromMilliseconds(FastTime.ToReal(_limit)) + slack;

        /// <summary>A call begins.</summary>
        public void Begin(string call, int limit)
        {
            _since = Stopwatch.GetTimestamp();
            _limit = limit;
            _call = call;
        }

        /// <summary>It has ended.</summary>
        public void End()
        {
            _call = null;
        }

        public override string ToString()
        {
            string? call = _call;
            return call is null ? $"{name}: in no call"
                : $"{name}: in {call} for {Stopwatch.GetElapsedTime(_since).TotalMilliseconds * FastTime.Speed:0} ms of the driver's time, limit {_limit}";
        }
    }
}
