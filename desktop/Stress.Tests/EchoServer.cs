// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;

namespace Stress.Tests;

/// <summary>A TLS server that sends everything back, and at times closes a connection by itself.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TlsServer _server;
    private int _connections;

    public EchoServer()
    {
        _server = new TlsServer(Certificates.Server, EchoAsync);
    }

    /// <summary>Gets its port.</summary>
    public int Port => _server.Port;

    /// <summary>Gets or sets a value indicating whether each fourth connection is closed by the server after some bytes.</summary>
    public bool Closes { get; set; } = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _server.Dispose();
    }

    private async Task EchoAsync(SslStream stream)
    {
        await using SslStream own = stream;
        int most = Closes && Interlocked.Increment(ref _connections) % 4 == 0 ? 2000 : int.MaxValue;
        byte[] buffer = new byte[4096];

        try
        {
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
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
