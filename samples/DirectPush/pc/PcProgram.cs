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
            Host = DirectPush.Host,
            TcpPort = DirectPush.TcpPort,
        },
        $"Ask this server for its page. With --port alone: {DirectPush.Host}.");

    public static int Main(string[] args)
    {
        RootCommand command = new(
            """
            Receives in direct push mode: what comes is sent to the driver unasked, and waits in a ring of fixed size.

            Without options: an emulated BG95 on a pseudo-terminal and a server with a throw-away CA are started; what the server
            pushes is compared with what it sent. Then nobody takes it: the ring overflows, and that must be told.

              DirectPush --port COM5 --apn iot.example         a real module on a serial port of this PC
              DirectPush --host example.com --ca root.pem      the emulated module, a real server

            Exit code: 0 if all came in full, what was lost was told and nothing wrong came, 1 if not.
            """)
        {
            s_options.Port, s_options.Baud, s_options.FlowControl, s_options.Apn, s_options.User, s_options.Password,
            s_options.Host, s_options.TcpPort, s_options.Ca, s_options.Suite, s_options.Trace,
        };
        s_options.NeedServer(s_options.Ca);
        return s_options.Invoke(command, args, line => Session.Run(s_options.Read(line)));
    }
}
