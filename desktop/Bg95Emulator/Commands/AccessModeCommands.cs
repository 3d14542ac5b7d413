// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>Switching between the access modes of an open socket (application note 1.3).</summary>
internal sealed class AccessModeCommands
{
    private const int Transparent = 2;

    private readonly ModuleState _module;

    public AccessModeCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+QISWTMD", CommandForm.Test)]
    public AtResult SwitchTest(CommandCall call)
    {
        call.Answer.Row("+QISWTMD: (0-11),(0-2)");
        return AtResult.Ok;
    }

    [AtCommand("+QISWTMD", CommandForm.Write)]
    public AtResult Switch(CommandCall call)
    {
        if (call.Arguments.Count != 2
            || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !call.Arguments.TryNumber(1, 0, Transparent, out int mode))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.Sockets.Find(id) is not { State: ModuleSocket.Connected } socket)
        {
            return _module.Refuse(SslError.SocketClosed);
        }

        if (_module.IsRefused("+QISWTMD", out AtResult refused))
        {
            return refused;
        }

        _module.LastError = SslError.None;
        if (mode == Transparent)
        {
            return new TransparentMode(_module, socket, call.Data).Run();
        }

        socket.Receiver.SwitchTo(mode);
        call.AfterAnswer = socket.Receiver.PushBuffered;
        return AtResult.Ok;
    }

    /// <summary>Back to the connection that left transparent mode last.</summary>
    [AtCommand("O", CommandForm.Execute)]
    public AtResult ReturnToTransparent(CommandCall call) =>
        _module.Sockets.LastTransparent is { State: ModuleSocket.Connected, IsReleased: false } socket
            ? new TransparentMode(_module, socket, call.Data).Run()
            : AtResult.Final("NO CARRIER");

    /// <summary>What a drop of DTR does in transparent mode: 0 nothing, 1 back to commands, 2 the connection ends as well.</summary>
    [AtCommand("&D", CommandForm.Execute)]
    public AtResult DataTerminalReady(CommandCall call)
    {
        if (!call.Arguments.TryOptionalNumber(0, 0, 2, 0, out int effect))
        {
            return AtResult.Error;
        }

        _module.DataTerminalReadyEffect = effect;
        return AtResult.Ok;
    }
}
