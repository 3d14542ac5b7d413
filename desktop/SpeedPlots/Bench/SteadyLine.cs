// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using Bg95Ssl;
using Bg95Ssl.Tests;
using DialogueFuzz;

namespace SpeedPlots;

/// <summary>A UART on a virtual clock: ten bit times a byte, both ways at once, and nothing else takes time.</summary>
internal sealed class SteadyLine : ITransport
{
    private const long NanosecondsPerStep = 10_000;

    // As long as an adapter on USB may keep back what has come; two bytes are a line end.
    private const int LookMilliseconds = 18;
    private const int LookBytes = 2;

    private readonly VirtualTime _clock;
    private readonly Agenda _agenda;
    private readonly long _byteTime;
    private readonly Queue<(byte[] Bytes, long Begin)> _coming = new();
    private Signal _said;
    private int _taken;
    private int _count;
    private long _inFree;
    private long _outFree;
    private bool _isOpen;

    public SteadyLine(VirtualTime clock, Agenda agenda, int baudRate)
    {
        _clock = clock;
        _agenda = agenda;
        _byteTime = 10_000_000_000L / baudRate;
        _said = clock.CreateSignal();
    }

    /// <summary>Gets or sets who takes what the host writes, when its last byte has come.</summary>
    public Action<byte[]> Module { get; set; } = _ => { };

    /// <summary>Gets the step at which all that the module has said is out.</summary>
    public long QuietAt => Math.Max(ToStep(_inFree), _clock.Now);

    /// <inheritdoc/>
    public int Capacity => 4096;

    /// <inheritdoc/>
    public bool HasFlowControl => false;

    /// <inheritdoc/>
    public void Open()
    {
        _isOpen = true;
        _said = _clock.CreateSignal();
    }

    /// <inheritdoc/>
    public void Close()
    {
        _isOpen = false;
        _said.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing of the system's is held.
    }

    /// <summary>The module says something.</summary>
    public void Put(byte[] bytes)
    {
        _inFree = Math.Max(_inFree, _clock.Now * NanosecondsPerStep);
        _coming.Enqueue((bytes, _inFree));
        _inFree += bytes.Length * _byteTime;
        _count += bytes.Length;
        _said.Set();
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        int wanted = minimum == 0 ? Math.Min(LookBytes, maximum) : minimum;
        int limit = minimum == 0 ? LookMilliseconds : timeout;
        long deadline = limit < 0 ? VirtualTime.Never : _clock.Now + FineTime.ToSteps(limit);

        while (_isOpen && _clock.Now < deadline && ReadyAt(wanted) > _clock.Now)
        {
            long until = Math.Min(deadline, ReadyAt(wanted));
            _said.Wait(until == VirtualTime.Never ? -1 : (int)(until - _clock.Now));
        }

        return _isOpen ? Take(buffer.AsSpan(offset, maximum)) : throw new IOException("The line is closed.");
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        byte[] bytes = buffer.AsSpan(offset, count).ToArray();
        _outFree = Math.Max(_outFree, _clock.Now * NanosecondsPerStep) + (count * _byteTime);
        _agenda.At(ToStep(_outFree), () => Module(bytes));

        // As a UART without a buffer would: the caller goes on when the last byte is out.
        _clock.Sleep((int)(ToStep(_outFree) - _clock.Now));
    }

    private static long ToStep(long nanoseconds) => (nanoseconds + NanosecondsPerStep - 1) / NanosecondsPerStep;

    // When so many bytes will have come, as far as the module has said them.
    private long ReadyAt(int wanted)
    {
        if (_count < wanted)
        {
            return VirtualTime.Never;
        }

        int before = -_taken;

        foreach ((byte[] bytes, long begin) in _coming)
        {
            if (before + bytes.Length >= wanted)
            {
                return ToStep(begin + ((wanted - before) * _byteTime));
            }

            before += bytes.Length;
        }

        return VirtualTime.Never;
    }

    private int Take(Span<byte> target)
    {
        int got = 0;

        while (got < target.Length && _coming.TryPeek(out (byte[] Bytes, long Begin) piece))
        {
            long came = Math.Min(((_clock.Now * NanosecondsPerStep) - piece.Begin) / _byteTime, piece.Bytes.Length);
            int size = (int)Math.Min(came - _taken, target.Length - got);

            if (size <= 0)
            {
                break;
            }

            piece.Bytes.AsSpan(_taken, size).CopyTo(target[got..]);
            got += size;
            _taken += size;

            if (_taken == piece.Bytes.Length)
            {
                _coming.Dequeue();
                _taken = 0;
            }
        }

        _count -= got;
        return got;
    }
}
