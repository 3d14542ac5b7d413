// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using Bg95Ssl;
using Bg95Ssl.Tests;

namespace DialogueFuzz;

/// <summary>
/// The line to the module on a virtual clock: bytes take their time, come in pieces of any size into a ring that is not
/// larger than a board's, and may be damaged on the way.
/// </summary>
internal sealed partial class VirtualLine : ITransport
{
    private const int Microseconds = 1000;

    // What may still be on its way when a write returns: see ITransport.
    private const int MostOnTheirWay = 1460;
    private const int BitsPerByte = 10;

    private readonly VirtualTime _time;
    private readonly Agenda _agenda;
    private readonly Chance _chance;
    private readonly LineTraits _traits;
    private readonly Journal _journal;
    private readonly Queue<Piece> _coming = new();
    private readonly byte[] _ring;
    private Signal _signal;
    private int _count;
    private int _wanted = int.MaxValue;
    private long _wireFree;
    private long _outFree;
    private int _epoch;
    private int _readingEpoch = -1;
    private bool _isWriting;
    private bool _isOpen;
    private bool _hasFailed;
    private int _failingWrite = -1;
    private long _writtenAt = long.MinValue / 2;

    public VirtualLine(VirtualTime time, Agenda agenda, Chance chance, LineTraits traits, Journal journal)
    {
        _time = time;
        _agenda = agenda;
        _chance = chance;
        _traits = traits;
        _journal = journal;
        _ring = new byte[traits.Capacity];
        _signal = time.CreateSignal();
    }

    /// <summary>Gets or sets who gets what the driver writes.</summary>
    public Action<byte[]>? Module { get; set; }

    /// <summary>Gets or sets a value indicating whether the module stops when RTS says so: not before AT+IFC=2,2.</summary>
    public bool ModuleHonoursRts { get; set; }

    /// <summary>Gets how many bytes were lost because the ring was full.</summary>
    public int Overflowed { get; private set; }

    /// <summary>Gets how many bytes were damaged, either way.</summary>
    public int Damaged { get; private set; }

    /// <summary>Gets how long the line would have needed at most to bring all that the module had said, in milliseconds.</summary>
    public long LongestBacklog { get; private set; }

    /// <summary>Gets what the driver did that <see cref="ITransport"/> does not allow, or <see langword="null"/>.</summary>
    public string? Misuse { get; private set; }

    /// <summary>Gets or sets a value indicating whether bytes are damaged where the traits say so.</summary>
    public bool IsRough { get; set; } = true;

    /// <inheritdoc/>
    public int Capacity => _traits.Capacity;

    /// <inheritdoc/>
    public bool HasFlowControl => _traits.HasFlowControl;

    /// <inheritdoc/>
    public void Open()
    {
        if (_isOpen)
        {
            Misuse ??= "the line is opened twice";
        }

        Take();
        _count = 0;
        _isOpen = true;
        _hasFailed = false;
        _epoch++;
        _signal = _time.CreateSignal();
        _journal.Note("line opened");
    }

    /// <inheritdoc/>
    public void Close()
    {
        _isOpen = false;
        _signal.Set();
        _journal.Note("line closed");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing of the system's is held.
    }

    /// <summary>The port fails, as if it were pulled: until it is closed and opened anew every read and write throws.</summary>
    public void Fail()
    {
        _hasFailed = true;
        _signal.Set();
        _journal.Note("line fails");
    }

    /// <summary>The next write throws in the middle, as when flow control holds the line too long.</summary>
    public void FailNextWrite()
    {
        _failingWrite = _chance.Below(20);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        Check(buffer, offset, maximum);

        if (minimum > maximum || minimum > Capacity - 128 || minimum < 0)
        {
            Misuse ??= $"read of {minimum} to {maximum} bytes from a line with room for {Capacity}";
        }

        int epoch = _epoch;

        if (_readingEpoch == epoch)
        {
            Misuse ??= "two threads read the line at once";
        }

        _readingEpoch = epoch;

        try
        {
            if (_chance.OneIn(10))
            {
                _time.Yield();
            }

            Await(epoch, minimum, timeout);

            if (_hasFailed && epoch == _epoch)
            {
                throw new IOException("The port has failed.");
            }

            if (!_isOpen || epoch != _epoch)
            {
                return _traits.CloseThrows ? throw new IOException("The port is closed.") : 0;
            }

            int count = _count < maximum ? _count : maximum;
            Array.Copy(_ring, 0, buffer, offset, count);
            _count -= count;
            Array.Copy(_ring, count, _ring, 0, _count);
            return count;
        }
        finally
        {
            _wanted = int.MaxValue;
            _readingEpoch = _readingEpoch == epoch ? -1 : _readingEpoch;
        }
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        Check(buffer, offset, count);

        if (_isWriting)
        {
            Misuse ??= "two threads write at once";
        }

        _isWriting = true;
        _writtenAt = _time.Now;
        long limit = _time.Now + timeout;

        try
        {
            byte[] bytes = Damage(buffer.AsSpan(offset, count));
            int end = _failingWrite >= 0 && _failingWrite < bytes.Length ? _failingWrite : bytes.Length;

            for (int at = 0; at < end;)
            {
                ThrowIfNotWritable();

                if (_time.Now >= limit)
                {
                    _journal.Note($"write runs out of time after {at} of {bytes.Length} bytes");
                    throw new TimeoutException("The line is slow.");
                }

                int size = Math.Min(end - at, _chance.Between(1, _traits.LargestPiece));
                byte[] piece = bytes.AsSpan(at, size).ToArray();
                at += size;
                _outFree = Math.Max(_outFree, _time.Now * Microseconds) + Duration(size);
                long arrival = (_outFree + Microseconds - 1) / Microseconds;
                _agenda.At(arrival, () => Module?.Invoke(piece));

                long early = _traits.WritesLast ? 0 : Duration(MostOnTheirWay) / Microseconds;

                if (arrival - early > _time.Now)
                {
                    _time.Sleep((int)(arrival - early - _time.Now));
                }
                else if (_chance.OneIn(10))
                {
                    _time.Yield();
                }
            }

            ThrowIfNotWritable();

            if (_failingWrite >= 0)
            {
                _failingWrite = -1;
                _journal.Note($"write fails after {end} of {bytes.Length} bytes");
                throw new TimeoutException("The line is held.");
            }
        }
        finally
        {
            _isWriting = false;
        }
    }

    private void ThrowIfNotWritable()
    {
        if (!_isOpen || _hasFailed)
        {
            throw _isOpen ? new IOException("The port has failed.") : new InvalidOperationException("The port is closed.");
        }
    }

    private void Check(byte[] buffer, int offset, int count)
    {
        if (offset < 0 || count < 0 || offset + count > buffer.Length)
        {
            Misuse ??= "a range that does not lie in its buffer";
        }
    }

    private sealed record Piece(byte[] Bytes, long At);
}
