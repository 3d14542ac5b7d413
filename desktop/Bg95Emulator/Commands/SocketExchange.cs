// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Threading;

namespace Bg95Emulator;

/// <summary>Payload between the host and a socket: what AT+QSSLSEND and AT+QISEND, AT+QSSLRECV and AT+QIRD have in common.</summary>
internal sealed class SocketExchange
{
    /// <summary>The most bytes of one sending.</summary>
    public const int MaxSend = 1460;

    /// <summary>The most bytes of one reading.</summary>
    public const int MaxReceive = 1500;

    private const byte ControlZ = 0x1A;
    private const byte Escape = 0x1B;

    private readonly ModuleState _module;
    private readonly byte[] _payload = new byte[MaxSend];

    public SocketExchange(ModuleState module)
    {
        _module = module;
    }

    /// <summary>
    /// Both forms answer the prompt (module facts 1). With a length exactly that many bytes are taken, whatever they
    /// are and however long they take; without one, those before Ctrl-Z.
    /// </summary>
    /// <param name="call">The command.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="length">How many bytes; 0 for all up to Ctrl-Z.</param>
    /// <param name="peer">To whom; null where there is one peer alone.</param>
    /// <param name="echo">The data are echoed before the result.</param>
    public AtResult Send(CommandCall call, ModuleSocket socket, int length, IPEndPoint? peer = null, bool echo = false)
    {
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

        if (socket.State != ModuleSocket.Connected)
        {
            return _module.Refuse(SslError.SocketClosed);
        }

        if (echo && length > 0)
        {
            _payload.AsSpan(0, length).CopyTo(call.Answer.GetSpan(length));
            call.Answer.Advance(length);
        }

        bool sent = _module.Faults.Occasion(FaultCatalog.SendFail) == null
            && (peer == null ? socket.TrySend(_payload.AsSpan(0, length)) : socket.TrySendTo(_payload.AsSpan(0, length), peer));
        return AtResult.Final(sent ? "SEND OK" : "SEND FAIL");
    }

    /// <summary>What is there, after a row that tells how much it is.</summary>
    public AtResult Receive(CommandCall call, ModuleSocket socket, int wanted)
    {
        IPEndPoint? sender = socket.Receiver.NextSender;
        string from = sender == null ? string.Empty : $",\"{sender.Address}\",{sender.Port}";
        int count = socket.Receiver.Receive(wanted, number =>
        {
            call.Answer.Row($"{call.Name}: {number}{from}");
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
