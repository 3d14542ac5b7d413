// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = BoardOnPc.Options(
        Telemetry.Host,
        Telemetry.TcpPort,
        $"Send readings to this server, which must confirm each by its number. With --port alone: {Telemetry.Host}.");

    public static int Main(string[] args) => s_options.Invoke(
        args,
        """
        Sends readings over one TLS connection and goes online again whatever happens, so that
        no reading is lost.

        Without options it starts an emulated BG95 on a pseudo-terminal and a server with a
        throw-away CA. Meanwhile the network ends the data connection, the server closes, and
        the module restarts.

          Telemetry --port COM5 --host example.com       a real module on this PC's port
          Telemetry --host example.com --ca root.pem     the emulated module, a real server

        Exit code: 0 if the server has all readings; otherwise 1.
        """,
        Session.Run);
}
