// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace DialogueFuzz;

/// <content>Opening, closing and looking at sockets.</content>
internal sealed partial class ModuleModel
{
    private const int SocketCount = 12;

    private readonly ModuleSocket?[] _sockets = new ModuleSocket?[SocketCount];
    private readonly List<Action> _openings = [];

    private void ForgetSockets()
    {
        for (int i = 0; i < SocketCount; i++)
        {
            if (_sockets[i]?.Connection is Connection connection)
            {
                connection.EndedBy ??= "restart";
            }

            _sockets[i] = null;
        }

        _openings.Clear();
        _owner = null;
        _lastOwner = null;
        _urcs.Clear();
        _isFlushing = false;
        IsWaitingForPeer = false;
    }

    private ModuleSocket? Socket(int id)
    {
        return id is >= 0 and < SocketCount ? _sockets[id] : null;
    }

    private bool IsHeld(int id)
    {
        return (_traits.HeldIds & (1 << id)) != 0;
    }

    private Outcome Open(Command command)
    {
        if (command.Form == CommandForm.Test)
        {
            return Answer("+QSSLOPEN: (1-16),(0-5),(0-11),<serveraddr>,<server_port>[,(0-2)]");
        }

        int pdp = command.Number(0);
        int context = command.Number(1);
        int id = command.Number(2);
        string? host = command.Text(3);
        int port = command.Number(4);
        int mode = command.Number(5, 0);

        if (command.Form != CommandForm.Set || pdp is < 1 or > 16 || context is < 0 or > 5 || id is < 0 or >= SocketCount
            || string.IsNullOrEmpty(host) || port is < 1 or > 65535 || mode is < 0 or > 2 || command.Values.Count > 6)
        {
            return Outcome.Error();
        }

        int refusal = IsHeld(id) || _sockets[id] is not null ? 563 : !_pdpActive[pdp] ? 561 : 0;

        if (refusal != 0 && (mode == 2 || !_traits.ReportsFailureLate))
        {
            return Outcome.Error(refusal);
        }

        if (refusal != 0)
        {
            Work(_chance.Between(1, 200), () => SayOpened(id, refusal));
            return Outcome.Ok;
        }

        ModuleSocket socket = new(id, pdp, context, port, mode);
        _sockets[id] = socket;
        Dictionary<string, string> settings = new(_settings[context]);
        Plan? plan = _network.Find(host, port);
        int error = plan is null ? _chance.Of(565, 566) : Trusts(settings, plan.Certificate) ? 0 : 566;
        bool isOver = false;

        void End()
        {
            if (!isOver)
            {
                isOver = true;
                Opened(socket, plan, settings, error);
            }
        }

        _openings.Add(End);
        Work(OpenDuration(), End);
        return mode == 2 ? Outcome.Own : Outcome.Ok;
    }

    private int OpenDuration()
    {
        if (!_isCalm && _chance.Percent(_troubles.LateOpens))
        {
            Causes |= Cause.LateOpen;
            return _chance.Between(20000, 500000);
        }

        return _chance.Between(300, _isCalm ? 2000 : _traits.LongestOpen);
    }

    private void Opened(ModuleSocket socket, Plan? plan, Dictionary<string, string> settings, int error)
    {
        bool hasLine = socket.Mode == 2;

        if (_sockets[socket.Id] != socket || socket.State != 1)
        {
            // Closed, or its PDP context lost, while it was opening.
            if (hasLine)
            {
                Finish(Outcome.Error(566));
            }

            return;
        }

        if (error != 0)
        {
            socket.State = 4;

            if (!_traits.KeepsFailedId)
            {
                _sockets[socket.Id] = null;
            }
        }
        else
        {
            socket.State = 2;
            socket.Connection = _network.Connect(plan!, settings);
            _journal.Note($"connection {socket.Connection.Number}: id {socket.Id}, port {socket.Port}, {plan!.Kind}, {plan.Certificate}, seclevel {settings["seclevel"]}");
            StartPeer(socket);
        }

        if (!hasLine)
        {
            SayOpened(socket.Id, error);
        }
        else if (error != 0)
        {
            Finish(Outcome.Error(error));
        }
        else
        {
            HandLineTo(socket);
        }
    }

    private void SayOpened(int id, int error)
    {
        if (!_isCalm && _chance.Percent(_troubles.LostOpenResults))
        {
            Causes |= Cause.LostLine;
            _journal.Note($"lost: +QSSLOPEN: {id},{error}");
            return;
        }

        AddUrc($"{(_traits.SpacesOpenResult ? "\r\n" : string.Empty)}+QSSLOPEN: {id},{error}\r\n");
    }

    /// <summary>Gets a value indicating whether the module answers nothing because it waits for a peer whose connection it closes.</summary>
    public bool IsWaitingForPeer { get; private set; }

    private Outcome Close(Command command)
    {
        if (command.Form == CommandForm.Test)
        {
            return Answer(_traits.TakesCloseTimeout ? "+QSSLCLOSE: (0-11),(0-65535)" : "+QSSLCLOSE: (0-11)");
        }

        int id = command.Number(0);
        int seconds = command.Number(1, 10);

        if (command.Form != CommandForm.Set || id is < 0 or >= SocketCount || seconds is < 0 or > 65535
            || command.Values.Count > (_traits.TakesCloseTimeout ? 2 : 1))
        {
            return Outcome.Error();
        }

        ModuleSocket? socket = _sockets[id];

        if (socket is null)
        {
            return IsHeld(id) || _traits.RefusesNeedlessClose ? Outcome.Error() : Outcome.Ok;
        }

        // A module that waits for its peer does so for up to that time.
        int duration = _chance.OneIn(10) && !_isCalm ? _chance.Between(0, seconds > 10 ? 10000 : seconds * 1000) : _chance.Between(1, 50);
        IsWaitingForPeer = duration > 1000;
        Work(duration, () =>
        {
            IsWaitingForPeer = false;

            if (_sockets[id] == socket)
            {
                _sockets[id] = null;
                End(socket, "driver");
            }

            Finish(Outcome.Ok);
        });
        return Outcome.Own;
    }

    private void End(ModuleSocket socket, string reason)
    {
        if (socket.Connection is Connection connection && connection.EndedBy is null)
        {
            connection.EndedBy = reason;
            _journal.Note($"connection {connection.Number}: ended by {reason}");
        }

        if (_lastOwner == socket)
        {
            _lastOwner = null;
        }
    }

    private Outcome State(Command command)
    {
        if (command.Form == CommandForm.Test)
        {
            return Outcome.Ok;
        }

        int only = command.Form == CommandForm.Set ? command.Number(0) : -1;

        if (command.Form == CommandForm.Query || (command.Form == CommandForm.Set && only is < 0 or >= SocketCount))
        {
            return Outcome.Error();
        }

        if (only >= 0 && _sockets[only] is null && _traits.RefusesUnknownState)
        {
            return Outcome.Error();
        }

        foreach (ModuleSocket? socket in _sockets)
        {
            if (socket is not null && (only < 0 || socket.Id == only))
            {
                int state = socket.State == 2 && _traits.PrintsStateThree ? 3 : socket.State;
                int local = _traits.SpacesRows ? 0 : 50000 + socket.Id;
                Row($"+QSSLSTATE: {socket.Id},\"SSLClient\",\"198.51.100.7\",{socket.Port},{local},{state},{socket.PdpContext},{socket.Id},{socket.Mode},\"uart1\",{socket.SslContext}");
            }
        }

        return Outcome.Ok;
    }
}
