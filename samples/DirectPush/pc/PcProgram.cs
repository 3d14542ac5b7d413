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
        Receives in direct push mode: what comes is sent to the driver unasked, and waits in a ring of fixed size.

        Without options: an emulated BG95 on a pseudo-terminal and a server with a throw-away CA are started; what the server
        pushes is compared with what it sent. Then nobody takes it: the ring overflows, and that must be told.

          DirectPush --port COM5 --apn iot.example         a real module on a serial port of this PC
          DirectPush --host example.com --ca root.pem      the emulated module, a real server

        Exit code: 0 if all came in full, what was lost was told and nothing wrong came, 1 if not.
        """,
        Session.Run);
}
