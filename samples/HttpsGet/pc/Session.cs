// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Bg95Ssl;

namespace Samples.Pc;

/// <summary>One run on a PC: the same steps as on a board, each of them told.</summary>
internal sealed class Session
{
    private readonly SampleRun _run;
    private readonly Screen _screen;
    private readonly byte[] _buffer = new byte[SslSocket.ReceiveChunk];

    private Session(SampleRun run)
    {
        _run = run;
        _screen = run.Screen;
    }

    /// <summary>Returns the process's exit code.</summary>
    public static int Run(SampleSettings settings, string path) =>
        SampleRun.Run(settings, "nanoBg95 HttpsGet: pages over TLS", screen => Run(settings, path, screen));

    private static bool Run(SampleSettings settings, string path, Screen screen)
    {
        using PageServer? server = settings.OwnServer ? new PageServer() : null;

        if (server != null)
        {
            screen.Step("server", $"https://{PageServer.Host}:{server.Port} in this process, throw-away CA");
        }

        // Before the line is opened: a file that is not there should not cost a start of the module.
        byte[] ca = server != null ? Encoding.ASCII.GetBytes(server.CaPem) : settings.ReadCa(IsrgRootX1.Pem);
        using SampleRun run = new(settings, screen, server == null ? null : PageServer.Host);
        Session session = new(run);
        SslContext tls = run.Prepare(Board.CreateConnection(run.Modem), Board.Options(settings.Apn, settings.User, settings.Password), Board.Trust, ca);
        bool good = server != null
            ? session.FetchOwn(tls, server)
            : session.Fetch(tls, settings.Host, settings.TcpPort, path, null);
        return run.Conclude(good, settings.OwnServer ? "all pages are the server's, byte for byte" : "the page came in full");
    }

    private bool FetchOwn(SslContext tls, PageServer server)
    {
        bool good = true;

        foreach (KeyValuePair<string, byte[]> page in server.Pages)
        {
            good &= Fetch(tls, PageServer.Host, server.Port, page.Key, SHA256.HashData(page.Value));
        }

        return good;
    }

    private bool Fetch(SslContext tls, string host, int port, string path, byte[]? digest)
    {
        string url = $"https://{host}{(port == 443 ? string.Empty : ":" + port)}{path}";
        _screen.Space();
        _screen.Step("get", url);
        Stopwatch connecting = Stopwatch.StartNew();
        PageMeter? meter = null;
        byte[] received = [];

        _screen.WhileBytesCome("page", moved =>
        {
            using PageMeter page = new(
                _ => _screen.Step("answer", Screen.Invariant($"after {connecting.Elapsed.TotalSeconds:0.00} s, {_run.Negotiated()}")),
                moved);
            _run.Connecting(() => HttpsGet.Fetch(tls, host, port, path, _buffer, page));
            received = page.Finish();
            meter = page;
        });

        return Judge(meter!, received, digest);
    }

    private bool Judge(PageMeter page, byte[] received, byte[]? digest)
    {
        _screen.Step("page", $"status {page.Status}, {Screen.Rate(page)}");

        if (!_screen.Digest(received, digest, "the server's"))
        {
            return false;
        }

        if (page.Status != 200)
        {
            _screen.Failure($"the server answered with status {page.Status} instead of 200", null);
        }

        return page.Status == 200;
    }
}
