// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.IO.Ports;
using System.Runtime.InteropServices;
using System.Threading;

namespace Bg95Ssl.Pc;

/// <summary>
/// The line over a serial port of a PC, or a pseudo-terminal, on Linux and macOS: the driver's reads are the system's own.
/// System.IO.Ports has a thread that looks at the port between the two, which costs 3 ms an exchange.
/// </summary>
public sealed class PcSerialTransport : ITransport, IDisposable
{
    private readonly string _name;
    private readonly int _baudRate;
    private readonly Lock _gate = new();
    private volatile PosixPort? _port;
    private bool _disposed;

    /// <summary>Names a port; <see cref="Open"/> opens it.</summary>
    /// <param name="name">Path of the device, such as /dev/ttyUSB2 or /dev/pts/3.</param>
    /// <param name="baudRate">Bits per second, each way.</param>
    /// <param name="flowControl">RTS and CTS are wired.</param>
    /// <exception cref="PlatformNotSupportedException">This is for Linux and macOS.</exception>
    public PcSerialTransport(string name, int baudRate, bool flowControl = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baudRate);

        if (!IsSupported)
        {
            throw new PlatformNotSupportedException("Use SerialPortTransport here.");
        }

        _name = name;
        _baudRate = baudRate;
        HasFlowControl = flowControl;
    }

    /// <summary>True on Linux and macOS. On PowerPC Linux has other numbers for all that is said to a port.</summary>
    public static bool IsSupported =>
        OperatingSystem.IsMacOS() || (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture != Architecture.Ppc64le);

    /// <summary>The system keeps as much.</summary>
    public int Capacity => 4096;

    /// <inheritdoc/>
    public bool HasFlowControl { get; }

    /// <summary>Makes the best line that this system has to a serial port.</summary>
    /// <inheritdoc cref="PcSerialTransport(string, int, bool)"/>
    public static ITransport Create(string name, int baudRate, bool flowControl = false)
    {
        if (IsSupported)
        {
            return new PcSerialTransport(name, baudRate, flowControl);
        }

        return new SerialPortTransport(new SerialPort(name, baudRate)
        {
            Handshake = flowControl ? Handshake.RequestToSend : Handshake.None,

            // A module whose DTR is off may hang up (AT&D). On the other systems opening a port raises it.
            DtrEnable = true,
        });
    }

    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">There is no such port.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened, or another program has it.</exception>
    /// <exception cref="IOException">It is no serial port, or it cannot do what is wanted.</exception>
    /// <remarks>A port that is open stays so; one whose device has gone is opened anew.</remarks>
    public void Open()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);

            if (_port is { IsGone: false })
            {
                return;
            }

            _port?.Dispose();
            _port = null;
            _port = new PosixPort(_name, _baudRate, HasFlowControl);
        }
    }

    /// <summary>Closes the port. A thread that waits in <see cref="Read"/> or <see cref="Write"/> is let go by an exception.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _port?.Dispose();
            _port = null;
        }
    }

    /// <summary>Closes the port for good.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _port?.Dispose();
            _port = null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The port is not open, or was closed meanwhile.</exception>
    /// <exception cref="IOException">The device has gone.</exception>
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout) =>
        OpenPort.Read(buffer.AsSpan(offset, maximum), minimum, timeout);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The port is not open, or was closed meanwhile.</exception>
    /// <exception cref="IOException">The device has gone.</exception>
    /// <exception cref="TimeoutException">Flow control has held the line for as long as the time limit says.</exception>
    public void Write(byte[] buffer, int offset, int count, int timeout) =>
        OpenPort.Write(buffer.AsSpan(offset, count), timeout);

    private PosixPort OpenPort => _port ?? throw new InvalidOperationException($"{_name} is not open.");
}
