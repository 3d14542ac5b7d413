// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <content>Transparent mode: the line is one socket's until +++, DTR, or the end of the connection.</content>
internal sealed partial class ModuleModel
{
    private const string EscapeSigns = "+++";
    private const int GuardTime = 1000;
    private const int LongestWordsDelay = 400;

    // Who has the line, and who had it last.
    private ModuleSocket? _owner;
    private ModuleSocket? _lastOwner;

    private long _lastInputAt;
    private long _burstBeganAt;

    // How many plus signs have come after silence, with nothing else.
    private int _pluses;

    // How many bytes stand before three plus signs that had silence before and behind them, and were not looked at yet; or -1.
    private int _beforeEscape = -1;
    private bool _dtrEnds;

    /// <summary>The host raises DTR: with AT&amp;D1 that ends transparent mode.</summary>
    public void RaiseDtr()
    {
        if (_dtrEnds && _owner is not null)
        {
            Work(_chance.Between(1, 50), () => LeaveTransparent(_pluses));
        }
    }

    private Outcome SwitchMode(Command command)
    {
        int mode = command.Number(1);
        ModuleSocket? socket = Socket(command.Number(0));

        if (command.Form != CommandForm.Set || socket is null || socket.State != 2 || mode is < 0 or > 2)
        {
            return Outcome.Error();
        }

        if (mode == 2)
        {
            socket.Mode = 2;
            HandLineTo(socket);
            return Outcome.Own;
        }

        socket.Mode = mode;
        socket.IsAnnounced = false;
        Work(_chance.Between(0, 20), () => Deliver(socket));
        return Outcome.Ok;
    }

    private Outcome ReturnToData()
    {
        ModuleSocket? socket = _lastOwner;

        if (socket is null || socket.State != 2 || _sockets[socket.Id] != socket)
        {
            Result("NO CARRIER");
            Free();
            return Outcome.Own;
        }

        socket.Mode = 2;
        HandLineTo(socket);
        return Outcome.Own;
    }

    private void HandLineTo(ModuleSocket socket)
    {
        Causes |= Cause.TransparentMode;

        // What stands before CONNECT is the last that is said to commands.
        MaybeSayUrcs();
        DropLineFeed();
        Result("CONNECT");
        BeginConnectionWords();
        _owner = socket;
        _phase = Phase.Transparent;
        _pluses = 0;
        _beforeEscape = -1;
        _lastInputAt = _agenda.Now;
        Deliver(socket);
        Free();
    }

    // Bytes from the host while a socket has the line.
    private void Forward()
    {
        bool isEscape = _beforeEscape >= 0;
        int count = isEscape ? _beforeEscape : _input.Count - _pluses;

        if (count <= 0 && !isEscape)
        {
            // Plus signs after silence: what follows says what they are.
            int pluses = _pluses;
            long at = _lastInputAt;
            _isBusy = true;
            Work((int)Math.Max(0, at + GuardTime - _agenda.Now), () =>
            {
                _isBusy = false;

                if (_owner is null || _lastInputAt != at || _pluses != pluses)
                {
                    Consume();
                }
                else if (pluses == 3)
                {
                    LeaveTransparent(pluses);
                }
                else
                {
                    _pluses = 0;
                    Consume();
                }
            });
            return;
        }

        byte[] data = new byte[count];

        for (int i = 0; i < count; i++)
        {
            data[i] = _input.Dequeue();
        }

        if (_owner is not null)
        {
            ToPeer(_owner, data);
        }

        if (isEscape)
        {
            _beforeEscape = -1;
            LeaveTransparent(EscapeSigns.Length);
        }
    }

    // Called for each piece that comes, before it is taken.
    private void WatchForEscape(byte[] bytes)
    {
        if (_agenda.Now - _lastInputAt >= GuardTime)
        {
            if (_pluses == EscapeSigns.Length && _owner is not null && _beforeEscape < 0)
            {
                // The module has been busy: it goes by the times on the line.
                _beforeEscape = _input.Count - bytes.Length - _pluses;
            }

            _pluses = 0;
            _burstBeganAt = _agenda.Now;
        }
        else if (_pluses == 0)
        {
            return;
        }

        foreach (byte value in bytes)
        {
            if (value != '+' || _pluses == 3 || _agenda.Now - _burstBeganAt >= GuardTime)
            {
                _pluses = 0;
                return;
            }

            _pluses++;
        }
    }

    private void LeaveTransparent(int pluses)
    {
        if (_owner is not ModuleSocket socket)
        {
            return;
        }

        // The three plus signs are nobody's.
        while (pluses-- > 0 && _input.Count > 0)
        {
            _input.Dequeue();
        }

        _pluses = 0;
        _isBusy = true;
        Work(_chance.Between(1, _traits.LongestAnswer), () =>
        {
            if (_owner == socket)
            {
                // OK is the first that the module says to commands again.
                socket.Mode = 0;
                socket.IsAnnounced = false;
                _lastOwner = socket;
                TakeLine();
                BeginEndOfMode(socket);
                Result("OK");
                CloseEndOfMode();
                Deliver(socket);
            }

            Free();
        });
    }

    private void TakeLine()
    {
        _owner = null;
        _phase = Phase.Command;
        _text.Clear();
        FlushSoon(LongestWordsDelay);
    }

    // The connection that has the line is over.
    private void SayNoCarrier(ModuleSocket socket)
    {
        Deliver(socket);
        BeginEndOfMode(socket);
        Say("\r\nNO CARRIER\r\n");
        CloseEndOfMode();
        socket.Mode = 0;
        TakeLine();
        Consume();
    }
}
