// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// Writes to one line on a thread of its own, because a write waits for as long as the host does not read. What was put here
/// and does not fit any more has to wait with its owner.
/// </summary>
internal sealed class LineWriter
{
    // What a UART holds and its driver: enough that a host which reads never finds the writer idle.
    private const int Capacity = 16 * 1024;

    private readonly object _gate = new();
    private readonly Queue<byte[]> _pieces = new();
    private readonly Stream _line;
    private readonly ByteRing? _memory;
    private readonly Action _roomMade;
    private readonly int _capacity;
    private int _count;
    private bool _writing;
    private bool _closed;

    /// <summary>Starts the thread.</summary>
    /// <param name="line">Where it writes to.</param>
    /// <param name="capacity">How many bytes wait here at most; 0 for many.</param>
    /// <param name="roomMade">Called on the writer's thread, without a lock, when there is room again or the line has broken.</param>
    public LineWriter(Stream line, int capacity, Action roomMade)
    {
        _line = line;
        _memory = (line as RingStream)?.Output;
        _roomMade = roomMade;
        _capacity = capacity > 0 ? Math.Min(capacity, Capacity) : Capacity;
        Thread thread = new(WriteAll) { IsBackground = true, Name = "UART output" };
        thread.Start();
    }

    /// <summary>The line has broken, or was closed: nothing more is taken.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _closed;
            }
        }
    }

    /// <summary>There is room for at least one byte.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return _closed || _count < _capacity;
            }
        }
    }

    /// <summary>Takes a piece, which is written in one, or as much of it as there is room for, and returns how much that was. It never waits.</summary>
    /// <param name="piece">The bytes.</param>
    /// <param name="whole">All of it, room or not: for what is short.</param>
    public int Put(ReadOnlySpan<byte> piece, bool whole)
    {
        lock (_gate)
        {
            // A line in memory has room of its own, and takes it without waiting and without another thread.
            int taken = _memory != null && !_closed && _count == 0 && !_writing ? _memory.Write(piece) : 0;
            piece = piece[taken..];
            int count = _closed ? 0 : whole ? piece.Length : Math.Clamp(_capacity - _count, 0, piece.Length);
            if (count > 0)
            {
                _pieces.Enqueue(piece[..count].ToArray());
                _count += count;
                Monitor.PulseAll(_gate);
            }

            return taken + count;
        }
    }

    /// <summary>Waits until everything is on the line; false when the time was over first.</summary>
    public bool Drain(TimeSpan limit)
    {
        long end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (_gate)
        {
            while (!_closed && (_count > 0 || _writing))
            {
                int left = (int)Math.Max(0, end - Environment.TickCount64);
                if (left == 0)
                {
                    return false;
                }

                Monitor.Wait(_gate, left);
            }

            return true;
        }
    }

    /// <summary>Ends the thread, once the write that it is in returns.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _pieces.Clear();
            _count = 0;
            Monitor.PulseAll(_gate);
        }
    }

    private void WriteAll()
    {
        try
        {
            while (Take() is byte[] piece)
            {
                _line.Write(piece);
                Written(piece.Length);
                _roomMade();
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException or TimeoutException)
        {
            // The line broke, or its owner has disposed it: the reading side finds out, too.
            Close();
            _roomMade();
        }
    }

    private byte[]? Take()
    {
        lock (_gate)
        {
            while (!_closed && _pieces.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            if (_closed)
            {
                return null;
            }

            _writing = true;
            return _pieces.Dequeue();
        }
    }

    private void Written(int count)
    {
        bool last;
        lock (_gate)
        {
            last = _pieces.Count == 0;
        }

        if (last)
        {
            _line.Flush();
        }

        lock (_gate)
        {
            // What is under way takes up room until it is on the line.
            _count = Math.Max(0, _count - count);
            _writing = false;
            Monitor.PulseAll(_gate);
        }
    }
}
