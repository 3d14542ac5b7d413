// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Threading;
using Bg95Ssl;
using Bg95Ssl.Tests;

namespace SpeedPlots;

/// <summary>
/// The driver's time on a virtual clock whose step is not a millisecond but ten microseconds: a byte at 921600 baud takes eleven.
/// </summary>
internal sealed class FineTime(VirtualTime clock) : TimeSource
{
    /// <summary>Steps of the clock in a millisecond.</summary>
    public const int StepsPerMillisecond = 100;

    /// <inheritdoc/>
    public override long Milliseconds => clock.Milliseconds / StepsPerMillisecond;

    /// <summary>Gives a time in steps; -1 stays what it is, no limit.</summary>
    public static int ToSteps(int milliseconds) => milliseconds < 0 ? milliseconds : checked(milliseconds * StepsPerMillisecond);

    /// <inheritdoc/>
    public override Signal CreateSignal() => new FineSignal(clock.CreateSignal());

    /// <inheritdoc/>
    public override void Sleep(int milliseconds) => clock.Sleep(ToSteps(milliseconds));

    /// <inheritdoc/>
    public override Thread StartThread(ThreadStart body) => clock.StartThread(body);

    /// <inheritdoc/>
    public override void AbortThread(Thread thread) => clock.AbortThread(thread);

    private sealed class FineSignal(Signal inner) : Signal
    {
        public override void Set() => inner.Set();

        public override bool Wait(int milliseconds) => inner.Wait(ToSteps(milliseconds));
    }
}
