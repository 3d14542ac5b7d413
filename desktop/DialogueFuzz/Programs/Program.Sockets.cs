// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <content>Calls about sockets.</content>
internal sealed partial class Program
{
    private const int LargestSend = 4000;

    // A handler that sends what an echo brings back would go on for ever, and the first byte tells 128 sends apart.
    private const int MostEchoes = 500;
    private const byte Canary = 0xCC;

    /// <summary>The result of a call to receive that threw.</summary>
    public const int Thrown = -2;

    /// <summary>The result of a call that was not made.</summary>
    public const int Busy = -3;

    private static readonly string[] s_modes = ["Buffer", "DirectPush", "Transparent"];

    /// <summary>Connects to a server of which the world knows everything.</summary>
    private void Connect()
    {
        Certificate certificate = _chance.OneIn(5) ? _chance.Of(Certificate.Foreign, Certificate.Foreign, Certificate.OtherHost, Certificate.Expired) : Certificate.Good;
        PeerKind kind = _chance.Of(PeerKind.Echo, PeerKind.Talker, PeerKind.Talker, PeerKind.Talker, PeerKind.Listener, PeerKind.Page, PeerKind.Nobody);
        int mode = _chance.Of(0, 0, 0, 0, 1, 1, 2);
        Plan plan = _world.Network.Add(kind, certificate, _chance.Seed());
        plan.Volume = _chance.Skewed(1, 12000);
        plan.Closes = kind == PeerKind.Page || _chance.OneIn(3);
        plan.Pause = _chance.Of(50, 1000, 5000, 20000);
        plan.HasTraps = _chance.OneIn(2);
        Connect(_chance.OneIn(2) ? 0 : _chance.Below(_world.Contexts.Length), plan, mode);
    }

    /// <summary>Connects to a server; gives what the program has of it, or nothing.</summary>
    public Handle? Connect(int context, Plan plan, int mode)
    {
        ContextKind kind = _world.Contexts[context];
        IDriverSocket? socket = null;
        int ring = _chance.Of(1500, 3072, 3072, 8000);
        _world.Verdicts.SocketsInUse++;
        bool isConnected = Call($"[{context}].Connect({plan.Port}, {s_modes[mode]})", Limits.Connect + Limits.Negotiation, null, () =>
        {
            socket = Driver.Connect(context, Plan.HostName, plan.Port, mode, ring);
            return "id " + socket.Id;
        });

        if (!isConnected || socket is null)
        {
            _world.Verdicts.SocketsInUse--;
            return null;
        }

        Connection? connection = null;

        foreach (Connection candidate in _world.Network.Connections)
        {
            connection = candidate.Plan == plan ? candidate : connection;
        }

        if (connection is null)
        {
            _world.Findings.Add("connect", $"port {plan.Port}: the driver gives a socket, the module never made the connection");
            return null;
        }

        if (TrustOracle.Check(kind, connection, _world.Traits) is string fault)
        {
            _world.Findings.Add("trust", $"connection {connection.Number} of a context that is {kind}: {fault}");
        }

        _world.Tolerance.HadLongIds |= socket.Id > 9;
        Handle handle = new(socket, connection, kind, mode) { WasTransparent = mode == 2 };
        _world.Handles.Add(handle);

        if (_chance.OneIn(3))
        {
            AddHandlers(handle);
        }

        return handle;
    }

    private void AddHandlers(Handle handle)
    {
        Chance chance = new(_chance.Seed(), 0);
        Caller caller = _world.AddCaller($"events of {handle.Connection.Number}");
        Program program = new(_world, caller, chance, false);
        handle.HasDataHandler = true;
        handle.Socket.OnDataReceived(() =>
        {
            handle.DataCalls++;

            while (!handle.IsClosed && program.Receive(handle, chance.Skewed(1, 2000), 0) > 0)
            {
            }

            if (chance.OneIn(8) && !handle.IsClosed && handle.Sent.Count < MostEchoes)
            {
                program.Send(handle, false);
            }
        });
        handle.Socket.OnClosed(() =>
        {
            handle.ClosedCalls++;

            if (chance.OneIn(3) && !handle.IsClosed)
            {
                program.Close(handle);
            }
        });
    }

    private void Receive(Handle handle)
    {
        Receive(handle, _chance.Of(1, 10, 100, 1500, 1500, 4000), _chance.Of(0, 0, 10, 300, 2000, 10000, 60000));
    }

    /// <summary>Receives and compares.</summary>
    /// <returns>What was returned; <see cref="Thrown"/>; <see cref="Busy"/> if another thread receives.</returns>
    public int Receive(Handle handle, int count, int timeout)
    {
        if (handle.IsReceiving)
        {
            return Busy;
        }

        int offset = _chance.Skewed(0, 50);
        byte[] buffer = new byte[offset + count + _chance.Skewed(0, 50)];
        Array.Fill(buffer, Canary);
        int got = Thrown;
        handle.IsReceiving = true;
        Call($"Receive({count}, {timeout})", timeout + Limits.ReceiveExtra, handle, () =>
        {
            got = handle.Socket.Receive(buffer, offset, count, timeout);
            return $"{got}";
        });
        handle.IsReceiving = false;
        CheckEdges(buffer, offset, count);

        if (got == 0)
        {
            CheckEnd(handle);
        }
        else if (got > count || got < Thrown)
        {
            _world.Findings.Add("received", $"Receive({count}) returned {got}");
        }
        else if (got > 0)
        {
            int before = handle.Received.Count;
            handle.Received.AddRange(new ArraySegment<byte>(buffer, offset, got));

            if (!handle.IsWrong && _world.Tolerance.Allows(handle) && StreamOracle.CheckReceived(handle, before) is string fault)
            {
                handle.IsWrong = true;
                _world.Findings.Add("received", $"connection {handle.Connection.Number}: {fault}");
            }
        }

        return got;
    }

