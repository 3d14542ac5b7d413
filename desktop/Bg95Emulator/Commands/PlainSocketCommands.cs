// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Net;

namespace Bg95Emulator;

/// <summary>TCP and UDP without TLS (the vendor's TCP/IP note). Their ids are those of the SSL sockets, too.</summary>
internal sealed class PlainSocketCommands
{
    private const int DefaultCloseSeconds = 10;
    private const int MaxCloseSeconds = 65535;
    private const int Transparent = 2;

    private readonly ModuleState _module;
    private readonly SocketExchange _exchange;

    public PlainSocketCommands(ModuleState module)
    {
        _module = module;
        _exchange = new SocketExchange(module);
    }

    [AtCommand("+QIOPEN", CommandForm.Test)]
    public AtResult OpenTest(CommandCall call) => Row(
        call,
        $"+QIOPEN: (1-{_module.Options.PdpContextCount}),(0-11),\"TCP/UDP/TCP LISTENER/UDP SERVICE\",\"<IP_address>/<domain_name>\",<remote_port>,<local_port>,(0-2)");

    /// <summary>A port that listens, too: whoever connects to it gets an id (module facts 21).</summary>
    [AtCommand("+QIOPEN", CommandForm.Write)]
    public AtResult Open(CommandCall call)
    {
        ArgumentList arguments = call.Arguments;
        if (arguments.Count > 7
            || !arguments.TryNumber(0, 1, _module.Options.PdpContextCount, out int pdp)
            || !arguments.TryNumber(1, 0, SocketTable.Count - 1, out int id)
            || !arguments.TryString(2, out string name)
            || !arguments.TryString(3, out string host)
            || host.Length == 0
            || !arguments.TryOptionalNumber(4, 0, ushort.MaxValue, 0, out int port)
            || !arguments.TryOptionalNumber(5, 0, ushort.MaxValue, 0, out int localPort)
            || !arguments.TryOptionalNumber(6, 0, Transparent, 0, out int mode))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        SocketService? service = SocketService.Find(name);
        if (service == null
            || (port == 0 && !service.HasNoPeer)
            || (mode == Transparent && service.HasNoPeer)
            || (localPort == 0 && service == SocketService.TcpListener))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        SocketRequest request = new(id, pdp, 0, host, port, mode, _module.SslContexts[0]) { Service = service, LocalPort = localPort };
        return SocketOpening.Open(_module, call, request);
    }

    [AtCommand("+QICLOSE", CommandForm.Test)]
    public AtResult CloseTest(CommandCall call) => Row(call, "+QICLOSE: (0-11),(0-65535)");

    /// <summary>Closing an id that nobody uses is no error.</summary>
    [AtCommand("+QICLOSE", CommandForm.Write)]
    public AtResult Close(CommandCall call)
    {
        if (call.Arguments.Count > 2
            || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !call.Arguments.TryOptionalNumber(1, 0, MaxCloseSeconds, DefaultCloseSeconds, out int seconds))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.IsRefused("+QICLOSE", out AtResult refused))
        {
            return refused;
        }

        ModuleSocket? socket = _module.Sockets.FindPlain(id);
        if (socket == null && _module.Sockets.Find(id) != null)
        {
            return _module.Refuse(SslError.NotAllowed);
        }

