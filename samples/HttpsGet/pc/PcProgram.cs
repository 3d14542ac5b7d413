// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.CommandLine;

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = BoardOnPc.Options(
        HttpsGet.Host,
        HttpsGet.TcpPort,
        "Fetch from this server. The module must be able to reach it; for the emulated module, this PC."
            + $" With --port alone: {HttpsGet.Host}.");

    private static readonly Option<string> s_path = SampleOptions.Path(HttpsGet.Path, "Path of the page at --host.");

    public static int Main(string[] args) => s_options.Invoke(
        args,
        """
        Fetches a page over TLS through a BG95.

        Without options it starts an emulated BG95 on a pseudo-terminal and an HTTPS server
        with a throw-away CA, fetches 100 KiB and 10 MiB, and compares them with what the
        server sent.

          HttpsGet --port COM5 --apn iot.example         a real module on a serial port of this PC
          HttpsGet --host example.com --ca root.pem      the emulated module, a real server

        Exit code: 0 if every page was received in full, with the right digest if it is known;
        otherwise 1.
        """,
        [s_path],
        (settings, line) => Session.Run(settings, line.GetRequiredValue(s_path)));
}
