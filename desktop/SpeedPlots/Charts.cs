// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace SpeedPlots;

/// <summary>Draws the figures, each chart as an SVG that says which figures it was drawn from.</summary>
internal static class Charts
{
    private const int Width = 720;
    private const int Height = 400;

    // The chart has the place of each letter: what shows it needs a font as wide as the one that it was drawn with.
    private const string Font = "DejaVu Sans";
    private const string Fonts = "DejaVu Sans, Verdana, sans-serif";

    private static readonly Color[] s_colours = [Colors.C0, Colors.C1, Colors.C2, Colors.C3];

    /// <summary>All charts, by the names of their files.</summary>
    public static IReadOnlyDictionary<string, string> Draw(Figures figures) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["goodput.svg"] = Svg(Goodput(figures), figures),
        ["first-byte.svg"] = Svg(FirstByte(figures), figures),
        ["work.svg"] = Svg(PerByte(figures, "opcodes per byte", "opcodes"), figures),
        ["heap.svg"] = Svg(PerByte(figures, "heap bytes per byte", "bytes of heap"), figures),
        ["sockets.svg"] = Svg(Sockets(figures), figures),
    };

    private static string Svg(Plot plot, Figures figures)
    {
        plot.Font.Set(Font);
        string xml = plot.GetSvgXml(Width, Height).Replace($"font-family=\"{Font}\"", $"font-family=\"{Fonts}\"", StringComparison.Ordinal);
        int body = xml.IndexOf("<svg", StringComparison.Ordinal);
        return xml[..body] + "<!-- " + figures.Mark + " -->\n" + xml[body..].ReplaceLineEndings("\n");
    }

    private static Plot Goodput(Figures figures)
    {
        Plot plot = new();
        plot.Title("Payload as a share of what the line could carry (virtual clock, answers after 5 ms)");
        BaudAxis(plot);
        plot.YLabel("%");

        foreach ((string way, Color colour) in Measurements.Ways.Zip(s_colours))
        {
            GoodputFigure[] own = [.. figures.Goodput.Where(each => each.Way == way)];
            double[] rates = [.. own.Select(each => Math.Log10(each.BaudRate))];
            Scatter driver = plot.Add.Scatter(rates, own.Select(each => each.Driver).ToArray(), colour);
            driver.LegendText = way;
            Scatter bare = plot.Add.Scatter(rates, own.Select(each => each.Bare).ToArray(), Colors.Black);
            bare.LinePattern = LinePattern.Dotted;
            bare.MarkerSize = 0;
            bare.LegendText = way == Measurements.Ways[^1] ? "bare loop, the module's ceiling" : string.Empty;
        }

        MeasuredFigure[] boards = [.. figures.Measured.Where(each => each.Group == "share of the line")];
        Scatter board = plot.Add.ScatterPoints(
            boards.Select(each => Math.Log10(double.Parse(each.Name, CultureInfo.InvariantCulture))).ToArray(),
            boards.Select(each => each.Value).ToArray(),
            Colors.Black);
        board.MarkerShape = MarkerShape.OpenSquare;
        board.MarkerSize = 9;
        board.LegendText = "buffer, measured on the interpreter";
        plot.Axes.SetLimitsY(50, 102);
        plot.ShowLegend(Alignment.LowerLeft);
        return plot;
    }

    private static Plot FirstByte(Figures figures)
    {
        Plot plot = new();
        plot.Title("From Connect to the first byte, without the network (virtual clock)");
        BaudAxis(plot);
        plot.YLabel("ms");
        double[] rates = [.. figures.FirstByte.Select(each => Math.Log10(each.BaudRate))];
        Add("first connection of a context: settings written and read back", each => each.First, s_colours[0]);
        Add("each further one: settings read back", each => each.Next, s_colours[1]);
        Add("bare AT+QSSLOPEN and AT+QSSLRECV", each => each.Bare, Colors.Black);
        plot.Axes.SetLimitsY(0, figures.FirstByte.Max(each => each.First) * 1.05);
        plot.ShowLegend(Alignment.UpperRight);
        return plot;

        void Add(string name, Func<FirstByteFigure, double> value, Color colour)
        {
            Scatter line = plot.Add.Scatter(rates, figures.FirstByte.Select(value).ToArray(), colour);
            line.LegendText = name;
        }
    }

    private static Plot PerByte(Figures figures, string group, string unit)
    {
        Plot plot = new();
        plot.Title($"One byte of payload, {unit} (measured)");
        MeasuredFigure[] own = [.. figures.Measured.Where(each => each.Group == group).Reverse()];
        Bar[] bars = [.. own.Select((each, index) => new Bar
        {
            Position = index,
            Value = each.Value,
            Label = each.Value.ToString("0.##", CultureInfo.InvariantCulture),
            Orientation = Orientation.Horizontal,
            FillColor = each.Name.StartsWith("AtModem", StringComparison.Ordinal) ? s_colours[3] : s_colours[0],
        })];
        plot.Add.Bars(bars).Horizontal = true;
        plot.Axes.Left.TickGenerator = new NumericManual([.. own.Select((each, index) => new Tick(index, each.Name))]);
        plot.Axes.SetLimitsX(0, own.Max(each => each.Value) * 1.15);
        plot.XLabel(unit);
        return plot;
    }

    private static Plot Sockets(Figures figures)
    {
        Plot plot = new();
        plot.Title("Heap (measured) and payload at 115200 baud (virtual clock)");
        double[] counts = [.. figures.Sockets.Select(each => (double)each.Count)];
        Add("heap, buffer mode", each => each.BufferHeap, s_colours[0]);
        Add("heap, direct push or transparent, ring of 3,072", each => each.RingHeap, s_colours[1]);
        Scatter share = plot.Add.Scatter(counts, figures.Sockets.Select(each => each.Share).ToArray(), s_colours[2]);
        share.LegendText = "payload, % of the line";
        share.Axes.YAxis = plot.Axes.Right;
        plot.XLabel("sockets");
        plot.YLabel("bytes of heap");
        plot.Axes.Right.Label.Text = "%";
        plot.Axes.SetLimitsY(0, figures.Sockets.Max(each => each.RingHeap) * 1.05);
        plot.Axes.SetLimitsY(0, 105, plot.Axes.Right);
        plot.ShowLegend(Edge.Bottom);
        return plot;

        void Add(string name, Func<SocketsFigure, double> value, Color colour)
        {
            Scatter line = plot.Add.Scatter(counts, figures.Sockets.Select(value).ToArray(), colour);
            line.LegendText = name;
        }
    }

    private static void BaudAxis(Plot plot)
    {
        plot.XLabel("baud");
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. Measurements.s_rates.Select(rate => new Tick(Math.Log10(rate), rate.ToString(CultureInfo.InvariantCulture)))]);
        plot.Axes.SetLimitsX(Math.Log10(8_500), Math.Log10(1_050_000));
    }
}
