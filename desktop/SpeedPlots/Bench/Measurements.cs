// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using Bg95Emulator.Benchmarks;
using Bg95Ssl;

namespace SpeedPlots;

/// <summary>What runs on the virtual clock. The same figures in every run, on every machine.</summary>
internal static class Measurements
{
    /// <summary>The speeds of a line, in baud.</summary>
    public static readonly int[] s_rates = [9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

    /// <summary>How many sockets are read by turns.</summary>
    public static readonly int[] s_sockets = [1, 2, 4, 8, 12];

    private const int Limit = 60_000;

    /// <summary>The ways of payload over the line.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["buffer", "direct push", "transparent", "fixed sends"];

    /// <summary>Payload as a share of what the line could carry, in percent: of a bare loop, and of the driver.</summary>
    public static (double Bare, double Driver) Goodput(string way, int baudRate)
    {
        AccessMode mode = way switch
        {
            "direct push" => AccessMode.DirectPush,
            "transparent" => AccessMode.Transparent,
            _ => AccessMode.Buffer,
        };
        return (Bare(way, mode, baudRate), Driver(way, mode, baudRate));
    }

    /// <summary>Milliseconds from the call to the first byte: of a bare open, of a context's first connection, and of its next.</summary>
    public static (double Bare, double First, double Next) FirstByte(int baudRate)
    {
        World bare = new(baudRate);
        BareHost host = new(bare.Line);
        double begin = bare.Milliseconds;
        host.Connect(World.Host, World.Port, AccessMode.Buffer);
        host.ReceiveOne();
        double ideal = bare.Milliseconds - begin;

        World world = new(baudRate);
        Bg95Modem modem = world.OpenModem();
        modem.SslContexts[0].CaCertificate = "ca.pem";
        return (ideal, FirstByte(world, modem), FirstByte(world, modem));
    }

    /// <summary>Payload of all sockets together as a share of what the line could carry, in percent, buffer mode at 115200 baud.</summary>
    public static double Together(int sockets)
    {
        World world = new(115_200);
        Bg95Modem modem = world.OpenModem();
        SslContext context = modem.SslContexts[0];
        context.CaCertificate = "ca.pem";
        SslSocket[] open = new SslSocket[sockets];

        for (int i = 0; i < sockets; i++)
        {
            open[i] = context.Connect(World.Host, World.Port);
        }

        byte[] block = new byte[SslSocket.ReceiveChunk];
        int turn = 0;
        return world.Share(() => open[turn++ % sockets].Receive(block, 0, block.Length, Limit));
    }

    private static double FirstByte(World world, Bg95Modem modem)
    {
        double begin = world.Milliseconds;
        using SslSocket socket = modem.SslContexts[0].Connect(World.Host, World.Port);

        if (socket.Receive(new byte[1], 0, 1, Limit) != 1)
        {
            throw new InvalidOperationException("nothing came");
        }

        return world.Milliseconds - begin;
    }

    private static double Bare(string way, AccessMode mode, int baudRate)
    {
        World world = new(baudRate);
        BareHost host = new(world.Line);
        host.Connect(World.Host, World.Port, mode);
        return world.Share(way switch
        {
            "fixed sends" => host.Send,
            "direct push" => host.TakePushed,
            "transparent" => host.TakeRaw,
            _ => host.Receive,
        });
    }

    private static double Driver(string way, AccessMode mode, int baudRate)
    {
        World world = new(baudRate);
        Bg95Modem modem = world.OpenModem();
        modem.SslContexts[0].CaCertificate = "ca.pem";
        SslSocket socket = modem.SslContexts[0].Connect(World.Host, World.Port, mode);
        byte[] block = new byte[SslSocket.ReceiveChunk];
        return world.Share(way == "fixed sends"
            ? () => socket.Send(block, 0, SslSocket.SendChunk)
            : () => socket.Receive(block, 0, block.Length, Limit));
    }
}
