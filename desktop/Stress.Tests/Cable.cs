// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;
using Bg95Emulator;
using Bg95Ssl;

namespace Stress.Tests;

/// <summary>A line that can be opened again: a new cable to the same module each time.</summary>
internal sealed class Cable(EmulatedModule module) : ITransport
{
    private const int Moment = 25;

    private Stream? _stream;
    private int _users;

    /// <summary>Gets what the driver did that <see cref="ITransport"/> does not allow, or null.</summary>
    public string? Misuse { get; private set; }

    /// <inheritdoc/>
    public int Capacity => 4096;

    /// <inheritdoc/>
    public bool HasFlowControl => false;

    /// <inheritdoc/>
    public void Open()
    {
        if (_stream is not null)
        {
            Misuse ??= "opened twice";
        }

        LinePair.Create(out Stream moduleSide, out Stream hostSide);
        module.Attach(moduleSide);
        _stream = hostSide;
    }

    /// <inheritdoc/>
    public void Close()
    {
        Stream? stream = Interlocked.Exchange(ref _stream, null);
        stream?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stream is not null)
        {
            Misuse ??= "disposed of while it is open";
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        Stream stream = _stream ?? throw new IOException("the cable is not plugged in");
        long deadline = Environment.TickCount64 + FastTime.ToReal(timeout);
        int got = 0;

        try
        {
            do
            {
                stream.ReadTimeout = minimum == 0 ? FastTime.ToReal(Moment)
                    : timeout < 0 ? Timeout.Infinite : (int)Math.Max(deadline - Environment.TickCount64, 0);
                int read = stream.Read(buffer, offset + got, maximum - got);
                got += read > 0 ? read : throw new EndOfStreamException("the cable was pulled");
            }
            while (got < minimum);
        }
        catch (TimeoutException)
        {
            // What has come is what there is.
        }

        return got;
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        if (Interlocked.Increment(ref _users) > 1)
        {
            Misuse ??= "two threads write";
        }

        try
        {
            (_stream ?? throw new InvalidOperationException("the cable is not plugged in")).Write(buffer, offset, count);
        }
        finally
        {
            Interlocked.Decrement(ref _users);
        }
    }
}
