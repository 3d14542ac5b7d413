// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using NanoBg95.Shared;

namespace NanoBg95.Mqtt.Tests;

/// <summary>
/// A connection to the model broker that is cut after a number of bytes, counted both ways: those behind the cut are lost, and
/// from then on the stream fails as one whose network has gone.
/// </summary>
internal sealed class CutStream(ModelBroker broker, StepClock clock, int bytesLeft, int mostRead) : LineStream
{
    private int _bytesLeft = bytesLeft;

    public bool IsCut => _bytesLeft <= 0;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (IsCut)
        {
            return 0;
        }

        int got = 0;
        while (got < buffer.Length && got < mostRead && broker.Out.Count > 0 && !IsCut)
        {
            buffer[got++] = broker.Out.Dequeue();
            _bytesLeft--;
        }

        if (got == 0)
        {
            clock.Now += ReadTimeout;
            throw new TimeoutException();
        }

        return got;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int passes = Math.Min(buffer.Length, Math.Max(_bytesLeft, 0));
        broker.Take(buffer[..passes]);
        _bytesLeft -= buffer.Length;
        if (passes < buffer.Length)
        {
            throw new IOException("The network is gone.");
        }
    }
}
