// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace NanoBg95.Shared;

/// <summary>A descriptor of the C library that several threads use and wait on, and that any of them may close.</summary>
internal sealed class Descriptor
{
    private readonly string _name;
    private readonly int _wakeReader;
    private readonly int _wakeWriter;
    private readonly object _closing = new();
    private int _inside;
    private volatile bool _isClosed;

    /// <param name="number">The descriptor, which is this object's from now on, but the caller's still when this throws.</param>
    /// <param name="name">What it is, for messages.</param>
    /// <exception cref="IOException">The system has no more descriptors.</exception>
    public Descriptor(int number, string name)
    {
        Number = number;
        _name = name;
        Span<int> pipe = stackalloc int[2];

        if (LibC.Pipe(pipe) < 0)
        {
            throw Failure("pipe");
        }

        _wakeReader = pipe[0];
        _wakeWriter = pipe[1];
    }

    /// <summary>What the C library knows it by. Only between <see cref="TryEnter"/> and <see cref="Leave"/> it is surely still this one.</summary>
    public int Number { get; }

    /// <summary>It was closed, or is about to be.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>What a call of the C library has just refused.</summary>
    public IOException Failure(string call) => new($"{_name}, {call}: {Marshal.GetLastPInvokeErrorMessage()}");

    /// <summary>Says whether the call that has just failed is to be made again: there was a signal, or nothing to read or no room.</summary>
    public static bool IsTransient()
    {
        int error = Marshal.GetLastPInvokeError();
        return error == LibC.Interrupted || error == LibC.s_tryAgain;
    }

    /// <summary>Begins a use. False when it is closed.</summary>
    public bool TryEnter()
    {
        lock (_closing)
        {
            _inside += _isClosed ? 0 : 1;
            return !_isClosed;
        }
    }

    /// <summary>Ends a use.</summary>
    public void Leave()
    {
        lock (_closing)
        {
            _inside--;
            Monitor.PulseAll(_closing);
        }
    }

    /// <summary>
    /// Waits until the descriptor is ready, or closed. Gives its events, or 0 when the time is over; after a signal those that are
    /// waited for, since who waits looks again, and at the time, too.
    /// </summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public short WaitFor(short events, int milliseconds)
    {
        Span<LibC.PollDescriptor> descriptors =
        [
            new() { Descriptor = Number, Events = events },
            new() { Descriptor = _wakeReader, Events = LibC.PollIn },
        ];
        return LibC.Poll(descriptors, 2, milliseconds) < 0
            ? IsTransient() ? events : throw Failure("poll")
            : descriptors[0].ReturnedEvents;
    }

    /// <summary>Lets go whoever waits, and closes. A second call does nothing.</summary>
    /// <param name="last">Done before, when nobody uses it any more.</param>
    public void Close(Action? last = null)
    {
        lock (_closing)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            LibC.Write(_wakeWriter, [0], 1);

            // The descriptors' numbers must not be given away while a call still uses them.
            while (_inside > 0)
            {
                Monitor.Wait(_closing);
            }
        }

        last?.Invoke();
        LibC.Close(Number);
        LibC.Close(_wakeReader);
        LibC.Close(_wakeWriter);
    }
}
