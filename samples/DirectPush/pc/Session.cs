// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using Bg95Ssl;
using LocalPeers;

namespace Samples.Pc;

/// <summary>One run on a PC: the same steps as on a board, each of them told.</summary>
internal sealed class Session
{
    private const int Sent = 40_000;

    private readonly SampleRun _run;
    private readonly Screen _screen;
    private readonly byte[]? _expected;
    private int _count;
    private bool _right = true;

    private Session(SampleRun run, byte[]? expected)
    {
        _run = run;
        _screen = run.Screen;
        _expected = expected;
    }

    /// <summary>Returns the process's exit code.</summary>
    public static int Run(SampleSettings settings) =>
        SampleRun.Run(settings, "nanoBg95 DirectPush: data as soon as they arrive", screen =>
        {
            if (!settings.OwnServer)
            {
                return Run(settings, screen, settings.ReadCa(IsrgRootX1.Pem), null);
            }

            byte[] page = RandomNumberGenerator.GetBytes(Sent);
            using Authority authority = new();
            using SampleServer server = new(authority, false, client => Push(client, page));
            screen.Step("server", $"{SampleServer.Host}:{server.Port} in this process: it answers with {Sent} bytes and closes");
            return Run(server.At(settings), screen, authority.PemBytes, page);
        });

    private static bool Run(SampleSettings settings, Screen screen, byte[] ca, byte[]? page)
    {
        using SampleRun run = new(settings, screen, page == null ? null : settings.Host);
        Session session = new(run, page);
        SslContext tls = run.Prepare(Board.CreateConnection(run.Modem), Board.Options(settings.Apn, settings.User, settings.Password), Board.Trust, ca);
        byte[] request = Encoding.ASCII.GetBytes(DirectPush.Request.Replace(DirectPush.Host, settings.Host, StringComparison.Ordinal));

        // A PC has the memory for all of it, and may be too busy to empty a small ring in time.
        bool good = session.Receive(tls, request, SslSocket.MaximumRingSize, "push") && session.Overflow(tls, request);

        // The driver is in step for the next.
        return run.Conclude(good && session.Receive(tls, request, SslSocket.MaximumRingSize, "again"), "the data are right, and the loss was reported");
    }

    private bool Receive(SslContext tls, byte[] request, int ring, string name)
    {
        _count = 0;
        int events = _run.Connecting(() => DirectPush.Receive(tls, _run.Settings.Host, _run.Settings.TcpPort, request, ring, Take));
        return _screen.Check(
            _right && (_expected == null || _count == _expected.Length),
            name,
            $"{_count} bytes in {events} events, " + (_expected == null ? "to the end of the connection" : "the server's to the last"));
    }

    private bool Overflow(SslContext tls, byte[] request)
    {
        const int Ring = SslSocket.ReceiveChunk;
        _count = 0;
        int lost = DirectPush.Overflow(tls, _run.Settings.Host, _run.Settings.TcpPort, request, Ring, Take);

        if (_expected == null && lost == 0)
        {
            _screen.Step("overflow", $"{_count} bytes: all of them fitted into the ring of {Ring}");
            return _right;
        }

        return _screen.Check(
            _right && lost > 0 && _count <= Ring && _run.Modem.Statistics[LineCounter.RingOverflows] > 0,
            "overflow",
            $"nobody read: a ring of {Ring} kept the first {_count} bytes; {lost} or more were lost, and RingOverflow said so");
    }

    // Nothing may ever come that is not what the server sent at this place.
    private void Take(byte[] buffer, int offset, int count)
    {
        _right &= _expected == null
            || (_count + count <= _expected.Length && buffer.AsSpan(offset, count).SequenceEqual(_expected.AsSpan(_count, count)));
        _count += count;
    }

    private static void Push(SslStream client, byte[] page)
    {
        byte[] request = new byte[4096];

        if (client.Read(request) > 0)
        {
            client.Write(page);
        }
    }
}
