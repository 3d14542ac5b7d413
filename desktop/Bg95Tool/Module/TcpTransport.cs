// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Sockets;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>The line to a module behind a TCP port, such as an emulated one or a serial server's.</summary>
internal sealed class TcpTransport(string host, int port) : ITransport
{
    private const int ConnectLimit = 5000;
    private const int Slice = 100;

    private volatile Socket? _socket;

    /// <inheritdoc/>
    public int Capacity => 4096;

    /// <inheritdoc/>
    public bool HasFlowControl => false;

    private Socket Connected => _socket ?? throw new InvalidOperationException("The connection is closed.");

    /// <inheritdoc/>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public void Open()
    {
        if (_socket != null)
        {
            return;
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (!socket.ConnectAsync(host, port).Wait(ConnectLimit))
            {
                throw new IOException($"{host}:{port} does not answer.");
            }

            _socket = socket;
        }
        catch (AggregateException fault)
        {
            throw new IOException($"{host}:{port}: {fault.GetBaseException().Message}", fault);
        }
        finally
        {
            if (_socket == null)
            {
                socket.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    /// <summary>Closes it for good.</summary>
    public void Dispose() => Close();

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        Socket socket = Connected;
        long end = timeout < 0 ? long.MaxValue : Environment.TickCount64 + timeout;
        int got = 0;
        do
        {
            // In slices: a thread that waits in one goes on when the socket is closed meanwhile.
            int left = minimum == 0 ? 1 : (int)Math.Clamp(end - Environment.TickCount64, 0, Slice);
            if (socket.Poll(left * 1000, SelectMode.SelectRead))
            {
                int count = socket.Receive(buffer, offset + got, maximum - got, SocketFlags.None);
                got += count > 0 ? count : throw new EndOfStreamException("The other side has closed the connection.");
            }
            else if (_socket == null)
            {
                throw new InvalidOperationException("The connection was closed.");
            }
        }
        while (got < minimum && Environment.TickCount64 < end);

        return got;
    }

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">The other side takes nothing.</exception>
    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        Socket socket = Connected;
        long end = timeout < 0 ? long.MaxValue : Environment.TickCount64 + timeout;
        int sent = 0;
        while (sent < count)
        {
            int left = (int)Math.Clamp(end - Environment.TickCount64, 0, Slice);
            if (socket.Poll(left * 1000, SelectMode.SelectWrite))
            {
                sent += socket.Send(buffer, offset + sent, count - sent, SocketFlags.None);
            }
            else if (_socket == null || Environment.TickCount64 >= end)
            {
                throw new TimeoutException("The other side takes nothing.");
            }
        }
    }
}
