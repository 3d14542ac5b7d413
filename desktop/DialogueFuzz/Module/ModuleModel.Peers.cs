// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace DialogueFuzz;

/// <content>The other ends of the connections.</content>
internal sealed partial class ModuleModel
{
    // What a peer may have under way to a host that does not read.
    private const int Window = 12000;
    private const int LargestBurst = 3000;

    private readonly Dictionary<Connection, Chance> _peers = [];

    private void StartPeer(ModuleSocket socket)
    {
        Connection connection = socket.Connection!;
        Plan plan = connection.Plan;
        Chance chance = new(plan.Seed, (uint)connection.Number);
        _peers.Add(connection, chance);

        if (plan.Kind is PeerKind.Talker or PeerKind.Page)
        {
            int longest = plan.Kind == PeerKind.Page ? 300 : plan.Pause;
            _agenda.In(chance.Skewed(1, longest), () => Talk(socket, connection, chance, plan.Volume));
        }
    }

    private void Talk(ModuleSocket socket, Connection connection, Chance chance, int left)
    {
        if (!connection.IsAlive)
        {
            return;
        }

        Plan plan = connection.Plan;

        if (left > 0 && socket.Waiting < Window)
        {
            int size = Math.Min(left, plan.Kind == PeerKind.Page ? LargestBurst : chance.Skewed(1, LargestBurst));
            left -= size;
            FromPeer(socket, connection, Payload.Draw(chance, size, plan.HasTraps));
        }

        if (left > 0 || plan.Closes)
        {
            int longest = plan.Kind == PeerKind.Page ? 100 : plan.Pause;
            bool isOver = left == 0;
            _agenda.In(chance.Skewed(1, longest), () =>
            {
                if (isOver)
                {
                    PeerCloses(socket, connection);
                }
                else
                {
                    Talk(socket, connection, chance, left);
                }
            });
        }
    }

    /// <summary>Has a peer send something, if it can.</summary>
    /// <returns>Whether it could.</returns>
    public bool HavePeerSay(Connection connection, byte[] bytes)
    {
        ModuleSocket? socket = Array.Find(_sockets, socket => socket?.Connection == connection);

        if (socket is null || !connection.IsAlive)
        {
            return false;
        }

        FromPeer(socket, connection, bytes);
        return true;
    }

    /// <summary>Has a peer close, if it can.</summary>
    /// <returns>Whether it could.</returns>
    public bool HavePeerClose(Connection connection)
    {
        ModuleSocket? socket = Array.Find(_sockets, socket => socket?.Connection == connection);

        if (socket is null || !connection.IsAlive)
        {
            return false;
        }

        PeerCloses(socket, connection);
        return true;
    }

    private void FromPeer(ModuleSocket socket, Connection connection, byte[] bytes)
    {
        connection.FromPeer.AddRange(bytes);
        socket.Add(bytes);
        Deliver(socket);
    }

    private void ToPeer(ModuleSocket socket, byte[] bytes)
    {
        if (socket.Connection is not Connection connection || !connection.IsAlive)
        {
            return;
        }

        connection.ToPeer.AddRange(bytes);

        if (connection.Plan.Kind == PeerKind.Echo)
        {
            _agenda.In(_peers[connection].Skewed(20, 2000), () =>
            {
                if (connection.IsAlive)
                {
                    FromPeer(socket, connection, bytes);
                }
            });
        }
    }

    private void PeerCloses(ModuleSocket socket, Connection connection)
    {
        if (!connection.IsAlive)
        {
            return;
        }

        Causes |= Cause.PeerClosed;
        connection.IsClosedByPeer = true;
        _journal.Note($"connection {connection.Number}: closed by its peer after {connection.FromPeer.Count} bytes");

        // The module notices when it works again.
        Work(0, () => NoticeEnd(socket, true));
    }

    private void NoticeEnd(ModuleSocket socket, bool announces)
    {
        if (_sockets[socket.Id] != socket || socket.State == 4)
        {
            return;
        }

        bool hasLine = _owner == socket;
        socket.State = 4;

        if (hasLine)
        {
            SayNoCarrier(socket);
        }
        else if (announces)
        {
            if (!_isCalm && _chance.Percent(_troubles.LostClosed))
            {
                Causes |= Cause.LostLine;
                _journal.Note($"lost: +QSSLURC: \"closed\",{socket.Id}");
                return;
            }

            SayClosed(socket);
        }
    }

    // Behind all that was to be pushed.
    private void SayClosed(ModuleSocket socket)
    {
        AddUrc(() =>
        {
            if (_sockets[socket.Id] != socket)
            {
                return null;
            }

            if (socket.Mode == 1 && socket.Waiting > 0)
            {
                // What has come before the mode was switched may not be on its way yet.
                Push(socket);
                SayClosed(socket);
                return null;
            }

            return $"\r\n+QSSLURC: \"closed\",{socket.Id}\r\n";
        });
    }
}
