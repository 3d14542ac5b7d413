// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// Serves a module on a TCP port instead of a UART: one client at a time, and the module keeps its state when the
/// client comes back. Another client that comes meanwhile is told so, and sent away.
/// </summary>
public sealed class TcpLine : IDisposable
{
    // A host that comes back may do so before the end of its old connection has been seen.
    private static readonly TimeSpan s_untilOldEnds = TimeSpan.FromSeconds(2);

    private readonly EmulatedModule _module;
    private readonly TcpListener _listener;
    private readonly Thread _thread;
    private volatile bool _disposed;
    private volatile TcpClient? _client;
    private Thread? _serving;

    /// <summary>Listens at once; <paramref name="port"/> 0 takes a free one.</summary>
    public TcpLine(EmulatedModule module, int port = 0, IPAddress? address = null)
    {
        _module = module;
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _thread = new Thread(AcceptClients) { IsBackground = true, Name = "TCP line" };
        _thread.Start();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Ends the listening and the client's connection, not the module.</summary>
    public void Dispose()
    {
        _disposed = true;
        _listener.Stop();
        _client?.Dispose();
        _thread.Join();
        _client?.Dispose();
        _serving?.Join();
    }

    private void AcceptClients()
    {
        while (!_disposed)
        {
            try
            {
                TcpClient client = _listener.AcceptTcpClient();
                client.NoDelay = true;
                if (_serving != null && !_serving.Join(s_untilOldEnds))
                {
                    SendAway(client);
                    continue;
                }

                _client = client;
                _serving = new Thread(() => Serve(client)) { IsBackground = true, Name = "TCP client" };
                _serving.Start();
            }
            catch (SocketException)
            {
                // The listener was stopped, or the client was gone before it was accepted.
            }
            catch (InvalidOperationException)
            {
                // As above: the client or the listener was closed between two calls.
            }
        }
    }

    private void Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                _module.Serve(client.GetStream());
            }
            catch (InvalidOperationException)
            {
                // The client was closed, or the module was disposed, before it began.
            }
        }
    }

    private void SendAway(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.GetStream().Write("This module is taken: another client is connected to the port.\r\n"u8);
            }
            catch (IOException)
            {
                // It has not waited to be told.
            }
        }
    }
}
