// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Bg95Emulator.Tests;

/// <summary>A TLS server on the loopback address that hands its sessions to the test.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly BlockingCollection<SslStream> _sessions = [];
    private readonly ConcurrentQueue<string> _serverNames = new();
    private readonly SslServerAuthenticationOptions _options;

    public TestServer(X509Certificate2? certificate = null, Action<SslServerAuthenticationOptions>? configure = null)
    {
        X509Certificate2 own = certificate ?? Certificates.Server;
        _options = new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12,
            ServerCertificateSelectionCallback = (_, name) =>
            {
                _serverNames.Enqueue(name ?? string.Empty);
                return own;
            },
        };
        configure?.Invoke(_options);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The SNI names clients have sent, empty ones included.</summary>
    public string[] ServerNames => [.. _serverNames];

    public SslStream Accept()
    {
        if (!_sessions.TryTake(out SslStream? session, 60_000))
        {
            throw new TimeoutException("Nobody has connected.");
        }

        session.ReadTimeout = 60_000;
        return session;
    }

    public void Dispose()
    {
        _listener.Stop();
        _sessions.CompleteAdding();
        foreach (SslStream session in _sessions.GetConsumingEnumerable(CancellationToken.None))
        {
            session.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync();
            }
            catch (SocketException)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }

            socket.NoDelay = true;
            SslStream session = new(new NetworkStream(socket, true));
            try
            {
                await session.AuthenticateAsServerAsync(_options);
                _sessions.Add(session);
            }
            catch (Exception fault) when (fault is IOException or AuthenticationException or InvalidOperationException)
            {
                await session.DisposeAsync();
            }
        }
    }
}
