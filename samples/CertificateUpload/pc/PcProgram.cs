// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = BoardOnPc.Options(
        CertificateUpload.Host,
        CertificateUpload.TcpPort,
        "Connect to this server with the uploaded files. With --port alone there is no connection.");

    public static int Main(string[] args) => s_options.Invoke(
        args,
        """
        Uploads certificates and a key to a BG95's file system and connects with them.

        Without options it starts an emulated BG95 on a pseudo-terminal and a TLS server with a
        throw-away CA. The server asks for a client certificate and greets the client by the
        name in it.

          CertificateUpload --port COM5 --ca root.pem           a real module, only the upload
          CertificateUpload --port COM5 --host example.com --ca root.pem

        Exit code: 0 if all files were uploaded and verified and the connection was made;
        otherwise 1.
        """,
        [s_options.Certificate, s_options.Key],
        (settings, line) => Session.Run(settings, line.GetValue(s_options.Certificate), line.GetValue(s_options.Key)));
}
