// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Emulator;

/// <summary>A bounded byte queue between two threads: one writes, one reads, both may wait.</summary>
internal sealed class ByteRing
{
    /// <summary>What a blocking read returns when the time is up.</summary>
    public const int TimedOut = -1;

    /// <summary>What a blocking read returns when <see cref="Interrupt"/> threw the content away.</summary>
    public const int Interrupted = -2;

    private readonly object _gate = new();
    private readonly byte[] _buffer;
    private int _head;
    private int _count;
    private int _waiting;
    private int _interruptions;
    private int _nudges;
    private bool _completed;

    public ByteRing(int capacity)
    {
        _buffer = new byte[capacity];
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    public int Free
    {
        get
        {
            lock (_gate)
            {
                return _buffer.Length - _count;
            }
        }
    }

    public bool IsCompleted
    {
        get
        {
            lock (_gate)
            {
                return _completed;
            }
        }
    }

    /// <summary>Takes as much as there is room for and returns how much that was; 0 after completion.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            return _completed ? 0 : Put(bytes);
        }
    }

    /// <summary>Waits for room until all is taken; false when the ring was completed first.</summary>
    public bool WriteAll(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            while (!_completed)
            {
                bytes = bytes[Put(bytes)..];
                if (bytes.IsEmpty)
                {
                    return true;
                }

                Wait(Timeout.Infinite);
            }
        }

        return false;
    }

    /// <summary>Waits until there is room for at least one byte; false when the ring was completed first.</summary>
    public bool WaitForRoom()
    {
        while (!HasRoom(Timeout.Infinite) && !IsCompleted)
        {
        }

        return !IsCompleted;
    }

    /// <summary>Waits once, at most so long, for room for at least one byte; false when there is none yet or the ring was completed.</summary>
    public bool HasRoom(int millisecondsTimeout)
    {
        lock (_gate)
        {
            if (!_completed && _count == _buffer.Length)
            {
                Wait(millisecondsTimeout);
            }

            return !_completed && _count < _buffer.Length;
        }
    }

    /// <summary>Takes what is there, without waiting.</summary>
    public int Read(Span<byte> target)
    {
        lock (_gate)
        {
            return Take(target);
        }
    }

    /// <summary>
    /// Waits for bytes. Returns their number, 0 at the end of a completed ring or <see cref="TimedOut"/>.
    /// </summary>
    public int Read(Span<byte> target, int millisecondsTimeout)
    {
        lock (_gate)
        {
            int seen = _interruptions;
            return Read(target, millisecondsTimeout, ref seen);
        }
    }

    /// <summary>
    /// As above; <see cref="TimedOut"/> also after <see cref="Nudge"/>, and <see cref="Interrupted"/> when
    /// <see cref="Interrupt"/> was called since the reader saw it last, even if that was between two reads.
    /// </summary>
    public int Read(Span<byte> target, int millisecondsTimeout, ref int interruptionsSeen)
    {
        lock (_gate)
        {
            int nudges = _nudges;
            long end = Environment.TickCount64 + millisecondsTimeout;
            while (interruptionsSeen == _interruptions && _count == 0 && !_completed)
            {
                int left = millisecondsTimeout < 0 ? Timeout.Infinite : (int)Math.Max(0, end - Environment.TickCount64);
                if (left == 0 || nudges != _nudges)
                {
                    return TimedOut;
                }

                Wait(left);
            }

            if (interruptionsSeen != _interruptions)
            {
                interruptionsSeen = _interruptions;
                return Interrupted;
            }

            return Take(target);
        }
    }

    /// <summary>No more will be written: readers get what is left and then 0, writers stop waiting.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Throws the content away and makes a waiting reader return <see cref="Interrupted"/>.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            _count = 0;
            _interruptions++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Makes a waiting reader look around: it returns <see cref="TimedOut"/> early.</summary>
    public void Nudge()
    {
        lock (_gate)
        {
            _nudges++;
            Monitor.PulseAll(_gate);
        }
    }

    private int Put(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, _buffer.Length - _count);
        if (count == 0)
        {
            return 0;
        }

        int tail = (_head + _count) % _buffer.Length;
        int first = Math.Min(count, _buffer.Length - tail);
        bytes[..first].CopyTo(_buffer.AsSpan(tail));
        bytes[first..count].CopyTo(_buffer);
        _count += count;
        WakeUp();
        return count;
    }

    private int Take(Span<byte> target)
    {
        int count = Math.Min(target.Length, _count);
        if (count == 0)
        {
            return 0;
        }

        int first = Math.Min(count, _buffer.Length - _head);
        _buffer.AsSpan(_head, first).CopyTo(target);
        _buffer.AsSpan(0, count - first).CopyTo(target[first..]);
        _head = (_head + count) % _buffer.Length;
        _count -= count;
        WakeUp();
        return count;
    }

    private void Wait(int milliseconds)
    {
        _waiting++;
        Monitor.Wait(_gate, milliseconds);
        _waiting--;
    }

    private void WakeUp()
    {
        // Pulsing is cheap, but not free, and most blocks meet nobody who waits.
        if (_waiting > 0)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
