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
            Host = TransparentEcho.Host,
            TcpPort = TransparentEcho.TcpPort,
        },
        "A server that sends back what it gets, over TLS; needed with --port.");

    public static int Main(string[] args)
    {
        RootCommand command = new(
            """
            Streams through a connection in transparent mode, to a server that sends back what it gets.

            Without options: an emulated BG95 on a pseudo-terminal and an echo server with a throw-away CA are started. The
            line is handed to the connection, taken back by +++ and by DTR, given again by ATO, and ends with NO CARRIER.

              TransparentEcho --port COM5 --apn iot.example --host echo.example --ca root.pem      a real module

            Exit code: 0 if every byte came back and each change of mode worked, 1 if not.
            """)
        {
            s_options.Port, s_options.Baud, s_options.FlowControl, s_options.Apn, s_options.User, s_options.Password,
            s_options.Host, s_options.TcpPort, s_options.Ca, s_options.Suite, s_options.Trace,
        };
        s_options.NeedServer(s_options.Ca);
        command.Validators.Add(result =>
        {
            if (result.GetResult(s_options.Port) != null && result.GetResult(s_options.Host) == null)
            {
                result.AddError("--port needs --host.");
            }
        });
        return s_options.Invoke(command, args, line => Session.Run(s_options.Read(line)));
    }
}
