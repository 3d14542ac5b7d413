// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = BoardOnPc.Options(
        Telemetry.Host,
        Telemetry.TcpPort,
        $"Send readings to this server, which must send their numbers back. With --port alone: {Telemetry.Host}.");

    public static int Main(string[] args) => s_options.Invoke(
        args,
        """
        Sends readings over one TLS connection and goes online again whatever happens: no reading is lost.

        Without options: an emulated BG95 on a pseudo-terminal and a server with a throw-away CA are started. In between the
        network takes the data connection away, the server hangs up, and the module starts anew.

          Telemetry --port COM5 --apn iot.example --host example.com     a real module on a serial port of this PC
          Telemetry --host example.com --ca root.pem                     the emulated module, a real server

        Exit code: 0 if the server has all readings, 1 if not.
        """,
        Session.Run);
}
