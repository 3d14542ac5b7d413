// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Bg95Emulator.Tool.Tests;

/// <summary>Stands before a server and keeps what the module sends to it, as it is on the network.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<byte> _sent = [];
    private readonly int _server;

    public Relay(int server)
    {
        _server = server;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Waits until the bytes have been sent.</summary>
    public bool WaitFor(byte[] bytes) => SpinWait.SpinUntil(() => Contains(bytes), 60_000);

    public void Dispose() => _listener.Dispose();

    private bool Contains(byte[] bytes)
    {
        lock (_sent)
        {
            return _sent.ToArray().AsSpan().IndexOf(bytes) >= 0;
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient module = await _listener.AcceptTcpClientAsync();
                TcpClient server = new();
                await server.ConnectAsync(IPAddress.Loopback, _server);
                _ = CopyAsync(module.GetStream(), server.GetStream(), keep: true);
                _ = CopyAsync(server.GetStream(), module.GetStream(), keep: false);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool keep)
    {
        byte[] block = new byte[4096];
        try
        {
            int count;
            while ((count = await from.ReadAsync(block)) > 0)
            {
                lock (_sent)
                {
                    _sent.AddRange(keep ? block.AsSpan(0, count) : []);
                }

                await to.WriteAsync(block.AsMemory(0, count));
            }
        }
        catch (IOException)
        {
            // One side is gone, and so is the other.
        }

        from.Dispose();
        to.Dispose();
    }
}
