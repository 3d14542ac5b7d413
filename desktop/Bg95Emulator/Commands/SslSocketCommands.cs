// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>Opening, closing and looking at sockets (application note 2.1.2, 2.1.5, 2.1.6).</summary>
internal sealed class SslSocketCommands
{
    private const int DefaultCloseSeconds = 10;
    private const int MaxCloseSeconds = 65535;
    private const int Transparent = 2;

    private readonly ModuleState _module;

    public SslSocketCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+QSSLOPEN", CommandForm.Test)]
    public AtResult OpenTest(CommandCall call)
    {
        call.Answer.Row($"+QSSLOPEN: (1-{_module.Options.PdpContextCount}),(0-5),(0-11),<serveraddr>,<server_port>[,(0-2)]");
        return AtResult.Ok;
    }

    /// <summary>Parameters that are none are refused at once: "any parameter is incorrect: ERROR", and AT+QIGETERROR says 552.</summary>
    [AtCommand("+QSSLOPEN", CommandForm.Write)]
    public AtResult Open(CommandCall call)
    {
        ArgumentList arguments = call.Arguments;
        if (arguments.Count > 6
            || !arguments.TryNumber(0, 1, _module.Options.PdpContextCount, out int pdp)
            || !arguments.TryNumber(1, 0, ModuleState.SslContextCount - 1, out int ssl)
            || !arguments.TryNumber(2, 0, SocketTable.Count - 1, out int id)
            || !arguments.TryString(3, out string host)
            || host.Length == 0
            || !arguments.TryNumber(4, 1, ushort.MaxValue, out int port)
            || !arguments.TryOptionalNumber(5, 0, Transparent, 0, out int mode))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        return SocketOpening.Open(_module, call, new SocketRequest(id, pdp, ssl, host, port, mode, _module.SslContexts[ssl]));
    }

    [AtCommand("+QSSLCLOSE", CommandForm.Test)]
    public AtResult CloseTest(CommandCall call)
    {
        call.Answer.Row(_module.Options.CloseTakesNoTimeout ? "+QSSLCLOSE: (0-11)" : "+QSSLCLOSE: (0-11),(0-65535)");
        return AtResult.Ok;
    }

    /// <summary>Closing an id that nobody uses is no error: it is what the host wanted.</summary>
    [AtCommand("+QSSLCLOSE", CommandForm.Write)]
    public AtResult Close(CommandCall call)
    {
        int allowed = _module.Options.CloseTakesNoTimeout ? 1 : 2;
        if (call.Arguments.Count > allowed
            || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !call.Arguments.TryOptionalNumber(1, 0, MaxCloseSeconds, DefaultCloseSeconds, out int seconds))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.IsRefused("+QSSLCLOSE", out AtResult refused))
        {
            return refused;
        }

        _module.LastError = SslError.None;
        if (_module.Sockets.FindSsl(id) == null && _module.Sockets.Find(id) != null)
        {
            return _module.Refuse(SslError.NotAllowed);
        }

        if (_module.Sockets.FindSsl(id) is ModuleSocket socket)
        {
            socket.Close(TimeSpan.FromSeconds(seconds));
            ReleaseContext(socket.Request.SslContext);
        }

        return AtResult.Ok;
    }

    [AtCommand("+QSSLSTATE", CommandForm.Test)]
    public AtResult StateTest(CommandCall call) => AtResult.Ok;

    [AtCommand("+QSSLSTATE", CommandForm.Execute)]
    [AtCommand("+QSSLSTATE", CommandForm.Read)]
    public AtResult ListStates(CommandCall call) => Rows(call, _module.Sockets.All().FindAll(socket => socket.Request.Service.IsSsl));

    [AtCommand("+QSSLSTATE", CommandForm.Write)]
    public AtResult State(CommandCall call)
    {
        if (call.Arguments.Count != 1 || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        return Rows(call, _module.Sockets.FindSsl(id) is ModuleSocket socket ? [socket] : []);
    }

    [AtCommand("+QIGETERROR", CommandForm.Test)]
    public AtResult LastErrorTest(CommandCall call) => AtResult.Ok;

    [AtCommand("+QIGETERROR", CommandForm.Execute)]
    [AtCommand("+QIGETERROR", CommandForm.Read)]
    public AtResult LastError(CommandCall call)
    {
        call.Answer.Row("+QIGETERROR: " + SslError.Describe(_module.LastError));
        return AtResult.Ok;
    }

    private void ReleaseContext(int context)
    {
        if (_module.Options.ReleasesSslContexts
            && !_module.Sockets.All().Exists(socket => socket.Request.Service.IsSsl && socket.Request.SslContext == context))
        {
            _module.SslContexts[context] = new SslContextSettings();
            _module.Judge.ContextReleased(context);
        }
    }

    private AtResult Rows(CommandCall call, List<ModuleSocket> sockets)
    {
        _module.LastError = SslError.None;
        foreach (ModuleSocket socket in sockets)
        {
            SocketRequest request = socket.Request;
            call.Answer.Row(
                $"+QSSLSTATE: {request.Id},\"SSLClient\",\"{socket.RemoteAddress}\",{request.Port},{socket.LocalPort},"
                + $"{socket.State},{request.PdpContext},{request.Id},{socket.Receiver.AccessMode},\"{_module.Options.PortName}\","
                + $"{request.SslContext}");
        }

        return AtResult.Ok;
    }
}
