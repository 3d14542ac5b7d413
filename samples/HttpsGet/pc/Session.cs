// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Bg95Emulator;
using Bg95Ssl;

namespace Samples.Pc;

/// <summary>One run on a PC: the same steps as on a board, each of them told.</summary>
internal sealed class Session
{
    // On Linux and macOS each call of System.IO.Ports takes a millisecond, however much it moves: the PC has the memory to
    // take an answer in one piece. A board does not, and calls cost it next to nothing.
    private const int WholeAnswer = 2048;

    private readonly Settings _settings;
    private readonly Screen _screen;
    private readonly byte[] _buffer = new byte[SslSocket.ReceiveChunk];
    private Exception? _emulatorFault;

    private Session(Settings settings, Screen screen)
    {
        _settings = settings;
        _screen = screen;
    }

    /// <summary>Returns the process's exit code.</summary>
    public static int Run(Settings settings)
    {
        Screen screen = new(settings.Trace);

        try
        {
            return new Session(settings, screen).Run(screen) ? 0 : 1;
        }
        catch (Exception e) when (e is Bg95Exception or IOException or UnauthorizedAccessException
            or ArgumentException or InvalidOperationException or TimeoutException or CryptographicException)
        {
            screen.Failure(e.Message, Hints.For(e, settings));
            return 1;
        }
    }

    private bool Run(Screen screen)
    {
        Stopwatch time = Stopwatch.StartNew();
        screen.Title("nanoBg95 HttpsGet: pages over TLS through " + (_settings.Port == null ? "an emulated BG95" : "a BG95"));

        using PageServer? server = _settings.OwnServer ? new PageServer() : null;

        if (server != null)
        {
            screen.Step("server", $"https://{PageServer.Host}:{server.Port} in this process, with a throw-away CA");
        }

        HttpExchange.CheckPath(_settings.Path);

        // Before the line is opened: a file that is not there should not cost a start of the module.
        byte[] ca = ReadCa(server);
        using ModuleLine line = _settings.Port != null
            ? ModuleLine.ToPort(_settings)
            : ModuleLine.ToEmulator(server == null ? null : PageServer.Host, e => _emulatorFault ??= e);
        screen.Step("module", line.Description);

        if (line.Emulator == null)
        {
            screen.Step(string.Empty, $"looking for it, up to {Bg95Modem.DefaultOpenTimeout / 1000} s");
        }

        ITransport transport = _settings.Trace ? new TraceTransport(line.Transport, new AtTrace(screen.Trace)) : line.Transport;
        using Bg95Modem modem = new(transport, WholeAnswer);
        SslContext tls = Prepare(modem, ca);
        bool good = server != null
            ? FetchOwn(tls, server, line.Emulator)
            : Fetch(tls, line.Emulator, _settings.Host, _settings.TcpPort, _settings.Path, null);
        return Conclude(good, modem.Statistics, time.Elapsed);
    }

    private byte[] ReadCa(PageServer? server)
    {
        if (server != null)
        {
            return Encoding.ASCII.GetBytes(server.CaPem);
        }

        return _settings.CaFile == null ? Encoding.ASCII.GetBytes(HttpsGet.CaCertificate) : File.ReadAllBytes(_settings.CaFile);
    }

    private SslContext Prepare(Bg95Modem modem, byte[] ca)
    {
        Stopwatch time = Stopwatch.StartNew();
        HttpsGet.GoOnline(modem, _settings.Apn, _settings.User, _settings.Password);
        string address = modem.Pdp.GetAddress(1);
        _screen.Step("online", Screen.Invariant($"APN \"{_settings.Apn}\", address {address}, after {time.Elapsed.TotalSeconds:0.00} s"));

        SslContext tls = HttpsGet.Trust(modem, ca);
        _screen.Step("CA", $"{tls.CaCertificate}, {ca.Length} bytes, written into the module; size and checksum verified");

        if (_settings.Suite is int suite)
        {
            tls.CipherSuite = (CipherSuite)suite;
        }

        return tls;
    }

    private bool FetchOwn(SslContext tls, PageServer server, EmulatedModule? emulator)
    {
        bool good = true;

        foreach (KeyValuePair<string, byte[]> page in server.Pages)
        {
            good &= Fetch(tls, emulator, PageServer.Host, server.Port, page.Key, SHA256.HashData(page.Value));
        }

        return good;
    }

    private bool Fetch(SslContext tls, EmulatedModule? emulator, string host, int port, string path, byte[]? digest)
    {
        string url = $"https://{host}{(port == 443 ? string.Empty : ":" + port)}{path}";
        _screen.Space();
        _screen.Step("get", url);
        Stopwatch connecting = Stopwatch.StartNew();
        PageMeter? meter = null;
        byte[] received = [];

        _screen.WhilePageComes(moved =>
        {
            using PageMeter page = new(
                _ => _screen.Step("answer", Screen.Invariant($"after {connecting.Elapsed.TotalSeconds:0.00} s, {Negotiated(emulator)}")),
                moved);
            HttpsGet.Fetch(tls, host, port, path, _buffer, page);
            received = page.Finish();
            meter = page;
        });

        return Judge(meter!, received, digest);
    }

    private bool Judge(PageMeter page, byte[] received, byte[]? digest)
    {
        _screen.Step("page", $"status {page.Status}, {Screen.Rate(page)}");
        string text = Convert.ToHexStringLower(received);

        if (digest == null)
        {
            _screen.Step("SHA-256", text);
        }
        else if (digest.AsSpan().SequenceEqual(received))
        {
            _screen.Good("SHA-256", text + " = the server's");
        }
        else
        {
            _screen.Step("SHA-256", text);
            _screen.Failure("the server's page has the SHA-256 " + Convert.ToHexStringLower(digest), null);
            return false;
        }

        if (page.Status != 200)
        {
            _screen.Failure($"the server answered with status {page.Status} instead of 200", null);
        }

        return page.Status == 200;
    }

    // The module does not tell; the emulated one can be asked.
    private static string Negotiated(EmulatedModule? emulator)
    {
        foreach (SocketSnapshot socket in emulator?.Sockets ?? [])
        {
            if (socket.Version.Length > 0)
            {
                return $"{socket.Version}, {(CipherSuite)socket.CipherSuite}";
            }
        }

        return "TLS 1.2";
    }

    private bool Conclude(bool good, LineStatistics line, TimeSpan time)
    {
        if (_emulatorFault != null)
        {
            _screen.Failure("the emulated module failed: " + _emulatorFault, "This is a bug of the emulator: please report it.");
            return false;
        }

        if (good)
        {
            _screen.Space();
            _screen.Step("line", $"{line.DamagedPayloads} damaged payloads, {line.Timeouts} time-outs, {line.UnknownLines} unknown lines");
            string what = _settings.OwnServer ? "all pages are the server's, byte for byte" : "the page came in full";
            _screen.Success(Screen.Invariant($"OK: {what}; {time.TotalSeconds:0.0} s in all"));
        }

        return good;
    }
}
