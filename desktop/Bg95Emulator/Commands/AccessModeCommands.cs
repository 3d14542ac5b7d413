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

    [AtCommand("+QISWTMD", CommandForm.Write)]
    public AtResult Switch(CommandCall call)
    {
        if (call.Arguments.Count != 2
            || !call.Arguments.TryNumber(0, 0, SocketTable.Count - 1, out int id)
            || !call.Arguments.TryNumber(1, 0, Transparent, out int mode))
        {
            return Refuse(SslError.InvalidParameter);
        }

        if (_module.Sockets.Find(id) is not { State: SslClientSocket.Connected } socket)
        {
            return Refuse(SslError.SocketClosed);
        }

        _module.LastError = SslError.None;
        if (mode == Transparent)
        {
            return new TransparentMode(_module, socket, call.Data).Run();
        }

        socket.AccessMode = mode;
        call.AfterAnswer = socket.PushBuffered;
        return AtResult.Ok;
    }

    /// <summary>Back to the connection that left transparent mode last.</summary>
    [AtCommand("O", CommandForm.Execute)]
    public AtResult ReturnToTransparent(CommandCall call) =>
        _module.Sockets.LastTransparent is { State: SslClientSocket.Connected } socket
            ? new TransparentMode(_module, socket, call.Data).Run()
            : AtResult.Final("NO CARRIER");

    private AtResult Refuse(int error)
    {
        _module.LastError = error;
        return AtResult.Error;
    }
}
