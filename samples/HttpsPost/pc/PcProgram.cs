// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.CommandLine;

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = BoardOnPc.Options(
        HttpsPost.Host,
        HttpsPost.TcpPort,
        $"Post to this server, which must answer with status 200. With --port alone: {HttpsPost.Host}.");

    private static readonly Option<string> s_path = SampleOptions.Path(HttpsPost.Path, "The path at --host to post to.");

    public static int Main(string[] args) => s_options.Invoke(
        args,
        """
        Posts readings as JSON over TLS, with a client certificate, through a BG95.

        Without options it starts an emulated BG95 on a pseudo-terminal and an HTTPS server
        with a throw-away CA. The server asks for a client certificate and answers with the
        name in it.

          HttpsPost --host example.com --path /readings --ca root.pem
              the emulated module, a real server
          HttpsPost --port COM5 --host example.com --certificate c.pem --key k.pem
              a real module on a serial port of this PC

        Exit code: 0 if the server has accepted all readings; otherwise 1.
        """,
        [s_path, s_options.Certificate, s_options.Key],
        (settings, line) => Session.Run(
            settings, line.GetRequiredValue(s_path), line.GetValue(s_options.Certificate), line.GetValue(s_options.Key)));
}
