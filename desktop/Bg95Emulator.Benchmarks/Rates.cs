// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;

namespace Bg95Emulator.Benchmarks;

/// <summary>How near a paced line comes to its rate, both ways: a file down and a file up, 10 bits a byte.</summary>
internal static class Rates
{
    private const double Seconds = 4;
    private static readonly int[] s_rates = [9600, 19200, 57600, 115200, 230400, 460800, 921600];

    public static void Measure()
    {
        foreach (int rate in s_rates)
        {
            using Client client = new(rate);
            int size = (int)(rate / 10 * Seconds);
            byte[] content = new byte[size];
            client.Module.Files.Write("down", content);

            // From the first byte of the content to its last, so that the command is not counted.
            client.Write("AT+QFDWL=\"down\"\r"u8);
            client.ReadPast("CONNECT\r\n"u8);
            Stopwatch watch = Stopwatch.StartNew();
            client.Skip(size);
            double down = watch.Elapsed.TotalSeconds;
            client.ReadPast("OK\r\n"u8);

            client.Command($"AT+QFUPL=\"up\",{size},60", "CONNECT\r\n");
            watch.Restart();
            client.Write(content);
            client.ReadPast("+QFUPL"u8);
            double up = watch.Elapsed.TotalSeconds - (9.0 * 10 / rate);
            client.ReadPast("OK\r\n"u8);
            Console.WriteLine(FormattableString.Invariant(
                $"rates: {rate,6} baud: to the host {Deviation(size, down, rate):+0.00;-0.00} %, to the module {Deviation(size, up, rate):+0.00;-0.00} %"));
        }
    }

    private static double Deviation(int size, double seconds, int rate) => ((size * 10 / seconds / rate) - 1) * 100;
}
