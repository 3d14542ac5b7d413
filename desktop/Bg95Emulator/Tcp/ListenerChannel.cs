// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Net.Sockets;

namespace Bg95Emulator;

/// <summary>A TCP port that listens. Only this PC reaches it: whoever runs a module has not asked for an open port.</summary>
internal sealed class ListenerChannel : ISecureChannel
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <exception cref="SocketException">Another program of this PC has the port.</exception>
    public ListenerChannel(int port)
    {
        try
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            _socket.Listen();
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a connection; disposing ends it with an exception.</summary>
    public Socket Accept() => _socket.Accept();

    public int Read(byte[] buffer) => throw new NotSupportedException();

    public void Write(ReadOnlySpan<byte> bytes) => throw new NotSupportedException();

    public void Close() => _socket.Dispose();

    public void Dispose() => _socket.Dispose();
}