    private void CheckEdges(byte[] buffer, int offset, int count)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            if ((i < offset || i >= offset + count) && buffer[i] != Canary)
            {
                _world.Findings.Add("received", $"a byte outside of the range that Receive was given was written (index {i}, range {offset}, {count})");
                return;
            }
        }
    }

    // Closed by the peer and all read: a page that lacks its end must not look whole.
    private void CheckEnd(Handle handle)
    {
        Connection connection = handle.Connection;

        if (handle.IsWrong || handle.IsClosed || !_world.Tolerance.Allows(handle))
        {
            return;
        }

        if (!connection.IsClosedByPeer)
        {
            handle.IsWrong = true;
            _world.Findings.Add("end", $"connection {connection.Number}: Receive returned 0; the peer has not closed it ({connection.EndedBy ?? "alive"})");
        }
        else if (handle.Received.Count < connection.FromPeer.Count)
        {
            handle.IsWrong = true;
            _world.Findings.Add("end", $"connection {connection.Number}: Receive returned 0 after {handle.Received.Count} of {connection.FromPeer.Count} bytes ({connection.EndedBy ?? "closed by the peer"})");
        }
    }

    /// <summary>Sends bytes that the oracle will know again.</summary>
    public bool Send(Handle handle, bool isVariable)
    {
        int size = _chance.OneIn(5) ? _chance.Of(1460, 1461, 2920, 4000) : _chance.Skewed(1, LargestSend);
        size = isVariable ? Math.Min(size, Limits.SendPiece) : size;
        byte[] bytes = Payload.Draw(_chance, size, _chance.OneIn(2));
        bytes[0] = (byte)(0x80 | (handle.Sent.Count & 0x7F));

        for (int i = 1; isVariable && i < size; i++)
        {
            bytes[i] = bytes[i] is 0x1A or 0x1B ? (byte)'.' : bytes[i];
        }

        SendRecord record = new(bytes, _world.Now);
        handle.Sent.Add(record);
        int pieces = (size + Limits.SendPiece - 1) / Limits.SendPiece;
        record.IsOk = Call(isVariable ? $"SendVariable({size})" : $"Send({size})", (long)Limits.Send * pieces, handle, () =>
        {
            if (isVariable)
            {
                handle.Socket.SendVariable(bytes, 0, size);
            }
            else
            {
                handle.Socket.Send(bytes, 0, size);
            }

            return "sent";
        });
        record.EndedAt = _world.Now;
        return record.IsOk;
    }

    /// <summary>Switches to another mode.</summary>
    private void SwitchMode(Handle handle)
    {
        int mode = _chance.Of(0, 0, 1, 1, 2);
        SwitchMode(handle, mode);
    }

    /// <summary>Switches to a mode.</summary>
    public bool SwitchMode(Handle handle, int mode)
    {
        handle.WasTransparent |= mode == 2;
        return Call($"SwitchMode({s_modes[mode]})", Limits.SwitchMode, handle, () =>
        {
            handle.Socket.SwitchMode(mode, _chance.Of(1500, 3072));
            handle.Mode = mode;
            return "switched";
        });
    }

    private void QueryState(Handle handle)
    {
        Call("QueryState()", Limits.Command, handle, () => handle.Socket.QueryState());
    }

    /// <summary>Closes a socket.</summary>
    public void Close(Handle handle)
    {
        handle.IsClosed = true;
        int timeout = _chance.Of(-1, -1, 0, 10000);

        if (_chance.OneIn(2))
        {
            Call($"Close({timeout})", Limits.Close + (timeout < 0 ? Limits.DefaultClose : timeout), handle, () =>
            {
                handle.Socket.Close(timeout);
                return "closed";
            });
        }
        else if (!Call("Dispose()", Limits.Close + Limits.DefaultClose, handle, () =>
        {
            handle.Socket.Dispose();
            return "disposed";
        }))
        {
            _world.Findings.Add("exception", $"Dispose of connection {handle.Connection.Number} threw");
        }

        _world.Verdicts.SocketsInUse--;
    }

    private void Misuse(Handle handle)
    {
        byte[] buffer = new byte[10];

        switch (_chance.Below(5))
        {
            case 0:
                Call("Receive(count 0)", Limits.Command, handle, () => $"{handle.Socket.Receive(buffer, 0, 0, 0)}", CallKind.Wrong);
                break;
            case 1:
                Call("Receive(outside)", Limits.Command, handle, () => $"{handle.Socket.Receive(buffer, 8, 5, 0)}", CallKind.Wrong);
                break;
            case 2:
                Call("Receive(time -5)", Limits.Command, handle, () => $"{handle.Socket.Receive(buffer, 0, 5, -5)}", CallKind.Wrong);
                break;
            case 3:
                Call("Send(outside)", Limits.Command, handle, () =>
                {
                    handle.Socket.Send(buffer, 9, 2);
                    return "sent";
                }, CallKind.Wrong);
                break;
            default:
                Call("SendVariable(Ctrl-Z)", Limits.Command, handle, () =>
                {
                    handle.Socket.SendVariable([1, 0x1A, 2], 0, 3);
                    return "sent";
                }, CallKind.Wrong);
                break;
        }
    }
}
