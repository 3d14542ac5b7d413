// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace Bg95Ssl.Pc;

/// <summary>A serial port from its opening to its closing. One thread reads, one writes, any may dispose.</summary>
internal sealed class PosixPort : IDisposable
{
    // An adapter on USB may hold back what has come until this is over: 16 ms are the default of the most common one.
    private const int HeldBack = 18;

    // What a look for more is about: a line end, or the beginning of a line.
    private const int LineEnd = 2;

    private readonly string _name;
    private readonly int _port;
    private readonly int _wakeReader;
    private readonly int _wakeWriter;
    private readonly object _closing = new();
    private int _inside;
    private volatile bool _closed;

    /// <exception cref="FileNotFoundException">There is no such port.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened, or another program has it.</exception>
    /// <exception cref="IOException">It is no serial port, or it cannot do what is wanted.</exception>
    public PosixPort(string name, int baudRate, bool flowControl)
    {
        _name = name;
        _port = Posix.Open(name, Posix.s_openFlags);

        if (_port < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            string message = $"{name}: {Marshal.GetPInvokeErrorMessage(error)}";
            throw error switch
            {
                Posix.NoSuchFile => new FileNotFoundException(message, name),
                Posix.NotPermitted or Posix.Busy => new UnauthorizedAccessException(message),
                _ => new IOException(message),
            };
        }

        try
        {
            LineSettings.Apply(_port, name, baudRate, flowControl);
            Posix.Control(_port, Posix.s_takeExclusive);
            Span<int> pipe = stackalloc int[2];

            if (Posix.Pipe(pipe) < 0)
            {
                throw Failure("pipe");
            }

            _wakeReader = pipe[0];
            _wakeWriter = pipe[1];
        }
        catch
        {
            Posix.Close(_port);
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
            Leave();
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
            Leave();
        }
    }

    public void Dispose()
    {
        lock (_closing)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            Posix.Write(_wakeWriter, [0], 1);

            // The descriptors' numbers must not be given away while a call still uses them.
            while (_inside > 0)
            {
                Monitor.Wait(_closing);
            }
        }

        Posix.Control(_port, Posix.s_releaseExclusive);
        Posix.Close(_port);
        Posix.Close(_wakeReader);
        Posix.Close(_wakeWriter);
    }

    private int ReadInside(Span<byte> buffer, int wanted, int timeout)
    {
        int got = 0;
        long begin = 0;
        bool hungUp = false;

        while (true)
        {
            nint count = Posix.Read(_port, buffer[got..], buffer.Length - got);

            if (count > 0)
            {
                got += (int)count;

                if (got >= wanted)
                {
                    return got;
                }
            }
            else if (count == 0 || !IsTransient())
            {
                return GoneAfter(got, count == 0 ? null : Failure("read"));
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

            hungUp = (WaitFor(Posix.PollIn, left) & Posix.PollGone) != 0;
        }
    }

    private void WriteInside(ReadOnlySpan<byte> buffer, int timeout)
    {
        long end = Environment.TickCount64 + timeout;

        while (!buffer.IsEmpty)
        {
            nint count = Posix.Write(_port, buffer, buffer.Length);

            if (count > 0)
            {
                buffer = buffer[(int)count..];
            }
            else if (count < 0 && !IsTransient())
            {
                IsGone = true;
                throw Failure("write");
            }
            else if (WaitFor(Posix.PollOut, (int)Math.Max(0, end - Environment.TickCount64)) == 0)
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
        Span<Posix.PollDescriptor> descriptors =
        [
            new() { Descriptor = _port, Events = events },
            new() { Descriptor = _wakeReader, Events = Posix.PollIn },
        ];
        int ready = Posix.Poll(descriptors, 2, milliseconds);

        if (ready < 0)
        {
            // A signal: who waits looks again, and at the time, too.
            return IsTransient() ? events : throw Failure("poll");
        }

        return _closed ? throw Closed() : descriptors[0].ReturnedEvents;
    }

    private static bool IsTransient()
    {
        int error = Marshal.GetLastPInvokeError();
        return error == Posix.Interrupted || error == Posix.s_tryAgain;
    }

    private IOException Failure(string call) => new($"{_name}, {call}: {Marshal.GetLastPInvokeErrorMessage()}");

    private InvalidOperationException Closed() => new($"{_name} was closed.");

    private void Enter()
    {
        lock (_closing)
        {
            _inside = _closed ? throw Closed() : _inside + 1;
        }
    }

    private void Leave()
    {
        lock (_closing)
        {
            _inside--;

            if (_closed)
            {
                Monitor.PulseAll(_closing);
            }
        }
    }
}
