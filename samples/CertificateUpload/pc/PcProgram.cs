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
            Host = CertificateUpload.Host,
            TcpPort = CertificateUpload.TcpPort,
        },
        "Connect to this server with what was uploaded; with --port alone there is no connection.");

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
            Puts certificates and a key into a BG95's file system and connects with them.

            Without options: an emulated BG95 on a pseudo-terminal and a TLS server that wants a client certificate are
            started, with a throw-away CA; the server must greet the client by the name in its certificate.

              CertificateUpload --port COM5 --ca root.pem                     a real module, the upload alone
              CertificateUpload --port COM5 --apn iot.example --host example.com --ca root.pem --certificate c.pem --key k.pem

            Exit code: 0 if all was uploaded and verified and the connection made, 1 if not.
            """)
        {
            s_options.Port, s_options.Baud, s_options.FlowControl, s_options.Apn, s_options.User, s_options.Password,
            s_options.Host, s_options.TcpPort, s_options.Ca, s_certificate, s_key, s_options.Suite, s_options.Trace,
        };
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
        return s_options.Invoke(command, args, line => Session.Run(s_options.Read(line), line.GetValue(s_certificate), line.GetValue(s_key)));
    }
}
