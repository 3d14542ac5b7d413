// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace DialogueFuzz;

/// <content>Where a driver finds the module when it is opened for the first time: anywhere.</content>
internal sealed partial class ModuleModel
{
    /// <summary>Puts the module into a state that it may be in when the host has just been started.</summary>
    public void BeginSomewhere()
    {
        _pdpActive[1] = _chance.OneIn(2);

        switch (_chance.Below(8))
        {
            case 0:
                Causes |= Cause.Restart;
                _isOn = false;
                Later(_chance.Between(0, LongestBoot), () => Boot(_chance.OneIn(2) ? RestartKind.Told : RestartKind.Silent));
                break;

            case 1:
                _verbose = !_chance.OneIn(4);
                break;

            case 2:
                BeginConnected(0);
                break;

            case 3:
                HandLineTo(BeginConnected(2));
                break;

            case 4:
                _sender = BeginConnected(0);
                _dataWanted = _chance.Between(1, LongestSend);
                _phase = _chance.OneIn(2) ? Phase.FixedSend : Phase.VariableSend;
                break;

            case 5:
                _uploadName = "left.bin";
                _uploadWanted = _chance.Between(10, 20000);
                _uploadLimit = 5000;
                BeginUpload();
                break;

            case 6:
                Stall();
                break;
        }
    }

    // As an earlier run of a driver left it: echo off, sockets open.
    private ModuleSocket BeginConnected(int mode)
    {
        _echo = false;
        _errorForm = 1;
        _pdpActive[1] = true;
        ModuleSocket? socket = null;

        for (int count = _chance.Between(1, 3); count > 0; count--)
        {
            int id = _chance.Below(SocketCount);

            if (_sockets[id] is not null || (IsHeld(id) && socket is not null))
            {
                continue;
            }

            Plan plan = _network.Add(_chance.Of(PeerKind.Talker, PeerKind.Listener, PeerKind.Echo), Certificate.Good, _chance.Seed());
            plan.HasTraps = true;
            socket = new ModuleSocket(id, 1, 0, plan.Port, _chance.Below(2))
            {
                State = 2,
                Connection = _network.Connect(plan, new Dictionary<string, string>(_settings[0])),
            };
            _sockets[id] = socket;
            StartPeer(socket);
        }

        socket!.Mode = mode;
        return socket;
    }
}
