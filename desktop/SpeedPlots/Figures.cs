// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace SpeedPlots;

/// <summary>Payload as a share of what the line could carry, in percent.</summary>
internal sealed record GoodputFigure(string Way, int BaudRate, double Bare, double Driver);

/// <summary>Milliseconds from the call to the first byte.</summary>
internal sealed record FirstByteFigure(int BaudRate, double Bare, double First, double Next);

/// <summary>Bytes of heap and percent of the line with so many sockets.</summary>
internal sealed record SocketsFigure(int Count, double BufferHeap, double RingHeap, double Share);

/// <summary>What was measured on the real interpreter, and how.</summary>
internal sealed record MeasuredFigure(string Group, string Name, double Value, string How, string When);

/// <summary>All figures of docs/speed.md: those that the virtual clock gives, and those of measured.tsv.</summary>
internal sealed class Figures
{
    private const string OpenModem = "open modem";
    private const string BufferSocket = "socket, buffer mode";
    private const string RingSocket = "socket, direct push or transparent";

    private Figures(IReadOnlyList<MeasuredFigure> measured)
    {
        Measured = measured;
        Goodput =
        [
            .. from way in Measurements.Ways
               from rate in Measurements.s_rates
               let shares = Measurements.Goodput(way, rate)
               select new GoodputFigure(way, rate, shares.Bare, shares.Driver),
        ];
        FirstByte =
        [
            .. from rate in Measurements.s_rates
               let times = Measurements.FirstByte(rate)
               select new FirstByteFigure(rate, times.Bare, times.First, times.Next),
        ];
        Sockets =
        [
            .. from count in Measurements.s_sockets
               select new SocketsFigure(
                   count, Heap(OpenModem) + (count * Heap(BufferSocket)), Heap(OpenModem) + (count * Heap(RingSocket)), Measurements.Together(count)),
        ];
    }

    /// <summary>Gets the shares.</summary>
    public IReadOnlyList<GoodputFigure> Goodput { get; }

    /// <summary>Gets the times.</summary>
    public IReadOnlyList<FirstByteFigure> FirstByte { get; }

    /// <summary>Gets what sockets cost.</summary>
    public IReadOnlyList<SocketsFigure> Sockets { get; }

    /// <summary>Gets what was measured.</summary>
    public IReadOnlyList<MeasuredFigure> Measured { get; }

    /// <summary>Gets a mark that other figures do not have. It is in every chart.</summary>
    public string Mark => "figures " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Tables().Values))))[..16];

    /// <summary>Computes them.</summary>
    public static Figures Compute() => new(ReadMeasured());

    /// <summary>Gives the tables of docs/speed.md by their names.</summary>
    public IReadOnlyDictionary<string, string> Tables() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["goodput"] = Table(
            ["baud", .. Measurements.Ways.SelectMany(way => new[] { way, "bare loop" })],
            Measurements.s_rates.Select(rate => Row(Whole(rate), Goodput.Where(each => each.BaudRate == rate).SelectMany(each => new[] { Tenths(each.Driver), Tenths(each.Bare) })))),
        ["first-byte"] = Table(
            ["baud", "first connection of a context", "each further one", "bare loop"],
            FirstByte.Select(each => Row(Whole(each.BaudRate), [Tenths(each.First), Tenths(each.Next), Tenths(each.Bare)]))),
        ["sockets"] = Table(
            ["sockets", "heap, buffer mode", "heap, direct push or transparent", "payload of all, % of the line"],
            Sockets.Select(each => Row(Whole(each.Count), [Whole(each.BufferHeap), Whole(each.RingHeap), Tenths(each.Share)]))),
        ["measured"] = Table(
            ["what", "figure", "how", "when"],
            Measured.Select(each => Row($"{each.Group}: {each.Name}", [each.Value.ToString("#,##0.##", CultureInfo.InvariantCulture), each.How, each.When]))),
    };

    private static List<MeasuredFigure> ReadMeasured()
    {
        using Stream stream = typeof(Figures).Assembly.GetManifestResourceStream("measured.tsv")!;
        using StreamReader reader = new(stream);
        List<MeasuredFigure> figures = [];

        while (reader.ReadLine() is string line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                string[] fields = line.Split('\t');
                figures.Add(new MeasuredFigure(fields[0], fields[1], double.Parse(fields[2], CultureInfo.InvariantCulture), fields[3], fields[4]));
            }
        }

        return figures;
    }

    private static string Table(IEnumerable<string> heads, IEnumerable<string> rows)
    {
        string[] all = [.. heads];
        return $"| {string.Join(" | ", all)} |\n|{string.Concat(all.Select(_ => "---|"))}\n{string.Concat(rows)}";
    }

    private static string Row(string name, IEnumerable<string> cells) => $"| {name} | {string.Join(" | ", cells)} |\n";

    private static string Tenths(double value) => value.ToString("#,##0.0", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    private double Heap(string name) => Measured.Single(each => each.Group == "heap" && each.Name == name).Value;
}
