// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace NanoBg95.Mqtt.Tests;

/// <summary>
/// A connection to the model broker that is cut after a number of bytes, counted both ways: those behind the cut are lost, and
/// from then on the stream fails as one whose network has gone.
/// </summary>
internal sealed class CutStream(ModelBroker broker, StepClock clock, int bytesLeft, int mostRead) : Stream
{
    private int _bytesLeft = bytesLeft;

    public bool IsCut => _bytesLeft <= 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; }

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (IsCut)
        {
            return 0;
        }

        int got = 0;
        while (got < count && got < mostRead && broker.Out.Count > 0 && !IsCut)
        {
            buffer[offset + got++] = broker.Out.Dequeue();
            _bytesLeft--;
        }

        if (got == 0)
        {
            clock.Now += ReadTimeout;
            throw new TimeoutException();
        }

        return got;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        int passes = Math.Min(count, Math.Max(_bytesLeft, 0));
        broker.Take(buffer.AsSpan(offset, passes));
        _bytesLeft -= count;
        if (passes < count)
        {
            throw new IOException("The network is gone.");
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
