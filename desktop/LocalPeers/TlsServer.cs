// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace LocalPeers;

/// <summary>A TLS 1.2 server on a free port of the loopback address.</summary>
public sealed class TlsServer : IDisposable
{
    // Hundreds of modules may connect at the same time.
    private const int Backlog = 1000;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SslServerAuthenticationOptions _options;
    private readonly Func<SslStream, Task> _serve;
    private readonly bool _inTurn;

    /// <summary>Starts a server that has this certificate and asks clients for none.</summary>
    /// <param name="certificate">The server's certificate, with its key.</param>
    /// <param name="serve">Takes each client that has shaken hands. The stream is its own from then on, to dispose, too.</param>
    public TlsServer(X509Certificate2 certificate, Func<SslStream, Task> serve)
        : this(new SslServerAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12, ServerCertificate = certificate }, serve)
    {
    }

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it shakes hands.</param>
    /// <param name="serve">Takes each client that has shaken hands. The stream is its own from then on, to dispose, too.</param>
    /// <param name="inTurn">The next client waits until this one is served: they come in the order in which they connected.</param>
    public TlsServer(SslServerAuthenticationOptions options, Func<SslStream, Task> serve, bool inTurn = false)
    {
        _options = options;
        _serve = serve;
        _inTurn = inTurn;
        _listener.Start(Backlog);
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>The TCP port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Takes no more clients; those that it has stay.</summary>
    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Task client = ServeAsync(await _listener.AcceptSocketAsync());

                if (_inTurn)
                {
                    await client;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The server was ended.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        SslStream stream = new(new NetworkStream(socket, ownsSocket: true));

        try
        {
            await stream.AuthenticateAsServerAsync(_options);
            await _serve(stream);
        }
        catch (Exception e) when (e is IOException or AuthenticationException or SocketException or InvalidOperationException)
        {
            // The client is gone, or was refused: it is on its side that a run fails.
            await stream.DisposeAsync();
        }
    }
}
