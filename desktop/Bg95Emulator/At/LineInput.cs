// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// The receiving half of the module's UART. A thread moves blocks from the line into a queue; the interpreter takes
/// them when it gets to them, so what arrives during a command waits. A line in memory is such a queue already.
/// </summary>
internal sealed class LineInput
{
    private const int BlockSize = 4096;
    private const int QueueSize = 64 * 1024;

    private readonly Stream _line;
    private readonly Action<LineDirection, ReadOnlyMemory<byte>> _trace;
    private readonly ByteRing _queue;
    private readonly bool _isQueue;
    private readonly byte[] _block = new byte[BlockSize];
    private int _interruptionsSeen;
    private int _start;
    private int _end;

    public LineInput(Stream line, Action<LineDirection, ReadOnlyMemory<byte>> trace)
    {
        _line = line;
        _trace = trace;
        _isQueue = line is RingStream;
        _queue = line is RingStream memory ? memory.Input : new ByteRing(QueueSize);
    }

    /// <summary>Bytes at hand; <see cref="Fill"/> brings more when there are none.</summary>
    public ReadOnlySpan<byte> Available => _block.AsSpan(_start, _end - _start);

    public bool IsClosed => _queue.IsCompleted;

    public void Start()
    {
        if (_isQueue)
        {
            return;
        }

        Thread thread = new(MoveBlocks) { IsBackground = true, Name = "UART input" };
        thread.Start();
    }

    public void Close() => _queue.Complete();

    public void Consume(int count) => _start += count;

    /// <summary>Waits until something is <see cref="Available"/>; false when nothing came in time.</summary>
    /// <exception cref="LineInterruptedException">The line is closed or the module was rebooted.</exception>
    public bool Fill(int millisecondsTimeout)
    {
        if (_start < _end)
        {
            return true;
        }

        int count = _queue.Read(_block, millisecondsTimeout, ref _interruptionsSeen);
        if (count is 0 or ByteRing.Interrupted)
        {
            throw new LineInterruptedException();
        }

        _start = 0;
        _end = Math.Max(count, 0);
        if (_isQueue && count > 0)
        {
            _trace(LineDirection.ToModule, _block.AsMemory(0, count));
        }

        return count > 0;
    }

    /// <summary>Fills the whole target; false when the line was silent for longer than the time-out.</summary>
    public bool ReadExactly(Span<byte> target, int millisecondsTimeout)
    {
        while (!target.IsEmpty)
        {
            if (!Fill(millisecondsTimeout))
            {
                return false;
            }

            int count = Math.Min(target.Length, _end - _start);
            _block.AsSpan(_start, count).CopyTo(target);
            Consume(count);
            target = target[count..];
        }

        return true;
    }

    /// <summary>Forgets what the interpreter had at hand. Only for the interpreter's thread.</summary>
    public void Discard() => _start = _end;

    /// <summary>Forgets the queue and takes the interpreter out of its waiting.</summary>
    public void Interrupt() => _queue.Interrupt();

    /// <summary>Lets a waiting <see cref="Fill"/> return early.</summary>
    public void Nudge() => _queue.Nudge();

    private void MoveBlocks()
    {
        byte[] block = new byte[BlockSize];
        try
        {
            while (true)
            {
                int count = _line.Read(block, 0, block.Length);
                if (count <= 0)
                {
                    break;
                }

                _trace(LineDirection.ToModule, block.AsMemory(0, count));
                if (!_queue.WriteAll(block.AsSpan(0, count)))
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // The line broke: the same as its end.
        }
        catch (ObjectDisposedException)
        {
            // Disposed by its owner while the read waited.
        }
        catch (OperationCanceledException)
        {
            // How a serial port's read ends when the port is closed.
        }

        _queue.Complete();
    }
}
