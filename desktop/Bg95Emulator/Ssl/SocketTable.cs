// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>The twelve client ids and the sockets that hold them.</summary>
internal sealed class SocketTable
{
    public const int Count = 12;

    private readonly object _gate = new();
    private readonly SslClientSocket?[] _sockets = new SslClientSocket?[Count];
    private readonly ModuleState _module;

    public SocketTable(ModuleState module)
    {
        _module = module;
    }

    /// <summary>The socket that left transparent mode last: where ATO goes back to (application note 1.3).</summary>
    public SslClientSocket? LastTransparent { get; set; }

    public SslClientSocket? Find(int id)
    {
        lock (_gate)
        {
            return _sockets[id];
        }
    }

    /// <summary>Null when the id is taken.</summary>
    public SslClientSocket? Add(SocketRequest request)
    {
        lock (_gate)
        {
            return _sockets[request.Id] != null
                ? null
                : _sockets[request.Id] = new SslClientSocket(_module, request);
        }
    }

    /// <summary>Takes an id without a connection, unless it is taken.</summary>
    public void Occupy(SocketRequest request)
    {
        lock (_gate)
        {
            _sockets[request.Id] ??= SslClientSocket.LeftOpen(_module, request);
        }
    }

    /// <summary>Frees the id if it is still the socket's.</summary>
    public void Remove(SslClientSocket socket)
    {
        lock (_gate)
        {
            if (_sockets[socket.Request.Id] == socket)
            {
                _sockets[socket.Request.Id] = null;
            }
        }

        if (LastTransparent == socket)
        {
            LastTransparent = null;
        }
    }

    public List<SslClientSocket> All()
    {
        lock (_gate)
        {
            List<SslClientSocket> sockets = [];
            foreach (SslClientSocket? socket in _sockets)
            {
                if (socket != null)
                {
                    sockets.Add(socket);
                }
            }

            return sockets;
        }
    }

    public IReadOnlyList<SocketSnapshot> Snapshot() => All().ConvertAll(socket => socket.Snapshot());

    /// <summary>As at a reboot: the peers find out by themselves, the host is told nothing.</summary>
    public void ReleaseAll()
    {
        foreach (SslClientSocket socket in All())
        {
            socket.Close(TimeSpan.Zero);
        }
    }

    /// <summary>The sockets on the context are dead, but keep their ids until the host closes them.</summary>
    public void LosePdpContext(int context)
    {
        foreach (SslClientSocket socket in All())
        {
            if (socket.Request.PdpContext == context)
            {
                socket.Abort(SslError.PdpBrokeDown);
            }
        }
    }
}
