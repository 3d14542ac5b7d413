// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using Bg95Ssl;
using LocalPeers;

namespace Samples.Pc;

/// <summary>One run on a PC: the same steps as on a board, each of them told.</summary>
internal sealed class Session
{
    private readonly SampleRun _run;
    private readonly Screen _screen;
    private readonly byte[] _buffer = new byte[2 * TransparentEcho.Block];

    private Session(SampleRun run)
    {
        _run = run;
        _screen = run.Screen;
    }

    /// <summary>Returns the process's exit code.</summary>
    public static int Run(SampleSettings settings) =>
        SampleRun.Run(settings, "nanoBg95 TransparentEcho: one connection on the line", screen =>
        {
            if (!settings.OwnServer)
            {
                return Run(settings, screen, settings.ReadCa(IsrgRootX1.Pem), null);
            }

            using Authority authority = new();
            using SampleServer server = new(authority, false, Echo);
            screen.Step("server", $"{SampleServer.Host}:{server.Port} in this process: it sends back {Lifetime} bytes, and then closes");
            return Run(server.At(settings), screen, authority.PemBytes, SampleServer.Host);
        });

    private static int Lifetime => 3 * TransparentEcho.Rounds * TransparentEcho.Block;

    private static bool Run(SampleSettings settings, Screen screen, byte[] ca, string? localHost)
    {
        using SampleRun run = new(settings, screen, localHost);
        Session session = new(run);
        SslContext tls = run.Prepare(Board.CreateConnection(run.Modem), Board.Options(settings.Apn, settings.User, settings.Password), Board.Trust, ca);
        using SslSocket socket = run.Connecting(() => TransparentEcho.Connect(tls, settings.Host, settings.TcpPort));
        screen.Step("CONNECT", $"{run.Negotiated()} with {settings.Host}: the line is the connection");
        bool good = session.Stream(socket) && session.Pause(socket, "+++");

        // Not before the line is free: the module must be told what DTR means (AT&D1) before it hands the line over again.
        run.Modem.SslContexts.DataTerminalReady = run.DataTerminalReady;
        good = good && session.Resume(socket) && session.Stream(socket)
            && session.Pause(socket, run.DataTerminalReady == null ? "+++" : "DTR")
            && session.Resume(socket) && session.Stream(socket)
            && (!settings.OwnServer || session.End(socket));
        return run.Conclude(good, "all bytes came back; the line was lent and returned twice");
    }

    private bool Stream(SslSocket socket)
    {
        int count = TransparentEcho.Echo(socket, _buffer, TransparentEcho.Rounds);
        _screen.Step("echo", $"{count} bytes came back as they went");
        return _screen.Check(TransparentEcho.IsLineTaken(_run.Modem), "busy", "commands are refused meanwhile");
    }

    private bool Pause(SslSocket socket, string how)
    {
        _screen.Doing("leaving transparent mode with " + how);
        TransparentEcho.Pause(socket);
        _screen.Doing("working");
        return _screen.Check(
            !TransparentEcho.IsLineTaken(_run.Modem) && socket.QueryState() == SocketState.Connected,
            how,
            "commands work again, the connection stays open");
    }

    private bool Resume(SslSocket socket)
    {
        TransparentEcho.Resume(socket);
        return _screen.Check(socket.Mode == AccessMode.Transparent, "ATO", "CONNECT: the same connection goes on");
    }

    // One byte more than the server sends back.
    private bool End(SslSocket socket)
    {
        socket.Send(_buffer, 0, 1);
        return _screen.Check(TransparentEcho.WaitForEnd(socket, _buffer), "end", "NO CARRIER: the server has closed")
            && _screen.Check(!TransparentEcho.IsLineTaken(_run.Modem), "free", "commands work again");
    }

    private static void Echo(SslStream client)
    {
        byte[] buffer = new byte[4096];
        int left = Lifetime;

        while (client.Read(buffer) is int count && count > 0 && count <= left)
        {
            client.Write(buffer.AsSpan(0, count));
            left -= count;
        }
    }
}
