// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// A clock that starts where it is told and runs faster or slower than the system's: for <see cref="ModuleOptions.Clock"/>,
/// so that certificates can be tried at another date, and tests need not wait out the times of a network.
/// </summary>
public sealed class AcceleratedClock : TimeProvider
{
    private readonly double _speed;
    private readonly DateTimeOffset _start;
    private readonly long _startTimestamp = Stopwatch.GetTimestamp();

    /// <summary>Starts the clock.</summary>
    /// <param name="speed">Its seconds in one second of the system's clock; above 0.</param>
    /// <param name="start">What time it shows now; the system's time when null.</param>
    public AcceleratedClock(double speed = 1, DateTimeOffset? start = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        _speed = speed;
        _start = start ?? DateTimeOffset.UtcNow;
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => Stopwatch.Frequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + (Stopwatch.GetElapsedTime(_startTimestamp) * _speed);

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)((Stopwatch.GetTimestamp() - _startTimestamp) * _speed);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, ToWhole(ToReal(this, dueTime)), ToWhole(ToReal(this, period)));

    /// <summary>How long a time of this clock takes by the system's; other clocks' times are taken as they are.</summary>
    internal static TimeSpan ToReal(TimeProvider clock, TimeSpan time) =>
        clock is AcceleratedClock accelerated && time > TimeSpan.Zero ? time / accelerated._speed : time;

    // The system's timers drop fractions of a millisecond, and 0 as a period would mean once.
    private static TimeSpan ToWhole(TimeSpan time) =>
        time > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)) : time;
}
