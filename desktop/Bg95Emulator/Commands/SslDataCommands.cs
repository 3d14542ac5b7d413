// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Emulator;

/// <summary>Sending and receiving (application note 2.1.3 and 2.1.4).</summary>
internal sealed class SslDataCommands
{
    private const int MaxSend = 1460;
    private const int MaxReceive = 1500;
    private const byte ControlZ = 0x1A;
    private const byte Escape = 0x1B;

    private readonly ModuleState _module;
    private readonly byte[] _payload = new byte[MaxSend];

    public SslDataCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+QSSLSEND", CommandForm.Test)]
    public AtResult SendTest(CommandCall call)
    {
        call.Answer.Row("+QSSLSEND: (0-11)[,(1-1460)]");
        return AtResult.Ok;
    }

    /// <summary>
    /// Both forms answer the prompt (module facts 1). With a length exactly that many bytes are taken, whatever they
    /// are and however long they take; too great a length is refused before the prompt (module facts 4.6).
    /// </summary>
    [AtCommand("+QSSLSEND", CommandForm.Write)]
    public AtResult Send(CommandCall call)
    {
        if (call.Arguments.Count > 2
            || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !call.Arguments.TryOptionalNumber(1, 1, MaxSend, 0, out int length))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.Sockets.Find(id) is not { State: SslClientSocket.Connected } socket)
        {
            return _module.Refuse(SslError.SocketClosed);
        }

        if (_module.IsRefused("+QSSLSEND", out AtResult refused))
        {
            return refused;
        }

        _module.LastError = SslError.None;
        call.Data.Begin(_module.Options.PromptWithoutSpace ? "\r\n>" : "\r\n> ");
        if (length > 0)
        {
            call.Data.ReadExactly(_payload.AsSpan(0, length), Timeout.InfiniteTimeSpan);
        }
        else if (!ReadUntilControlZ(call.Data, out length))
        {
            // ESC ends the input without an error; only AT+QIGETERROR knows.
            _module.LastError = SslError.SendCancelled;
            return AtResult.Ok;
        }

        if (length > MaxSend)
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (socket.State != SslClientSocket.Connected)
        {
            return _module.Refuse(SslError.SocketClosed);
        }

        return AtResult.Final(socket.TrySend(_payload.AsSpan(0, length)) ? "SEND OK" : "SEND FAIL");
    }

    [AtCommand("+QSSLRECV", CommandForm.Test)]
    public AtResult ReceiveTest(CommandCall call)
    {
        call.Answer.Row("+QSSLRECV: (0-11),(1-1500)");
        return AtResult.Ok;
    }

    /// <summary>A length of 0 is outside the documented range, and refused (module facts 4.7).</summary>
    [AtCommand("+QSSLRECV", CommandForm.Write)]
    public AtResult Receive(CommandCall call)
    {
        if (call.Arguments.Count > 2
            || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !call.Arguments.TryOptionalNumber(1, 1, MaxReceive, MaxReceive, out int wanted))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.Sockets.Find(id) is not { State: > SslClientSocket.Opening } socket)
        {
            return _module.Refuse(SslError.SocketClosed);
        }

        if (socket.Receiver.AccessMode != 0)
        {
            return _module.Refuse(SslError.NotAllowed);
        }

        if (_module.IsRefused("+QSSLRECV", out AtResult refused))
        {
            return refused;
        }

        _module.LastError = SslError.None;
        int count = socket.Receiver.Receive(wanted, number =>
        {
            call.Answer.Row($"+QSSLRECV: {number}");
            return call.Answer.GetSpan(Math.Max(number, 1))[..number];
        });
        call.Answer.Advance(count);
        if (count > 0 && !_module.Options.SingleLineEndAfterPayload)
        {
            call.Answer.Text("\r\n");
        }

        return AtResult.Ok;
    }

    /// <summary>False when ESC ended the input. Beyond the limit bytes are only counted.</summary>
    private bool ReadUntilControlZ(DataMode data, out int length)
    {
        length = 0;
        while (true)
        {
            ReadOnlySpan<byte> bytes = data.Peek(Timeout.InfiniteTimeSpan);
            int end = bytes.IndexOfAny(ControlZ, Escape);
            ReadOnlySpan<byte> part = end < 0 ? bytes : bytes[..end];
            int room = Math.Max(0, MaxSend - length);
            part[..Math.Min(room, part.Length)].CopyTo(_payload.AsSpan(Math.Min(length, MaxSend)));
            length = Math.Min(MaxSend + 1, length + part.Length);
            bool escaped = end >= 0 && bytes[end] == Escape;
            data.Consume(end < 0 ? part.Length : end + 1);
            if (end >= 0)
            {
                return !escaped;
            }
        }
    }
}
