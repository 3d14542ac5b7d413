// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Globalization;

namespace DialogueFuzz;

/// <content>PDP contexts.</content>
internal sealed partial class ModuleModel
{
    private const int PdpCount = 17;

    private readonly bool[] _pdpActive = new bool[PdpCount];
    private readonly string[] _dns = ["198.51.100.53", "0.0.0.0"];

    private Outcome Activate(Command command)
    {
        if (command.Form == CommandForm.Query)
        {
            for (int i = 1; i < PdpCount; i++)
            {
                if (_pdpActive[i])
                {
                    Row($"+QIACT: {i},1,1,\"100.64.0.{i.ToString(CultureInfo.InvariantCulture)}\"");
                }
            }

            return Outcome.Ok;
        }

        int id = command.Number(0);

        if (command.Form != CommandForm.Set || id is < 1 or >= PdpCount)
        {
            return Outcome.Error();
        }

        if (_pdpActive[id])
        {
            return _traits.RefusesNeedlessActivation ? Outcome.Error(572) : Outcome.Ok;
        }

        Work(_chance.Skewed(50, _isCalm ? 1000 : 20000), () =>
        {
            bool fails = !_isCalm && _chance.Percent(_troubles.Refusals);
            _pdpActive[id] = !fails;
            Finish(fails ? Outcome.Error(561) : Outcome.Ok);
        });
        return Outcome.Own;
    }

    private Outcome Deactivate(Command command)
    {
        int id = command.Number(0);

        if (command.Form != CommandForm.Set || id is < 1 or >= PdpCount)
        {
            return Outcome.Error();
        }

        Work(_chance.Skewed(50, _isCalm ? 1000 : 10000), () =>
        {
            LosePdp(id, false);
            Finish(Outcome.Ok);
        });
        return Outcome.Own;
    }

    private Outcome ConfigurePdp(Command command)
    {
        int id = command.Number(0);

        if (command.Form != CommandForm.Set || id is < 1 or >= PdpCount)
        {
            return Outcome.Error();
        }

        return command.Values.Count == 1 ? Answer("+QICSGP: 1,\"iot.example\",\"\",\"\",0")
            : command.Values.Count == 6 && command.Number(1) is >= 1 and <= 3 && command.Text(2) is not null && command.Text(3) is not null
            && command.Text(4) is not null && command.Number(5) is >= 0 and <= 3 ? Outcome.Ok : Outcome.Error();
    }

    private Outcome ConfigureDns(Command command)
    {
        int id = command.Number(0);

        if (command.Form != CommandForm.Set || id is < 1 or >= PdpCount || !_pdpActive[id])
        {
            return Outcome.Error();
        }

        if (command.Values.Count == 1)
        {
            return Answer($"+QIDNSCFG: {id},\"{_dns[0]}\",\"{_dns[1]}\"");
        }

        for (int i = 0; i < 2; i++)
        {
            _dns[i] = command.Text(i + 1) ?? _dns[i];
        }

        return Outcome.Ok;
    }

    // The network, or the host, has taken the context away: its sockets are dead.
    private void LosePdp(int id, bool announces)
    {
        if (!_pdpActive[id])
        {
            return;
        }

        _pdpActive[id] = false;
        Causes |= Cause.PdpLoss;
        _journal.Note($"PDP context {id} is lost");
        ModuleSocket? owner = null;

        foreach (ModuleSocket? socket in _sockets)
        {
            if (socket is null || socket.PdpContext != id)
            {
                continue;
            }

            bool wasOpening = socket.State == 1;
            End(socket, "pdpdeact");

            if (_owner == socket)
            {
                owner = socket;
                continue;
            }

            socket.State = 4;

            if (_traits.ForgetsDeadSockets || wasOpening)
            {
                _sockets[socket.Id] = null;
            }

            if (wasOpening && socket.Mode != 2)
            {
                SayOpened(socket.Id, 570);
            }
            else if (announces && !wasOpening && _traits.ClosesDeadSockets)
            {
                SayClosed(socket);
            }
        }

        if (announces && !(_traits.ClosesDeadSockets && _chance.OneIn(2)))
        {
            AddUrc($"\r\n+QIURC: \"pdpdeact\",{id}\r\n");
        }

        if (owner is not null)
        {
            NoticeEnd(owner, false);
        }
    }
}
