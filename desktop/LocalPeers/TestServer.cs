// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace LocalPeers;

/// <summary>A TLS server on the loopback address that hands its sessions to the test, in the order in which they came.</summary>
public sealed class TestServer : IDisposable
{
    private const int LimitMilliseconds = 60_000;

    private readonly BlockingCollection<SslStream> _sessions = [];
    private readonly ConcurrentQueue<string> _serverNames = new();
    private readonly TlsServer _server;

    public TestServer(X509Certificate2? certificate = null, Action<SslServerAuthenticationOptions>? configure = null)
    {
        X509Certificate2 own = certificate ?? Certificates.Server;
        SslServerAuthenticationOptions options = new()
        {
            EnabledSslProtocols = SslProtocols.Tls12,
            ServerCertificateSelectionCallback = (_, name) =>
            {
                _serverNames.Enqueue(name ?? string.Empty);
                return own;
            },
        };
        configure?.Invoke(options);
        _server = new TlsServer(options, HandOver, inTurn: true);
    }

    public int Port => _server.Port;

    /// <summary>The SNI names clients have sent, empty ones included.</summary>
    public string[] ServerNames => [.. _serverNames];

    public SslStream Accept()
    {
        if (!_sessions.TryTake(out SslStream? session, LimitMilliseconds))
        {
            throw new TimeoutException("Nobody has connected.");
        }

        session.ReadTimeout = LimitMilliseconds;
        return session;
    }

    public void Dispose()
    {
        _server.Dispose();
        _sessions.CompleteAdding();
        foreach (SslStream session in _sessions.GetConsumingEnumerable(CancellationToken.None))
        {
            session.Dispose();
        }
    }

    private Task HandOver(SslStream session)
    {
        _sessions.Add(session);
        return Task.CompletedTask;
    }
}
