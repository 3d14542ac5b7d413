// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Bg95Emulator.Tests;

namespace Stress.Tests;

/// <summary>A TLS server that sends everything back, and at times closes a connection by itself.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private int _connections;

    public EchoServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Gets its port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets or sets a value indicating whether each fourth connection is closed by the server after some bytes.</summary>
    public bool Closes { get; set; } = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_end.Token);
                socket.NoDelay = true;
                _ = Task.Run(() => EchoAsync(socket, Closes && ++_connections % 4 == 0 ? 2000 : int.MaxValue));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task EchoAsync(Socket socket, int most)
    {
        try
        {
            await using SslStream stream = new(new NetworkStream(socket, true));
            SslServerAuthenticationOptions options = new() { ServerCertificate = Certificates.Server, EnabledSslProtocols = SslProtocols.Tls12 };
            await stream.AuthenticateAsServerAsync(options, _end.Token);
            byte[] buffer = new byte[4096];

            for (int echoed = 0; echoed < most;)
            {
                int count = await stream.ReadAsync(buffer, _end.Token);

                if (count == 0)
                {
                    break;
                }

                await stream.WriteAsync(buffer.AsMemory(0, count), _end.Token);
                echoed += count;
            }

            await stream.ShutdownAsync();
        }
        catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The module has closed it.
        }
    }
}
