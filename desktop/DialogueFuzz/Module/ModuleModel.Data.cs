// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DialogueFuzz;

/// <content>Sending and receiving by commands.</content>
internal sealed partial class ModuleModel
{
    private const int LongestSend = 1460;
    private const int LongestReceive = 1500;
    private const byte ControlZ = 0x1A;
    private const byte Escape = 0x1B;

    private readonly List<byte> _data = [];
    private ModuleSocket? _sender;
    private int _dataWanted;

    private Outcome Send(Command command)
    {
        if (command.Form == CommandForm.Test)
        {
            return Answer("+QSSLSEND: (0-11)[,(1-1460)]");
        }

        int id = command.Number(0);
        int length = command.Number(1, LongestSend);
        ModuleSocket? socket = Socket(id);

        if (command.Form != CommandForm.Set || command.Values.Count > 2 || id is < 0 or >= SocketCount || length is < 1 or > LongestSend)
        {
            return Outcome.Error();
        }

        if (socket is null || socket.State != 2)
        {
            return Outcome.Error(socket is null ? 552 : 567);
        }

        _sender = socket;
        _data.Clear();
        _dataWanted = length;
        _phase = command.Values.Count == 2 ? Phase.FixedSend : Phase.VariableSend;
        DropLineFeed();
        Say(_traits.Prompt);
        _isBusy = false;
        return Outcome.Own;
    }

    private void TakeData()
    {
        byte value = _input.Dequeue();
        bool isFixed = _phase == Phase.FixedSend;

        if (value == Escape && !isFixed)
        {
            _phase = Phase.Command;
            Begin(() => Finish(Outcome.Ok));
            return;
        }

        bool isEnd = !isFixed && value == ControlZ;

        if (!isEnd)
        {
            _data.Add(value);
        }

        if (isEnd || (isFixed && _data.Count == _dataWanted))
        {
            _phase = Phase.Command;
            byte[] data = [.. _data];
            ModuleSocket socket = _sender!;
            Connection? connection = socket.Connection;
            Begin(() => CompleteSend(socket, connection, data));
        }
    }

    private void CompleteSend(ModuleSocket socket, Connection? connection, byte[] data)
    {
        if (_echoesData)
        {
            Say(data);
        }

        MaybeSayUrcs();

        if (_sockets[socket.Id] != socket || socket.State != 2 || connection is null || data.Length is 0 or > LongestSend)
        {
            Finish(Outcome.Error(567));
            return;
        }

        if (!_isCalm && _chance.Percent(_troubles.FullBuffers))
        {
            Causes |= Cause.FullBuffer;
            Result("SEND FAIL");
        }
        else if (IsRefusedForNoReason())
        {
            Finish(Outcome.Error(550));
            return;
        }
        else
        {
            ToPeer(socket, data);
            Result("SEND OK");
        }

        Free();
    }

    private Outcome Receive(Command command)
    {
        if (command.Form == CommandForm.Test)
        {
            return Answer("+QSSLRECV: (0-11),(1-1500)");
        }

        int id = command.Number(0);
        int length = command.Number(1, LongestReceive);
        ModuleSocket? socket = Socket(id);

        if (command.Form != CommandForm.Set || id is < 0 or >= SocketCount || length is < 1 or > LongestReceive
            || socket is null || socket.State == 1 || socket.Connection is null || socket.Mode != 0)
        {
            return Outcome.Error();
        }

        // A module gives what one record holds, not always what there is.
        byte[] data = socket.Take(_chance.OneIn(4) ? _chance.Between(1, length) : length);
        MaybeSayUrcs();

        if (data.Length == 0)
        {
            socket.IsAnnounced = false;
            Say("\r\n+QSSLRECV: 0\r\n");
            Finish(Outcome.Ok);
            return Outcome.Own;
        }

        socket.IsAnnounced = _traits.AnnouncesAfterEmptyRead || socket.Waiting > 0;
        byte[] head = Encoding.ASCII.GetBytes($"\r\n+QSSLRECV: {data.Length.ToString(CultureInfo.InvariantCulture)}\r\n");
        byte[] end = Encoding.ASCII.GetBytes(_traits.HasShortTrailer ? "\r\nOK\r\n" : "\r\n\r\nOK\r\n");
        Say([.. head, .. data, .. end]);
        Free();
        return Outcome.Own;
    }

    // Data have come for a socket: what happens now depends on its mode.
    private void Deliver(ModuleSocket socket)
    {
        if (socket.Waiting == 0 || _sockets[socket.Id] != socket)
        {
            return;
        }

        if (_owner == socket)
        {
            if (!IsStalled)
            {
                Say(socket.Take(int.MaxValue));
            }
        }
        else if (socket.Mode == 1)
        {
            Push(socket);
        }
        else if (socket.Mode == 0 && !socket.IsAnnounced)
        {
            socket.IsAnnounced = true;

            if (!_isCalm && _chance.Percent(_troubles.LostAnnouncements))
            {
                Causes |= Cause.LostLine;
                _journal.Note($"lost: +QSSLURC: \"recv\",{socket.Id}");
                return;
            }

            AddUrc(() => _sockets[socket.Id] != socket || socket.Mode != 0 ? null
                : $"\r\n+QSSLURC: \"recv\",{socket.Id}{(_traits.AnnouncesLength ? "," + Math.Clamp(socket.Waiting, 1, LongestReceive) : string.Empty)}\r\n");
        }
    }

    private void Push(ModuleSocket socket)
    {
        if (_owner is not null && _traits.DropsPushes)
        {
            int dropped = socket.Take(int.MaxValue).Length;
            _journal.Note($"connection {socket.Connection!.Number}: {dropped} bytes dropped, another socket has the line");
            return;
        }

        AddUrc(() =>
        {
            if (_sockets[socket.Id] != socket || socket.Mode != 1 || socket.Waiting == 0)
            {
                return null;
            }

            byte[] data = socket.Take(_chance.OneIn(2) ? LongestReceive : _chance.Between(1, LongestReceive));

            if (socket.Waiting > 0)
            {
                Push(socket);
            }

            _pushing = socket.Connection;
            return $"\r\n+QSSLURC: \"recv\",{socket.Id},{data.Length}\r\n{Encoding.Latin1.GetString(data)}{(_traits.EndsPushes ? "\r\n" : string.Empty)}";
        });
    }
}
