// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.IO;
using NanoBg95.Shared;

namespace Bg95Emulator;

/// <summary>A line on which both directions are as slow as a UART of the given rate. One thread reads, one writes.</summary>
internal sealed class PacedLine : LineStream
{
    // A read that took longer has waited for its bytes.
    private static readonly TimeSpan s_atOnce = TimeSpan.FromMilliseconds(0.5);

    private readonly Stream _inner;
    private readonly LinePacer _input;
    private readonly LinePacer _output;

    public PacedLine(Stream inner, int baudRate, TimeProvider clock)
    {
        _inner = inner;
        _input = new LinePacer(baudRate, clock);
        _output = new LinePacer(baudRate, clock);
    }

    public override int Read(Span<byte> buffer)
    {
        long asked = Stopwatch.GetTimestamp();
        int count = _inner.Read(buffer[..Math.Min(buffer.Length, _input.SliceSize)]);
        long begin = Stopwatch.GetElapsedTime(asked) < s_atOnce ? _input.Continue() : _input.BeginAfterPause();
        return count > 0 && _input.WaitFor(begin, count) ? count : 0;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        long begin = _output.Begin();
        for (int done = 0; done < buffer.Length;)
        {
            int size = Math.Min(_output.SliceSize, buffer.Length - done);
            ObjectDisposedException.ThrowIf(!_output.WaitFor(begin, done + size), this);
            _inner.Write(buffer.Slice(done, size));
            done += size;
        }
    }

    public override void Flush() => _inner.Flush();

    protected override void Dispose(bool disposing)
    {
        _input.Dispose();
        _output.Dispose();
        _inner.Dispose();
        base.Dispose(disposing);
    }
}
