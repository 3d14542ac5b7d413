// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace Bg95Emulator;

/// <summary>The twelve client ids and the sockets that hold them.</summary>
internal sealed class SocketTable
{
    public const int Count = 12;

    private readonly object _gate = new();
    private readonly ModuleSocket?[] _sockets = new ModuleSocket?[Count];
    private readonly ModuleState _module;

    public SocketTable(ModuleState module)
    {
        _module = module;
    }

    /// <summary>The socket that left transparent mode last: where ATO goes back to (application note 1.3).</summary>
    public ModuleSocket? LastTransparent { get; set; }

    public ModuleSocket? Find(int id)
    {
        lock (_gate)
        {
            return _sockets[id];
        }
    }

    /// <summary>The SSL socket of the id; also what a host before this one has left there, whatever it was.</summary>
    public ModuleSocket? FindSsl(int id) => Find(id) is { } socket && (socket.Request.Service.IsSsl || socket.WasTakenAtStart) ? socket : null;

    /// <summary>As <see cref="FindSsl"/>, of AT+QIOPEN.</summary>
    public ModuleSocket? FindPlain(int id) => Find(id) is { } socket && (!socket.Request.Service.IsSsl || socket.WasTakenAtStart) ? socket : null;

    /// <summary>Null when the id is taken.</summary>
    public ModuleSocket? Add(SocketRequest request)
    {
        lock (_gate)
        {
            return _sockets[request.Id] != null
                ? null
                : _sockets[request.Id] = new ModuleSocket(_module, request);
        }
    }

    /// <summary>A connection has come in: it gets the highest id that is free, or none.</summary>
    public void TakeIn(Socket accepted, SocketRequest listener)
    {
        ModuleSocket? socket = null;
        lock (_gate)
        {
            int id = Array.FindLastIndex(_sockets, taken => taken == null);
            if (id >= 0)
            {
                IPEndPoint peer = (IPEndPoint)accepted.RemoteEndPoint!;
                SocketRequest request = listener with
                {
                    Id = id,
                    Host = peer.Address.ToString(),
                    Port = peer.Port,
                    Service = SocketService.TcpIncoming,
                    ServerId = listener.Id,
                };
                socket = _sockets[id] = new ModuleSocket(_module, request, new ConnectionOpener(_module, request, accepted));
            }
        }

        if (socket != null)
        {
            socket.Start();
            return;
        }

        accepted.Dispose();
        _module.Output.SendUnsolicited("+QIURC: \"incoming full\"");
    }

    /// <summary>Takes an id without a connection, unless it is taken.</summary>
    public void Occupy(SocketRequest request)
    {
        lock (_gate)
        {
            _sockets[request.Id] ??= ModuleSocket.LeftOpen(_module, request);
        }
    }

    /// <summary>Frees the id if it is still the socket's.</summary>
    public void Remove(ModuleSocket socket)
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

    public List<ModuleSocket> All()
    {
        lock (_gate)
        {
            List<ModuleSocket> sockets = [];
            foreach (ModuleSocket? socket in _sockets)
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
        foreach (ModuleSocket socket in All())
        {
            socket.Close(TimeSpan.Zero);
        }
    }

    /// <summary>The sockets on the context are dead, but keep their ids until the host closes them.</summary>
    public void LosePdpContext(int context)
    {
        foreach (ModuleSocket socket in All())
        {
            if (socket.Request.PdpContext == context)
            {
                socket.Abort(SslError.PdpBrokeDown);
            }
        }
    }
}
