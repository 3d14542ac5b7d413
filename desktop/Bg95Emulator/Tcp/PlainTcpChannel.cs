// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Sockets;

namespace Bg95Emulator;

/// <summary>TCP without TLS.</summary>
internal sealed class PlainTcpChannel : ISecureChannel
{
    private readonly Socket _socket;

    public PlainTcpChannel(Socket socket)
    {
        _socket = socket;
    }

    public int Read(byte[] buffer) => _socket.Receive(buffer);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    public void Close() => _socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => _socket.Dispose();
}
