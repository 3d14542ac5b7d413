// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;
using NanoBg95.Shared;

namespace Bg95Emulator;

/// <summary>One end of a <see cref="LinePair"/>: reads from one ring, writes to the other.</summary>
internal sealed class RingStream : LineStream
{
    private readonly ByteRing _input;
    private readonly ByteRing _output;

    public RingStream(ByteRing input, ByteRing output)
    {
        _input = input;
        _output = output;
    }

    /// <summary>What the other end has written.</summary>
    public ByteRing Input => _input;

    /// <summary>What the other end has not read yet.</summary>
    public ByteRing Output => _output;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    public override int WriteTimeout { get; set; } = Timeout.Infinite;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int count = _input.Read(buffer, ReadTimeout);
        return count == ByteRing.TimedOut ? throw new TimeoutException() : count;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_output.WriteAll(buffer))
        {
            throw new IOException("The other end of the line is gone.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Complete();
            _output.Complete();
        }

        base.Dispose(disposing);
    }
}
