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
            Host = HttpsPost.Host,
            TcpPort = HttpsPost.TcpPort,
        },
        $"Post to this server, which must answer with status 200. With --port alone: {HttpsPost.Host}.");

    private static readonly Option<string> s_path = new("--path")
    {
        DefaultValueFactory = _ => HttpsPost.Path,
        Description = "Where at --host to post to.",
    };

    private static readonly Option<string?> s_certificate = new("--certificate")
    {
        HelpName = "file.pem",
        Description = "The client's certificate, for a server that wants one. Needs --key.",
    };

    private static readonly Option<string?> s_key = new("--key")
    {
        HelpName = "file.pem",
        Description = "The client's key, unencrypted.",
    };

    public static int Main(string[] args)
    {
        RootCommand command = new(
            """
            Posts readings as JSON over TLS, with a client certificate, through a BG95.

            Without options: an emulated BG95 on a pseudo-terminal and an HTTPS server with a throw-away CA are started. The
            server lets nobody in without a certificate, and answers with the name in it.

              HttpsPost --port COM5 --apn iot.example --host example.com --ca root.pem --certificate c.pem --key k.pem
              HttpsPost --host example.com --path /readings --ca root.pem     the emulated module, a real server

            Exit code: 0 if the server has taken all readings, 1 if not.
            """)
        {
            s_options.Port, s_options.Baud, s_options.FlowControl, s_options.Apn, s_options.User, s_options.Password,
            s_options.Host, s_options.TcpPort, s_path, s_options.Ca, s_certificate, s_key, s_options.Suite, s_options.Trace,
        };
        s_options.NeedServer(s_path);
        s_options.NeedServer(s_options.Ca);
        s_options.NeedServer(s_certificate);
        s_options.NeedServer(s_key);
        command.Validators.Add(result =>
        {
            if ((result.GetResult(s_certificate) == null) != (result.GetResult(s_key) == null))
            {
                result.AddError("--certificate and --key belong together.");
            }
        });
        return s_options.Invoke(
            command,
            args,
            line => Session.Run(s_options.Read(line), line.GetRequiredValue(s_path), line.GetValue(s_certificate), line.GetValue(s_key)));
    }
}
