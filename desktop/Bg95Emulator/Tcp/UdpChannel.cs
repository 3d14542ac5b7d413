// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Net.Sockets;

namespace Bg95Emulator;

/// <summary>UDP: with one peer, or, as a service, with anybody.</summary>
internal sealed class UdpChannel : ISecureChannel
{
    private readonly Socket _socket;
    private readonly bool _hasPeer;
    private volatile bool _closed;

    public UdpChannel(Socket socket, bool hasPeer)
    {
        _socket = socket;
        _hasPeer = hasPeer;
    }

    /// <summary>Who has sent what was read last; null where there is one peer alone.</summary>
    public IPEndPoint? LastSender { get; private set; }

    public int Read(byte[] buffer)
    {
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        while (!_closed)
        {
            try
            {
                int count = _hasPeer ? _socket.Receive(buffer) : _socket.ReceiveFrom(buffer, ref sender);
                if (count > 0)
                {
                    LastSender = _hasPeer ? null : (IPEndPoint)sender;
                    return count;
                }
            }
            catch (SocketException fault) when (fault.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
            {
                // Nobody listens there yet: UDP does not care.
            }
        }

        return 0;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _socket.Send(bytes);
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
        {
            // As above.
        }
    }

    public void WriteTo(ReadOnlySpan<byte> bytes, IPEndPoint peer) => _socket.SendTo(bytes, peer);

    public void Close() => _closed = true;

    public void Dispose()
    {
        _closed = true;
        _socket.Dispose();
    }
}
