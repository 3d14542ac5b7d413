// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace Samples.Pc;

/// <summary>A TLS server on this PC. Its name exists for the emulated module only; its certificates for one run.</summary>
public sealed class TlsServer : IDisposable
{
    /// <summary>The name in its certificate.</summary>
    public const string Host = "server.nanobg95.test";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly Authority _authority;
    private readonly bool _clientCertificate;
    private readonly Action<SslStream> _serve;

    /// <summary>Starts the server.</summary>
    /// <param name="authority">Who issues its certificate.</param>
    /// <param name="clientCertificate">Whether clients must prove who they are, with a certificate of the same authority.</param>
    /// <param name="serve">Serves one client, on a thread of the server's own; its end closes the connection.</param>
    public TlsServer(Authority authority, bool clientCertificate, Action<SslStream> serve)
    {
        _authority = authority;
        _certificate = authority.Issue(Host);
        _clientCertificate = clientCertificate;
        _serve = serve;
        _listener.Start();
        new Thread(Accept) { IsBackground = true, Name = "TLS server" }.Start();
    }

    /// <summary>The TCP port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The settings, with this server as the one to connect to.</summary>
    public SampleSettings At(SampleSettings settings) => settings with { Host = Host, TcpPort = Port };

    /// <summary>Ends it; connections that are open end when their clients do.</summary>
    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket client = _listener.AcceptSocket();
                client.NoDelay = true;
                new Thread(() => Serve(client)) { IsBackground = true, Name = "TLS client" }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The server was ended.
        }
    }

    private void Serve(Socket client)
    {
        try
        {
            using SslStream stream = new(new NetworkStream(client, true));
            stream.AuthenticateAsServer(new SslServerAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12,
                ServerCertificate = _certificate,
                ClientCertificateRequired = _clientCertificate,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => !_clientCertificate || _authority.Issued(certificate),
            });
            _serve(stream);
            stream.ShutdownAsync().Wait();
        }
        catch (Exception e) when (e is IOException or AuthenticationException or InvalidOperationException or AggregateException)
        {
            // The client is gone, or was refused: it is on its side that the run fails.
        }
    }
}
