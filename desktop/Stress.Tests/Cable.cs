// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;
using Bg95Emulator;
using Bg95Ssl;
using Bg95Ssl.Pc;

namespace Stress.Tests;

/// <summary>A line that can be opened again: a new cable to the same module each time.</summary>
internal sealed class Cable(EmulatedModule module) : ITransport
{
    private StreamTransport? _line;
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
        if (_line is not null)
        {
            Misuse ??= "opened twice";
        }

        LinePair.Create(out Stream moduleSide, out Stream hostSide);
        module.Attach(moduleSide);
        _line = new StreamTransport(hostSide);
    }

    /// <inheritdoc/>
    public void Close()
    {
        StreamTransport? line = Interlocked.Exchange(ref _line, null);
        line?.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_line is not null)
        {
            Misuse ??= "disposed of while it is open";
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        StreamTransport line = _line ?? throw new IOException("the cable is not plugged in");
        return line.Read(buffer, offset, minimum, maximum, FastTime.ToReal(timeout));
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
            (_line ?? throw new InvalidOperationException("the cable is not plugged in")).Write(buffer, offset, count, FastTime.ToReal(timeout));
        }
        finally
        {
            Interlocked.Decrement(ref _users);
        }
    }
}
