// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Sockets;
using System.Threading;
using Org.BouncyCastle.Tls;

namespace Bg95Emulator;

/// <summary>DTLS over UDP ("dtls" 1): each write of the host is one datagram.</summary>
internal sealed class DtlsChannel : ISecureChannel
{
    private const int PollMilliseconds = 1000;

    private readonly Socket _socket;
    private readonly DtlsTransport _transport;
    private volatile bool _closed;

    private DtlsChannel(Socket socket, DtlsTransport transport)
    {
        _socket = socket;
        _transport = transport;
    }

    public static DtlsChannel Connect(Socket socket, ModuleTlsClient client) =>
        new(socket, new DtlsClientProtocol().Connect(client, new UdpTransport(socket)));

    public int Read(byte[] buffer)
    {
        while (!_closed)
        {
            // The transport reports a quiet second as -1, and the peer's close_notify by throwing.
            int count = _transport.Receive(buffer, 0, buffer.Length, PollMilliseconds);
            if (count >= 0)
            {
                return count;
            }
        }

        return 0;
    }

    public void Write(ReadOnlySpan<byte> bytes) => _transport.Send(bytes);

    public void Close()
    {
        _closed = true;
        _transport.Close();
    }

    public void Dispose()
    {
        _closed = true;
        _socket.Dispose();
    }

    /// <summary>What DTLS runs on: a connected UDP socket.</summary>
    private sealed class UdpTransport : DatagramTransport
    {
        // Fits every link a cellular module has (IPv6 asks for 1280 with headers).
        private const int Mtu = 1400;

        private readonly Socket _socket;

        public UdpTransport(Socket socket)
        {
            _socket = socket;
        }

        public int GetReceiveLimit() => Mtu;

        public int GetSendLimit() => Mtu;

        public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

        public int Receive(Span<byte> buffer, int waitMillis)
        {
            long microseconds = waitMillis <= 0 ? Timeout.Infinite : Math.Min(waitMillis * 1000L, int.MaxValue);
            return _socket.Poll((int)microseconds, SelectMode.SelectRead) ? _socket.Receive(buffer) : -1;
        }

        public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

        public void Send(ReadOnlySpan<byte> buffer) => _socket.Send(buffer);

        public void Close() => _socket.Dispose();
    }
}
