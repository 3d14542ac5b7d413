// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = BoardOnPc.Options(
        DirectPush.Host,
        DirectPush.TcpPort,
        $"Ask this server for its page. With --port alone: {DirectPush.Host}.");

    public static int Main(string[] args) => s_options.Invoke(
        args,
        """
        Receives in direct push mode: the module sends data as soon as they arrive, and the
        driver keeps them in a ring of fixed size.

        Without options it starts an emulated BG95 on a pseudo-terminal and a server with a
        throw-away CA, and compares the received data with what the server sent. Then nobody
        reads: the ring overflows, and the driver must report it.

          DirectPush --port COM5 --apn iot.example       a real module on this PC's port
          DirectPush --host example.com --ca root.pem    the emulated module, a real server

        Exit code: 0 if all data were right and every loss was reported; otherwise 1.
        """,
        Session.Run);
}
