// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Bg95Http;

namespace Http.Tests;

/// <summary>A client on a connection of its own.</summary>
internal sealed class Connected : IDisposable
{
    public const int BufferSize = 512;

    private readonly Stream _stream;

    public Connected(int port, bool tls = false)
    {
        TcpClient tcp = new() { NoDelay = true };
        tcp.Connect(IPAddress.Loopback, port);
        _stream = tcp.GetStream();

        if (tls)
        {
            SslStream secure = new(_stream, false, (_, certificate, _, _) => certificate!.Equals(Certificates.Server));
            secure.AuthenticateAsClient(Certificates.ServerName);
            _stream = secure;
        }

        Client = new HttpClient(_stream, Certificates.ServerName, new byte[BufferSize], () => Environment.TickCount64);
    }

    public HttpClient Client { get; }

    public void Dispose() => _stream.Dispose();
}
