// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples.Pc;

/// <summary>The entry point on a PC: the command line.</summary>
internal static class PcProgram
{
    private static readonly SampleOptions s_options = BoardOnPc.Options(
        CertificateUpload.Host,
        CertificateUpload.TcpPort,
        "Connect to this server with what was uploaded; with --port alone there is no connection.");

    public static int Main(string[] args) => s_options.Invoke(
        args,
        """
        Puts certificates and a key into a BG95's file system and connects with them.

        Without options: an emulated BG95 on a pseudo-terminal and a TLS server that wants a client certificate are
        started, with a throw-away CA; the server must greet the client by the name in its certificate.

          CertificateUpload --port COM5 --ca root.pem                     a real module, the upload alone
          CertificateUpload --port COM5 --apn iot.example --host example.com --ca root.pem --certificate c.pem --key k.pem

        Exit code: 0 if all was uploaded and verified and the connection made, 1 if not.
        """,
        [s_options.Certificate, s_options.Key],
        (settings, line) => Session.Run(settings, line.GetValue(s_options.Certificate), line.GetValue(s_options.Key)));
}
