// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Sockets;
using Org.BouncyCastle.Tls;

namespace Bg95Emulator;

/// <summary>TLS over TCP.</summary>
internal sealed class TlsChannel : ISecureChannel
{
    private readonly NetworkStream _stream;
    private readonly TlsClientProtocol _protocol;
    private readonly Stream _payload;

    private TlsChannel(NetworkStream stream, TlsClientProtocol protocol)
    {
        _stream = stream;
        _protocol = protocol;
        _payload = protocol.Stream;
    }

    /// <summary>Shakes hands on the calling thread; closing the socket from elsewhere ends it.</summary>
    public static TlsChannel Connect(Socket socket, ModuleTlsClient client)
    {
        NetworkStream stream = new(socket, ownsSocket: true);
        TlsClientProtocol protocol = new(stream);
        protocol.Connect(client);
        return new TlsChannel(stream, protocol);
    }

    public int Read(byte[] buffer) => Math.Max(0, _payload.Read(buffer, 0, buffer.Length));

    public void Write(ReadOnlySpan<byte> bytes) => _payload.Write(bytes);

    public void Close() => _protocol.Close();

    public void Dispose() => _stream.Dispose();
}
