// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>Sending and receiving (application note 2.1.3 and 2.1.4).</summary>
internal sealed class SslDataCommands
{
    private readonly ModuleState _module;
    private readonly SocketExchange _exchange;

    public SslDataCommands(ModuleState module)
    {
        _module = module;
        _exchange = new SocketExchange(module);
    }

    [AtCommand("+QSSLSEND", CommandForm.Test)]
    public AtResult SendTest(CommandCall call)
    {
        call.Answer.Row("+QSSLSEND: (0-11)[,(1-1460)]");
        return AtResult.Ok;
    }

    /// <summary>Too great a length is refused before the prompt (module facts 4.6).</summary>
    [AtCommand("+QSSLSEND", CommandForm.Write)]
    public AtResult Send(CommandCall call)
    {
        if (call.Arguments.Count > 2
            || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !call.Arguments.TryOptionalNumber(1, 1, SocketExchange.MaxSend, 0, out int length))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.Sockets.FindSsl(id) is not { State: ModuleSocket.Connected } socket)
        {
            return _module.Refuse(SslError.SocketClosed);
        }

        if (_module.IsRefused("+QSSLSEND", out AtResult refused))
        {
            return refused;
        }

        _module.LastError = SslError.None;
        return _exchange.Send(call, socket, length);
    }

    [AtCommand("+QSSLRECV", CommandForm.Test)]
    public AtResult ReceiveTest(CommandCall call)
    {
        call.Answer.Row("+QSSLRECV: (0-11),(1-1500)");
        return AtResult.Ok;
    }

    /// <summary>A length of 0 is outside the documented range: <see cref="ModuleOptions.ZeroLengthRead"/> says what comes of it.</summary>
    [AtCommand("+QSSLRECV", CommandForm.Write)]
    public AtResult Receive(CommandCall call)
    {
        int least = _module.Options.ZeroLengthRead == ZeroLengthRead.Refused ? 1 : 0;
        if (call.Arguments.Count > 2
            || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !call.Arguments.TryOptionalNumber(1, least, SocketExchange.MaxReceive, SocketExchange.MaxReceive, out int wanted))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.Sockets.FindSsl(id) is not { State: > ModuleSocket.Opening } socket)
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
        if (wanted > 0)
        {
            return _exchange.Receive(call, socket, wanted);
        }

        (long come, long read) = socket.Receiver.Counts;
        call.Answer.Row(_module.Options.ZeroLengthRead == ZeroLengthRead.Empty ? "+QSSLRECV: 0" : $"+QSSLRECV: {come},{read},{come - read}");
        return AtResult.Ok;
    }
}
