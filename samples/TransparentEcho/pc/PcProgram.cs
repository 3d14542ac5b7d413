// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = BoardOnPc.Options(
        TransparentEcho.Host,
        TransparentEcho.TcpPort,
        "A server that sends back what it gets over TLS. Required with --port.",
        portNeedsHost: true);

    public static int Main(string[] args) => s_options.Invoke(
        args,
        """
        Streams through a connection in transparent mode to a server that sends back what it
        gets.

        Without options it starts an emulated BG95 on a pseudo-terminal and an echo server with
        a throw-away CA. The connection gets the line, loses it by +++ and by DTR, gets it back
        by ATO, and ends with NO CARRIER.

          TransparentEcho --port COM5 --apn iot.example --host echo.example --ca root.pem

        Exit code: 0 if every byte came back and each change of mode worked; otherwise 1.
        """,
        Session.Run);
}
