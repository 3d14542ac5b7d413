// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;

namespace Bg95Emulator.Benchmarks;

/// <summary>How much payload one module gives through AT+QSSLRECV, over real TLS, without pacing.</summary>
internal static class Goodput
{
    private const int Rounds = 3;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(4);

    public static void Measure()
    {
        using Peer peer = new(PeerRole.Sends);
        using Client client = new();
        client.Open(peer.Port);
        Run(client, TimeSpan.FromSeconds(2));
        for (int round = 0; round < Rounds; round++)
        {
            (long bytes, long exchanges, TimeSpan time) = Run(client, s_round);
            Console.WriteLine(FormattableString.Invariant(
                $"goodput: {bytes / time.TotalSeconds / 1e6:0.0} MB/s download through AT+QSSLRECV=4,1500, {exchanges / time.TotalSeconds:0} exchanges/s"));
        }
    }

    private static (long Bytes, long Exchanges, TimeSpan Time) Run(Client client, TimeSpan limit)
    {
        byte[] command = "AT+QSSLRECV=4,1500\r"u8.ToArray();
        Stopwatch watch = Stopwatch.StartNew();
        long bytes = 0;
        long exchanges = 0;
        while (watch.Elapsed < limit)
        {
            for (int i = 0; i < 100; i++)
            {
                bytes += client.Receive(command);
                exchanges++;
            }
        }

        return (bytes, exchanges, watch.Elapsed);
    }
}
