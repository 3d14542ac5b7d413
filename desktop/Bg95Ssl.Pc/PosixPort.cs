// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using NanoBg95.Shared;

namespace Bg95Ssl.Pc;

/// <summary>A serial port from its opening to its closing. One thread reads, one writes, any may dispose.</summary>
internal sealed class PosixPort : IDisposable
{
    // An adapter on USB may hold back what has come until this is over: 16 ms are the default of the most common one.
    private const int HeldBack = 18;

    // What a look for more is about: a line end, or the beginning of a line.
    private const int LineEnd = 2;

    private readonly string _name;
    private readonly Descriptor _port;

    /// <exception cref="FileNotFoundException">There is no such port.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened, or another program has it.</exception>
    /// <exception cref="IOException">It is no serial port, or it cannot do what is wanted.</exception>
    public PosixPort(string name, int baudRate, bool flowControl)
    {
        _name = name;
        int port = LibC.Open(name, LibC.s_openPortFlags);

        if (port < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            string message = $"{name}: {Marshal.GetPInvokeErrorMessage(error)}";
            throw error switch
            {
                LibC.NoSuchFile => new FileNotFoundException(message, name),
                LibC.NotPermitted or LibC.Busy => new UnauthorizedAccessException(message),
                _ => new IOException(message),
            };
        }

        try
        {
            LineSettings.Apply(port, name, baudRate, flowControl);
            LibC.Control(port, LibC.s_takeExclusive);
            _port = new Descriptor(port, name);
        }
        catch
        {
            LibC.Close(port);
            throw;
        }
    }

    /// <summary>The device has gone: it was unplugged, or whoever served the pseudo-terminal has ended.</summary>
    public bool IsGone { get; private set; }

    /// <inheritdoc cref="ITransport.Read"/>
    public int Read(Span<byte> buffer, int minimum, int timeout)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int wanted = minimum;

        if (minimum == 0)
        {
            wanted = Math.Min(LineEnd, buffer.Length);
            timeout = timeout is >= 0 and < HeldBack ? timeout : HeldBack;
        }

        Enter();

        try
        {
            return ReadInside(buffer, wanted, timeout);
        }
        finally
        {
            _port.Leave();
        }
    }

    public void Write(ReadOnlySpan<byte> buffer, int timeout)
    {
        Enter();

        try
        {
            WriteInside(buffer, timeout);
        }
        finally
        {
            _port.Leave();
        }
    }

    public void Dispose() => _port.Close(() => LibC.Control(_port.Number, LibC.s_releaseExclusive));

    private int ReadInside(Span<byte> buffer, int wanted, int timeout)
    {
        int got = 0;
        long begin = 0;
        bool hungUp = false;

        while (true)
        {
            nint count = LibC.Read(_port.Number, buffer[got..], buffer.Length - got);

            if (count > 0)
            {
                got += (int)count;

                if (got >= wanted)
                {
                    return got;
                }
            }
            else if (count == 0 || !Descriptor.IsTransient())
            {
                return GoneAfter(got, count == 0 ? null : _port.Failure("read"));
            }

            int left = timeout;

            if (timeout > 0)
            {
                // The clock is looked at only by who has to wait, and for the first time then.
                begin = begin == 0 ? Stopwatch.GetTimestamp() : begin;
                left = timeout - (int)Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            }

            if (left <= 0 && timeout >= 0)
            {
                return got;
            }

            if (count < 0 && hungUp)
            {
                return GoneAfter(got, null);
            }

            hungUp = (WaitFor(LibC.PollIn, left) & LibC.PollGone) != 0;
        }
    }

    private void WriteInside(ReadOnlySpan<byte> buffer, int timeout)
    {
        long end = Environment.TickCount64 + timeout;

        while (!buffer.IsEmpty)
        {
            nint count = LibC.Write(_port.Number, buffer, buffer.Length);

            if (count > 0)
            {
                buffer = buffer[(int)count..];
            }
            else if (count < 0 && !Descriptor.IsTransient())
            {
                IsGone = true;
                throw _port.Failure("write");
            }
            else if (WaitFor(LibC.PollOut, (int)Math.Max(0, end - Environment.TickCount64)) == 0)
            {
                throw new TimeoutException($"{_name} takes no more bytes.");
            }
        }
    }

    // What has come is given first; the next read finds nothing and throws.
    private int GoneAfter(int got, IOException? failure)
    {
        IsGone = true;
        return got > 0 ? got : throw failure ?? new IOException($"{_name} is gone.");
    }

    /// <summary>Waits until the port is ready; gives its events, or 0 when the time is over.</summary>
    private short WaitFor(short events, int milliseconds)
    {
        short ready = _port.WaitFor(events, milliseconds);
        return _port.IsClosed ? throw Closed() : ready;
    }

    private InvalidOperationException Closed() => new($"{_name} was closed.");

    private void Enter()
    {
        if (!_port.TryEnter())
        {
            throw Closed();
        }
    }
}
