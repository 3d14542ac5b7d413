// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using Bg95Ssl;

namespace Bg95Tool.Tests;

/// <summary>
/// The driver's time with limits that a busy machine does not reach: a driver that gets no answer for a second asks again, and then says
/// something else than in another run. Pauses are as long as ever.
/// </summary>
internal sealed class PatientTime : TimeSource
{
    private const int Patience = 50;

    /// <inheritdoc/>
    public override long Milliseconds => Environment.TickCount64 / Patience;

    /// <inheritdoc/>
    public override Signal CreateSignal() => new PatientSignal();

    /// <inheritdoc/>
    public override void Sleep(int milliseconds) => Thread.Sleep(milliseconds);

    /// <inheritdoc/>
    public override Thread StartThread(ThreadStart body)
    {
        Thread thread = new(body) { IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <inheritdoc/>
    public override void AbortThread(Thread thread)
    {
        // Closing the line ends its reads.
    }

    private sealed class PatientSignal : Signal
    {
        private readonly AutoResetEvent _event = new(false);

        public override void Set() => _event.Set();

        public override bool Wait(int milliseconds) =>
            _event.WaitOne(milliseconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Min(int.MaxValue, (long)milliseconds * Patience)));
    }
}
