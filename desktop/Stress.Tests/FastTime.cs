// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading;
using Bg95Ssl;

namespace Stress.Tests;

/// <summary>The driver's time, several times as fast as the system's; it knows the threads that the driver has started.</summary>
internal sealed class FastTime : TimeSource
{
    /// <summary>Its seconds in one of the system's.</summary>
    public const int Speed = 5;

    /// <summary>Gets the threads that the driver has started and that have not ended.</summary>
    public ConcurrentDictionary<Thread, bool> Threads { get; } = new();

    /// <summary>Gets the exceptions that have ended threads of the driver.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    /// <inheritdoc/>
    public override long Milliseconds => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000 / Speed);

    /// <summary>Gives how long a time takes by the system's clock.</summary>
    public static int ToReal(int milliseconds) => milliseconds <= 0 ? milliseconds : (int)(((long)milliseconds + Speed - 1) / Speed);

    /// <inheritdoc/>
    public override Signal CreateSignal() => new FastSignal();

    /// <inheritdoc/>
    public override void Sleep(int milliseconds) => Thread.Sleep(ToReal(milliseconds));

    /// <summary>Waits until every thread of the driver has ended. False when the limit, in real milliseconds, is over before.</summary>
    public bool AwaitThreads(int limit)
    {
        long end = Environment.TickCount64 + limit;

        lock (Threads)
        {
            while (!Threads.IsEmpty)
            {
                long left = end - Environment.TickCount64;

                if (left <= 0)
                {
                    return false;
                }

                Monitor.Wait(Threads, (int)left);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override Thread StartThread(ThreadStart body)
    {
        Thread thread = null!;
        thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception e)
            {
                Failures.Enqueue(e);
            }

            lock (Threads)
            {
                Threads.TryRemove(thread, out _);
                Monitor.PulseAll(Threads);
            }
        })
        {
            IsBackground = true,
            Name = "driver",
        };
        Threads[thread] = true;
        thread.Start();
        return thread;
    }

    /// <inheritdoc/>
    public override void AbortThread(Thread thread)
    {
        // Closing the line ends its reads.
    }

    private sealed class FastSignal : Signal
    {
        private readonly AutoResetEvent _event = new(false);

        public override void Set() => _event.Set();

        public override bool Wait(int milliseconds) => _event.WaitOne(ToReal(milliseconds));
    }
}
