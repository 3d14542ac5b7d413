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
    private const byte LineFeed = (byte)'\n';
    private const int BlockSize = 4096;
    private const int QueueSize = 64 * 1024;

    // Half of the block, so that a fault that doubles bytes finds room.
    private const int MaxDamaged = BlockSize / 2;

    private readonly Stream _line;
    private readonly TimeProvider _clock;
    private readonly Action<LineDirection, ReadOnlyMemory<byte>> _trace;
    private readonly ModuleFaults _faults;
    private readonly LineFaults _damage;
    private readonly ByteRing _queue;
    private readonly bool _isQueue;
    private readonly byte[] _block = new byte[BlockSize];
    private int _interruptionsSeen;
    private int _start;
    private int _end;
    private int _kept;
    private int _lost;
    private bool _lineFeedMayFollow;
    private bool _hostEndsLinesWithLineFeed;

    public LineInput(
        Stream line,
        TimeProvider clock,
        ModuleFaults faults,
        Action<LineDirection, ReadOnlyMemory<byte>> trace)
    {
        _line = line;
        _clock = clock;
        _faults = faults;
        _damage = new LineFaults(faults, LineDirection.ToModule);
        _trace = trace;
        _isQueue = line is RingStream;
        _queue = line is RingStream memory ? memory.Input : new ByteRing(QueueSize);
    }

    /// <summary>Bytes at hand; <see cref="Fill"/> brings more when there are none.</summary>
    public ReadOnlySpan<byte> Available => _block.AsSpan(_start, _end - _start);

    public bool IsClosed => _queue.IsCompleted;

    /// <summary>The module crashed in the middle of what it received.</summary>
    public Action Crashed { get; set; } = () => { };

    /// <summary>Bytes that reached the interpreter.</summary>
    public long ByteCount { get; private set; }

    /// <summary>
    /// When what is <see cref="Available"/> was taken off the line, by the module's clock: before anybody was told of it,
    /// and not when the interpreter came to look at it.
    /// </summary>
    public long TakenAt { get; private set; }

    /// <summary>Looks at what has arrived and was not taken yet: how much there is, and its beginning.</summary>
    public int LookAhead(Span<byte> beginning)
    {
        int count = _end - _start;
        int copied = Math.Min(count, beginning.Length);
        _block.AsSpan(_start, copied).CopyTo(beginning);
        return count + _queue.Peek(beginning[copied..]);
    }

    /// <summary>The ring held only the first bytes of what came while nobody took any: the rest of it is lost.</summary>
    public int Overflow(int ring)
    {
        int arrived = LookAhead([]);
        if (arrived <= ring)
        {
            return 0;
        }

        _kept = ring;
        _lost = arrived - ring;
        return _lost;
    }

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

    /// <summary>
    /// The CR of a command line was taken. A LF that comes next belongs to the line end, whatever it finds the module doing
    /// (module facts 8): hosts that end their lines with CR LF do so before a prompt, too.
    /// </summary>
    public void LineEnded() => _lineFeedMayFollow = true;

    /// <summary>
    /// A prompt or CONNECT is about to go out: what comes from here on is data. A LF that is on its way still, because the line
    /// has cut it off from its CR, is known by the line before, which had one.
    /// </summary>
    public void DataBegins()
    {
        Span<byte> next = stackalloc byte[1];
        bool isHere = LookAhead(next) > 0;
        _lineFeedMayFollow &= isHere ? next[0] == LineFeed : _hostEndsLinesWithLineFeed;
    }

    /// <summary>Waits until something is <see cref="Available"/>; false when nothing came in time.</summary>
    /// <exception cref="LineInterruptedException">The line is closed or the module was rebooted.</exception>
    public bool Fill(int millisecondsTimeout)
    {
        if (_start < _end && _lost == 0 && !_lineFeedMayFollow)
        {
            return true;
        }

        while (true)
        {
            if (_start == _end && !Read(millisecondsTimeout))
            {
                return false;
            }

            LoseOverflow();
            PassOverLineFeed();
            if (_start < _end)
            {
                return true;
            }
        }
    }

    /// <summary>Forgets what the interpreter had at hand. Only for the interpreter's thread.</summary>
    public void Discard()
    {
        _start = _end;
        _lineFeedMayFollow = false;
    }

    /// <summary>Forgets the queue and takes the interpreter out of its waiting.</summary>
    public void Interrupt() => _queue.Interrupt();

    /// <summary>Lets a waiting <see cref="Fill"/> return early.</summary>
    public void Nudge() => _queue.Nudge();

    private bool Read(int millisecondsTimeout)
    {
        Span<byte> target = _faults.None ? _block : _block.AsSpan(0, MaxDamaged);
        int count = _queue.Read(target, millisecondsTimeout, ref _interruptionsSeen);
        if (count is 0 or ByteRing.Interrupted)
        {
            throw new LineInterruptedException();
        }

        _start = 0;
        _end = Math.Max(count, 0);
        if (count <= 0)
        {
            return false;
        }

        TakenAt = _clock.GetTimestamp();
        if (_isQueue)
        {
            _trace(LineDirection.ToModule, _block.AsMemory(0, count));
        }

        if (!_faults.None)
        {
            ReadOnlyMemory<byte> damaged = _damage.Damage(_block.AsMemory(0, count), out bool crashed);
            damaged.Span.CopyTo(_block);
            _end = damaged.Length;
            if (crashed)
            {
                Crashed();
            }
        }

        ByteCount += _end;
        return true;
    }

    private void PassOverLineFeed()
    {
        if (_lineFeedMayFollow && _start < _end)
        {
            _lineFeedMayFollow = false;
            _hostEndsLinesWithLineFeed = _block[_start] == LineFeed;
            _start += _hostEndsLinesWithLineFeed ? 1 : 0;
        }
    }

    private void LoseOverflow()
    {
        if (_lost == 0)
        {
            return;
        }

        // What was at hand counts among the kept bytes; behind them a part of the block goes.
        int kept = Math.Min(_kept, _end - _start);
        _kept -= kept;
        if (_kept > 0)
        {
            return;
        }

        int lost = Math.Min(_lost, _end - _start - kept);
        _lost -= lost;
        _block.AsSpan(_start + kept + lost, _end - _start - kept - lost).CopyTo(_block.AsSpan(_start + kept));
        _end -= lost;
    }

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
