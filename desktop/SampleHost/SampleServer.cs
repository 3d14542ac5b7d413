// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using System.Security.Authentication;
using System.Threading.Tasks;
using LocalPeers;

namespace Samples.Pc;

/// <summary>A TLS server on this PC. Its name exists for the emulated module only; its certificates for one run.</summary>
public sealed class SampleServer : IDisposable
{
    /// <summary>The name in its certificate.</summary>
    public const string Host = "server.nanobg95.test";

    private readonly TlsServer _server;

    /// <summary>Starts the server.</summary>
    /// <param name="authority">Who issues its certificate.</param>
    /// <param name="clientCertificate">Whether clients must prove who they are, with a certificate of the same authority.</param>
    /// <param name="serve">Serves one client, on a thread of its own; its end closes the connection.</param>
    public SampleServer(Authority authority, bool clientCertificate, Action<SslStream> serve)
    {
        SslServerAuthenticationOptions options = new()
        {
            EnabledSslProtocols = SslProtocols.Tls12,
            ServerCertificate = authority.Issue(Host),
            ClientCertificateRequired = clientCertificate,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => !clientCertificate || authority.Issued(certificate),
        };
        _server = new TlsServer(options, stream => Task.Factory.StartNew(() => Serve(stream, serve), TaskCreationOptions.LongRunning));
    }

    /// <summary>The TCP port.</summary>
    public int Port => _server.Port;

    /// <summary>The settings, with this server as the one to connect to.</summary>
    public SampleSettings At(SampleSettings settings) => settings with { Host = Host, TcpPort = Port };

    /// <summary>Ends it; connections that are open end when their clients do.</summary>
    public void Dispose() => _server.Dispose();

    private static void Serve(SslStream stream, Action<SslStream> serve)
    {
        using (stream)
        {
            serve(stream);
            stream.ShutdownAsync().GetAwaiter().GetResult();
        }
    }
}
