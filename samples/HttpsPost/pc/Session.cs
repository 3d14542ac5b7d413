// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Text;
using Bg95Cellular;
using Bg95Http;
using Bg95Ssl;
using LocalPeers;

namespace Samples.Pc;

/// <summary>One run on a PC: the same steps as on a board, each of them told.</summary>
internal sealed class Session
{
    private const string ClientName = "board-1.nanobg95.test";

    private readonly SampleRun _run;
    private readonly Screen _screen;
    private readonly ReadingServer? _server;

    private Session(SampleRun run, ReadingServer? server)
    {
        _run = run;
        _screen = run.Screen;
        _server = server;
    }

    /// <summary>Returns the process's exit code.</summary>
    public static int Run(SampleSettings settings, string path, string? certificate, string? key) =>
        SampleRun.Run(settings, "nanoBg95 HttpsPost: readings as JSON", screen =>
        {
            if (!settings.OwnServer)
            {
                byte[] ca = settings.ReadCa(IsrgRootX1.Pem);
                (string, string)? client = key == null ? null : (SampleSettings.ReadPem("--certificate", certificate!), SampleSettings.ReadPem("--key", key));
                return Run(settings, screen, path, ca, client, null);
            }

            using Authority authority = new();
            using ReadingServer server = new(authority);
            screen.Step("server", $"https://{ReadingServer.Host}:{server.Port} in this process; it asks for a certificate");
            SampleSettings own = settings with { Host = ReadingServer.Host, TcpPort = server.Port };
            return Run(own, screen, path, Encoding.ASCII.GetBytes(authority.Pem), authority.IssueClient(ClientName), server);
        });

    private static bool Run(SampleSettings settings, Screen screen, string path, byte[] ca, (string Certificate, string Key)? client, ReadingServer? server)
    {
        using SampleRun run = new(settings, screen, server == null ? null : settings.Host);
        CellularConnection connection = Board.CreateConnection(run.Modem);
        SslContext tls = run.Prepare(connection, Board.Options(settings.Apn, settings.User, settings.Password), Board.Trust, ca);

        if (client is { } identity)
        {
            HttpsPost.Identify(run.Modem, tls, identity.Certificate, identity.Key);
            screen.Step("client", $"{tls.ClientCertificate} and {tls.ClientKey}, written into the module");
        }

        bool good = new Session(run, server).Post(tls, connection, path);
        return run.Conclude(good, "the server has taken every reading");
    }

    private bool Post(SslContext tls, CellularConnection connection, string path)
    {
        SampleSettings settings = _run.Settings;
        using SslSocket socket = _run.Connecting(() => tls.Connect(settings.Host, settings.TcpPort));
        _screen.Step("TLS", $"{_run.Negotiated()} with {settings.Host}");
        HttpClient client = HttpsPost.CreateClient(socket, settings.Host, settings.TcpPort);

        for (int number = 1; number <= HttpsPost.Readings; number++)
        {
            string answer = HttpsPost.Post(client, path, number, HttpsPost.Measure(connection));
            _screen.Step("reading", $"{number}: {answer}");
        }

        return _screen.Check(
            _server == null || (_server.Count == HttpsPost.Readings && _server.Connections == 1),
            "readings",
            $"{_server?.Count ?? HttpsPost.Readings} of {HttpsPost.Readings} are with the server, over {_server?.Connections ?? 1} connection");
    }
}
