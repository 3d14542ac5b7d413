// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace Bg95Emulator;

/// <summary>The master side of a pseudo-terminal. One thread reads, others may write and dispose.</summary>
internal sealed class PseudoTerminalStream : Stream
{
    private readonly int _master;
    private readonly int _slave;
    private readonly int _wakeReader;
    private readonly int _wakeWriter;
    private readonly object _closing = new();
    private int _inside;
    private bool _disposed;

    public PseudoTerminalStream(int master, int slave)
    {
        _master = master;
        _slave = slave;
        Span<int> pipe = stackalloc int[2];
        PseudoTerminal.Check(LibC.Pipe(pipe), "pipe");
        _wakeReader = pipe[0];
        _wakeWriter = pipe[1];
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; } = Timeout.Infinite;

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
        if (buffer.IsEmpty || !Enter())
        {
            return 0;
        }

        try
        {
            while (WaitFor(LibC.PollIn, ReadTimeout))
            {
                nint count = LibC.Read(_master, buffer, buffer.Length);
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
            Leave();
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(!Enter(), this);
        try
        {
            while (!buffer.IsEmpty)
            {
                // A full terminal takes no more until the program at the other end reads: hardware flow control.
                ObjectDisposedException.ThrowIf(!WaitFor(LibC.PollOut, Timeout.Infinite), this);
                nint count = LibC.Write(_master, buffer, Math.Min(buffer.Length, 65536));
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
            Leave();
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        lock (_closing)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            LibC.Write(_wakeWriter, [0], 1);

            // The descriptors' numbers must not be given away while a call still uses them.
            while (_inside > 0)
            {
                Monitor.Wait(_closing);
            }
        }

        LibC.Close(_master);
        LibC.Close(_slave);
        LibC.Close(_wakeReader);
        LibC.Close(_wakeWriter);
        base.Dispose(disposing);
    }

    private static void ThrowUnlessTransient(string call)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error != LibC.Interrupted && error != LibC.s_tryAgain)
        {
            throw new IOException(call + ": " + Marshal.GetPInvokeErrorMessage(error));
        }
    }

    /// <summary>True when the terminal is ready, false when it was disposed.</summary>
    private bool WaitFor(short events, int milliseconds)
    {
        Span<LibC.PollDescriptor> descriptors =
        [
            new() { Descriptor = _master, Events = events },
            new() { Descriptor = _wakeReader, Events = LibC.PollIn },
        ];
        while (true)
        {
            int ready = LibC.Poll(descriptors, 2, 0);
            if (ready == 0)
            {
                // A program that died with the port open leaves it reserved, and it could not be opened again.
                LibC.Control(_slave, LibC.s_releaseExclusive);
                ready = LibC.Poll(descriptors, 2, milliseconds);
            }

            if (ready == 0)
            {
                throw new TimeoutException();
            }

            if (ready < 0)
            {
                ThrowUnlessTransient("poll");
                continue;
            }

            return descriptors[1].ReturnedEvents == 0;
        }
    }

    private bool Enter()
    {
        lock (_closing)
        {
            if (_disposed)
            {
                return false;
            }

            _inside++;
            return true;
        }
    }

    private void Leave()
    {
        lock (_closing)
        {
            _inside--;
            Monitor.PulseAll(_closing);
        }
    }
}
