// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using NanoBg95.Shared;

namespace Bg95Emulator;

/// <summary>The master side of a pseudo-terminal. One thread reads, others may write and dispose.</summary>
internal sealed class PseudoTerminalStream : LineStream
{
    private readonly Descriptor _master;
    private readonly int _slave;

    public PseudoTerminalStream(int master, int slave)
    {
        _master = new Descriptor(master, "pseudo-terminal");
        _slave = slave;
    }

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || !_master.TryEnter())
        {
            return 0;
        }

        try
        {
            while (WaitFor(LibC.PollIn, ReadTimeout))
            {
                nint count = LibC.Read(_master.Number, buffer, buffer.Length);
                if (count >= 0)
                {
                    return (int)count;
                }

                ThrowUnlessTransient("read");
            }

            return 0;
        }
        finally
        {
            _master.Leave();
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(!_master.TryEnter(), this);
        try
        {
            while (!buffer.IsEmpty)
            {
                // A full terminal takes no more until the program at the other end reads: hardware flow control.
                ObjectDisposedException.ThrowIf(!WaitFor(LibC.PollOut, Timeout.Infinite), this);
                nint count = LibC.Write(_master.Number, buffer, Math.Min(buffer.Length, 65536));
                if (count >= 0)
                {
                    buffer = buffer[(int)count..];
                }
                else
                {
                    ThrowUnlessTransient("write");
                }
            }
        }
        finally
        {
            _master.Leave();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _master.Close(() => LibC.Close(_slave));
        base.Dispose(disposing);
    }

    private void ThrowUnlessTransient(string call)
    {
        if (!Descriptor.IsTransient())
        {
            throw _master.Failure(call);
        }
    }

    /// <summary>True when the terminal is ready, false when it was disposed.</summary>
    private bool WaitFor(short events, int milliseconds)
    {
        if (_master.WaitFor(events, 0) == 0 && !_master.IsClosed)
        {
            // A program that died with the port open leaves it reserved, and it could not be opened again.
            LibC.Control(_slave, LibC.s_releaseExclusive);
            if (_master.WaitFor(events, milliseconds) == 0 && !_master.IsClosed)
            {
                throw new TimeoutException();
            }
        }

        return !_master.IsClosed;
    }
}
