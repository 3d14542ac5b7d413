// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Bg95Emulator;

/// <summary>
/// Serves a module on a TCP port instead of a UART: one client at a time, and the module keeps its state when the
/// client comes back.
/// </summary>
public sealed class TcpLine : IDisposable
{
    private readonly EmulatedModule _module;
    private readonly TcpListener _listener;
    private readonly Thread _thread;
    private volatile bool _disposed;
    private volatile NetworkStream? _client;

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
    }

    private void AcceptClients()
    {
        while (!_disposed)
        {
            try
            {
                using TcpClient client = _listener.AcceptTcpClient();
                client.NoDelay = true;
                NetworkStream stream = client.GetStream();
                _client = stream;
                if (!_disposed)
                {
                    _module.Serve(stream);
                }
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
}
