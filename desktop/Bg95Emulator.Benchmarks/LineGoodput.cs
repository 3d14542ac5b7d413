// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Bg95Ssl;

namespace Bg95Emulator.Benchmarks;

/// <summary>
/// How much of a line the driver makes payload of, next to a bare loop on the same line: what the loop does not reach the line
/// and the module take, and what the driver does not reach of that it takes itself.
/// </summary>
internal static class LineGoodput
{
    private const int Rounds = 3;
    private const int ConnectTimeout = 10_000;

    // Two thirds of a second at the highest rate: a PC may be too busy to empty a smaller one in time.
    private const int RingSize = 65_536;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(2);
    private static readonly int[] s_rates = [115_200, 460_800, 921_600];

    private static readonly (string Name, PeerRole Peer, AccessMode Mode, Func<BareHost, int> Bare)[] s_kinds =
    [
        ("AT+QSSLRECV of 1500", PeerRole.Sends, AccessMode.Buffer, host => host.Receive()),
        ("fixed sends of 1460", PeerRole.Takes, AccessMode.Buffer, host => host.Send()),
        ("direct push", PeerRole.Sends, AccessMode.DirectPush, host => host.TakePushed()),
    ];

    /// <param name="title">What the line is opened with.</param>
    /// <param name="open">Takes a port's name and speed.</param>
    public static void Measure(string title, Func<string, int, ITransport> open)
    {
        ShortExchange(title, open);
        Console.WriteLine($"line: {title}; payload as a share of what the line could carry, median of {Rounds} rounds");

        foreach ((string name, PeerRole role, AccessMode mode, Func<BareHost, int> bare) in s_kinds)
        {
            using Peer peer = new(role);

            foreach (int rate in s_rates)
            {
                List<double> bareShares = [];
                List<double> driverShares = [];

                // By turns, so that what else the machine does meets both.
                for (int round = 0; round < Rounds; round++)
                {
                    bareShares.Add(Bare(rate, open, peer.Port, mode, bare));
                    driverShares.Add(Driver(rate, open, peer.Port, mode, role));
                }

                double ideal = Median(bareShares);
                double driver = Median(driverShares);
                Console.WriteLine(FormattableString.Invariant(
                    $"line: {name,-20} {rate,6} baud: bare loop {ideal,5:0.0} %, driver {driver,5:0.0} %, which is {100 * driver / ideal:0.0} % of it"));
            }
        }
    }

    // What the line's own calls cost, when neither the line nor the module takes time.
    private static void ShortExchange(string title, Func<string, int, ITransport> open)
    {
        const int Exchanges = 1000;
        using PacedModule module = new(0, open);
        BareHost host = new(module.Transport);
        host.Probe(Exchanges / 10);
        Stopwatch watch = Stopwatch.StartNew();
        host.Probe(Exchanges);
        Console.WriteLine(FormattableString.Invariant(
            $"line: {title}; an exchange of AT and OK, unpaced, takes {watch.Elapsed.TotalMilliseconds / Exchanges:0.000} ms"));
    }

    private static double Bare(int rate, Func<string, int, ITransport> open, int port, AccessMode mode, Func<BareHost, int> exchange)
    {
        using PacedModule module = new(rate, open);
        BareHost host = new(module.Transport);
        host.Activate();
        host.Connect(PacedModule.Host, port, mode);
        return Share(rate, () => exchange(host));
    }

    private static double Driver(int rate, Func<string, int, ITransport> open, int port, AccessMode mode, PeerRole role)
    {
        using PacedModule module = new(rate, open);
        using Bg95Modem modem = new(module.Transport);
        modem.Open();
        modem.Pdp.Configure(1, "iot.example");
        modem.Pdp.Activate(1);
        SslContext context = modem.SslContexts[0];
        context.SecurityLevel = SecurityLevel.InsecureNone;
        using SslSocket socket = context.Connect(PacedModule.Host, port, mode, SslSocket.MaximumRingSize);
        byte[] block = new byte[SslSocket.ReceiveChunk];
        return role == PeerRole.Sends
            ? Share(rate, () => socket.Receive(block, 0, block.Length, ConnectTimeout))
            : Share(rate, () => socket.Send(block, 0, SslSocket.SendChunk));
    }

    private static double Share(int rate, Func<int> exchange)
    {
        Stopwatch watch = Stopwatch.StartNew();

        while (watch.Elapsed < s_warmUp)
        {
            exchange();
        }

        // From the end of an exchange to the end of another one.
        long bytes = 0;
        watch.Restart();

        while (watch.Elapsed < s_round)
        {
            int count = exchange();
            bytes += count > 0 ? count : throw new TimeoutException();
        }

        return 100 * bytes * 10 / watch.Elapsed.TotalSeconds / rate;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
