// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>Lets one direction of a line pass no faster than its rate: 10 bits a byte, a start bit, eight and a stop bit.</summary>
internal sealed class LinePacer : IDisposable
{
    private const int BitsPerByte = 10;

    // A sleep takes about a millisecond longer than it should: what was slept too long is made up for, but not a pause
    // that the whole machine took.
    private static readonly TimeSpan s_maxDebt = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(2);

    private readonly TimeProvider _clock;
    private readonly int _baudRate;
    private readonly ManualResetEventSlim _closed = new(false, 0);
    private TimeSpan _debt;
    private long _lastDue;

    public LinePacer(int baudRate, TimeProvider clock)
    {
        _baudRate = baudRate;
        _clock = clock;
        SliceSize = Math.Max(1, (int)(baudRate / BitsPerByte * s_slice.TotalSeconds));
    }

    /// <summary>How many bytes pass in one piece, so that a receiver sees them come steadily.</summary>
    public int SliceSize { get; }

    /// <summary>Begins with bytes that nothing came before.</summary>
    public long BeginAfterPause() => _clock.GetTimestamp();

    /// <summary>Begins a run of bytes that may follow another: the time they are counted from.</summary>
    public long Begin() => _clock.GetTimestamp() - (long)(_debt.TotalSeconds * _clock.TimestampFrequency);

    /// <summary>Goes on with bytes that had arrived while the last ones were waited for: the line never stood still.</summary>
    public long Continue() => Math.Max(_lastDue, _clock.GetTimestamp() - (long)(s_maxDebt.TotalSeconds * _clock.TimestampFrequency));

    /// <summary>Waits until the run's byte of this number has passed; false when the line was closed.</summary>
    public bool WaitFor(long begin, long byteNumber)
    {
        TimeSpan due = TimeSpan.FromSeconds((double)byteNumber * BitsPerByte / _baudRate);
        _lastDue = begin + (long)(due.TotalSeconds * _clock.TimestampFrequency);
        TimeSpan left = due - _clock.GetElapsedTime(begin);
        if (left > TimeSpan.Zero)
        {
            Sleep(left);
            left = due - _clock.GetElapsedTime(begin);
        }

        _debt = left < TimeSpan.Zero ? -left : TimeSpan.Zero;
        _debt = _debt > s_maxDebt ? s_maxDebt : _debt;
        return !_closed.IsSet;
    }

    public void Dispose() => _closed.Set();

    private void Sleep(TimeSpan time)
    {
        if (_clock == TimeProvider.System || _clock is AcceleratedClock)
        {
            // Whole milliseconds, upwards: a byte is never early, and what is late is made up for.
            TimeSpan real = AcceleratedClock.ToReal(_clock, time);
            _closed.Wait((int)Math.Ceiling(real.TotalMilliseconds));
        }
        else
        {
            Task.Delay(time, _clock).GetAwaiter().GetResult();
        }
    }
}
