// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;

namespace Bg95Emulator;

/// <summary>One end of a <see cref="LinePair"/>: reads from one ring, writes to the other.</summary>
internal sealed class RingStream : Stream
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

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    public override int WriteTimeout { get; set; } = Timeout.Infinite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int count = _input.Read(buffer, ReadTimeout);
        return count == ByteRing.TimedOut ? throw new TimeoutException() : count;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_output.WriteAll(buffer))
        {
            throw new IOException("The other end of the line is gone.");
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

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
