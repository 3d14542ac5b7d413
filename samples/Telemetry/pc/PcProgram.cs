// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.CommandLine;

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = new(
        new SampleSettings
        {
            Baud = Board.BaudRate,
            Apn = Board.Apn,
            User = Board.User,
            Password = Board.Password,
            Host = Telemetry.Host,
            TcpPort = Telemetry.TcpPort,
        },
        $"Send readings to this server, which must send their numbers back. With --port alone: {Telemetry.Host}.");

    public static int Main(string[] args)
    {
        RootCommand command = new(
            """
            Sends readings over one TLS connection and goes online again whatever happens: no reading is lost.

            Without options: an emulated BG95 on a pseudo-terminal and a server with a throw-away CA are started. In between the
            network takes the data connection away, the server hangs up, and the module starts anew.

              Telemetry --port COM5 --apn iot.example --host example.com     a real module on a serial port of this PC
              Telemetry --host example.com --ca root.pem                     the emulated module, a real server

            Exit code: 0 if the server has all readings, 1 if not.
            """)
        {
            s_options.Port, s_options.Baud, s_options.FlowControl, s_options.Apn, s_options.User, s_options.Password,
            s_options.Host, s_options.TcpPort, s_options.Ca, s_options.Suite, s_options.Trace,
        };
        s_options.NeedServer(s_options.Ca);
        return s_options.Invoke(command, args, line => Session.Run(s_options.Read(line)));
    }
}