        _module.LastError = SslError.None;
        socket?.Close(TimeSpan.FromSeconds(seconds));
        return AtResult.Ok;
    }

    [AtCommand("+QISEND", CommandForm.Test)]
    public AtResult SendTest(CommandCall call) => Row(call, "+QISEND: (0-11),(0-1460)");

    /// <summary>A length of 0 asks what has been sent; a service names the peer behind the length.</summary>
    [AtCommand("+QISEND", CommandForm.Write)]
    public AtResult Send(CommandCall call)
    {
        ArgumentList arguments = call.Arguments;
        if (arguments.Count > 4
            || !arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !arguments.TryOptionalNumber(1, 0, SocketExchange.MaxSend, -1, out int length))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.Sockets.FindPlain(id) is not { State: ModuleSocket.Connected } socket)
        {
            return _module.Refuse(_module.Sockets.Find(id) == null ? SslError.SocketClosed : SslError.NotAllowed);
        }

        if (!TryPeer(arguments, socket, length, out IPEndPoint? peer))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.IsRefused("+QISEND", out AtResult refused))
        {
            return refused;
        }

        _module.LastError = SslError.None;
        if (length != 0)
        {
            return _exchange.Send(call, socket, Math.Max(0, length), peer, _module.Echo && _module.DataEcho == 1);
        }

        (long taken, int waiting) = socket.Sent;
        return Row(call, $"+QISEND: {taken},{taken - waiting},{waiting}");
    }

    [AtCommand("+QIRD", CommandForm.Test)]
    public AtResult ReadTest(CommandCall call) => Row(call, "+QIRD: (0-11),(0-1500)");

    /// <summary>A length of 0 asks what has come, what was read and what was not.</summary>
    [AtCommand("+QIRD", CommandForm.Write)]
    public AtResult Read(CommandCall call)
    {
        if (call.Arguments.Count > 2
            || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !call.Arguments.TryOptionalNumber(1, 0, SocketExchange.MaxReceive, SocketExchange.MaxReceive, out int wanted))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.Sockets.FindPlain(id) is not { State: > ModuleSocket.Opening } socket)
        {
            return _module.Refuse(_module.Sockets.Find(id) == null ? SslError.SocketClosed : SslError.NotAllowed);
        }

        if (socket.Receiver.AccessMode != 0 || socket.State == ModuleSocket.Listening)
        {
            return _module.Refuse(SslError.NotAllowed);
        }

        if (_module.IsRefused("+QIRD", out AtResult refused))
        {
            return refused;
        }

        _module.LastError = SslError.None;
        if (wanted > 0)
        {
            return _exchange.Receive(call, socket, wanted);
        }

        (long come, long read) = socket.Receiver.Counts;
        return Row(call, $"+QIRD: {come},{read},{come - read}");
    }

    [AtCommand("+QISTATE", CommandForm.Test)]
    public AtResult StateTest(CommandCall call) => AtResult.Ok;

    /// <summary>0 and a PDP context, or 1 and an id.</summary>
    [AtCommand("+QISTATE", CommandForm.Execute | CommandForm.Read | CommandForm.Write)]
    public AtResult State(CommandCall call)
    {
        List<ModuleSocket> sockets = _module.Sockets.All().FindAll(socket => !socket.Request.Service.IsSsl);
        if (call.Form == CommandForm.Write)
        {
            if (call.Arguments.Count != 2
                || !call.Arguments.TryNumber(0, 0, 1, out int kind)
                || !call.Arguments.TryNumber(1, 0, Math.Max(SocketTable.Count - 1, _module.Options.PdpContextCount), out int value))
            {
                return _module.Refuse(SslError.InvalidParameter);
            }

            sockets = sockets.FindAll(socket => (kind == 0 ? socket.Request.PdpContext : socket.Request.Id) == value);
        }

        _module.LastError = SslError.None;
        foreach (ModuleSocket socket in sockets)
        {
            SocketRequest request = socket.Request;
            int state = socket.State == ModuleSocket.Connected ? _module.Options.ConnectedTcpState : socket.State;
            call.Answer.Row(
                $"+QISTATE: {request.Id},\"{request.Service.Name}\",\"{socket.RemoteAddress}\",{request.Port},{socket.LocalPort},"
                + $"{state},{request.PdpContext},{request.ServerId},{socket.Receiver.AccessMode},\"{_module.Options.PortName}\"");
        }

        return AtResult.Ok;
    }

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }

    private bool TryPeer(ArgumentList arguments, ModuleSocket socket, int length, out IPEndPoint? peer)
    {
        peer = null;
        if (socket.Request.Service != SocketService.UdpService || length == 0)
        {
            return arguments.Count <= 2;
        }

        if (!arguments.TryString(2, out string host)
            || !IPAddress.TryParse(host, out IPAddress? address)
            || !arguments.TryNumber(3, 1, ushort.MaxValue, out int port))
        {
            return false;
        }

        peer = ServerAddress.Route(_module, new IPEndPoint(address, port));
        return true;
    }
}
