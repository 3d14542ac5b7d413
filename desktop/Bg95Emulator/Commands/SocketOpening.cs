// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>
/// From a request that is well formed to an answer. What depends on the module's state and on the network (id taken, PDP
/// context, name, connection, handshake) comes after OK, as the err of the unsolicited result, and AT+QIGETERROR goes on saying 0
/// (module facts 4.1, 4.2), for the command itself was carried out. Transparent mode has no such result: there everything
/// ends in CONNECT or ERROR.
/// </summary>
internal static class SocketOpening
{
    private const int Transparent = 2;

    public static AtResult Open(ModuleState module, CommandCall call, SocketRequest request)
    {
        module.LastError = SslError.None;
        int error = module.Refusal(call.Name);
        ModuleSocket? socket = error != SslError.None ? null : module.Sockets.Add(request);
        error = socket == null && error == SslError.None ? SslError.IdentityUsed : error;
        if (request.AccessMode == Transparent)
        {
            return socket == null ? module.Refuse(error) : OpenTransparent(module, call, socket);
        }

        call.AfterAnswer = socket != null ? socket.Start : () => module.Output.SendUnsolicited(
            $"{request.Service.OpenResult}: {request.Id},{error}",
            null,
            !module.Options.SingleLineEndBeforeOpenResult);
        return AtResult.Ok;
    }

    private static AtResult OpenTransparent(ModuleState module, CommandCall call, ModuleSocket socket)
    {
        // The order matters: the first bytes of a fast peer must find the line taken.
        TransparentMode mode = new(module, socket, call.Data);
        socket.Start();
        int error = socket.WaitUntilOpened();
        return error == SslError.None ? mode.Run() : module.Refuse(error);
    }
}
