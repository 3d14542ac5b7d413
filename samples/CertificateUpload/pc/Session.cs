// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Bg95Ssl;
using LocalPeers;

namespace Samples.Pc;

/// <summary>One run on a PC: the same steps as on a board, each of them told.</summary>
internal static class Session
{
    private const string ClientName = "board-1.nanobg95.test";

    /// <summary>Returns the process's exit code.</summary>
    public static int Run(SampleSettings settings, string? certificate, string? key) =>
        SampleRun.Run(settings, "nanoBg95 CertificateUpload: certificates and keys", screen =>
        {
            if (settings.OwnServer)
            {
                using Authority authority = new();
                using SampleServer server = new(authority, true, Greet);
                screen.Step("server", $"{SampleServer.Host}:{server.Port} in this process; it asks for a certificate");
                return Run(server.At(settings), screen, Credentials.Make(authority, ClientName), "Hello " + ClientName);
            }

            return Run(settings, screen, Credentials.Read(settings.CaFile, certificate, key), null);
        });

    private static bool Run(SampleSettings settings, Screen screen, Credentials credentials, string? greeting)
    {
        using SampleRun run = new(settings, screen, greeting == null ? null : settings.Host);
        run.Modem.Open();
        screen.Doing("uploading");
        int free = run.Modem.Files.GetSpace(out int total);
        screen.Step("space", $"{Screen.Size(free)} of {Screen.Size(total)} are free");
        bool good = true;

        foreach ((string name, string pem) in credentials.Files)
        {
            good = good && Put(run, name, pem);
        }

        good = good && screen.Check(
            credentials.Files.All(file => CertificateUpload.List(run.Modem).Any(listed => listed.Name == file.Name && listed.Size == file.Pem.Length)),
            "list",
            string.Join(", ", CertificateUpload.List(run.Modem).Select(file => $"{file.Name} {file.Size}")));

        if (settings.Host.Length == 0)
        {
            return run.Conclude(good, "all files are in the module");
        }

        good = good && Connect(run, credentials.Key != null, greeting);
        return run.Conclude(good, "the files are in the module, and the server accepts them");
    }

    private static bool Put(SampleRun run, string name, string pem)
    {
        UploadMeter meter = new(pem.Length);
        int size = 0;
        run.Screen.WhileBytesCome("file", moved => size = CertificateUpload.Put(run.Modem, name, pem, (written, _) =>
        {
            meter.Count = written;
            moved(meter);
        }));
        return run.Screen.Check(
            CertificateUpload.Holds(run.Modem, name, pem),
            "file",
            $"{name}, {size} bytes, size and checksum verified, reads back as it was");
    }

    private static bool Connect(SampleRun run, bool client, string? greeting)
    {
        SampleSettings settings = run.Settings;
        run.GoOnline(Board.CreateConnection(run.Modem), Board.Options(settings.Apn, settings.User, settings.Password));
        run.Screen.Step("clock", $"{run.Modem.Clock.GetUtc():u}, by which certificates are checked");

        if (settings.Suite is int suite)
        {
            run.Modem.SslContexts[0].CipherSuite = (CipherSuite)suite;
        }

        using SslSocket socket = run.Connecting(() => CertificateUpload.Connect(run.Modem, settings.Host, settings.TcpPort, client));
        run.Screen.Step("TLS", $"{run.Negotiated()} with {settings.Host}");
        return greeting == null || IsGreeted(run.Screen, socket, greeting);
    }

    private static bool IsGreeted(Screen screen, SslSocket socket, string greeting)
    {
        using StreamReader reader = new(socket.GetStream());
        string? line = reader.ReadLine();

        if (line != greeting)
        {
            screen.Failure($"the server said \"{line}\" and not \"{greeting}\"", null);
            return false;
        }

        screen.Good("server", line);
        return true;
    }

    // By the name in the certificate that it was shown.
    private static void Greet(SslStream client)
    {
        using X509Certificate2 certificate = new(client.RemoteCertificate!);
        client.Write(Encoding.ASCII.GetBytes("Hello " + certificate.GetNameInfo(X509NameType.SimpleName, false) + "\r\n"));
    }
}
