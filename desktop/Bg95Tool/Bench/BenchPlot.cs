// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace Bg95Tool;

/// <summary>Draws the measurements as an SVG: a bar each. A library for plots, with its native parts for each system, would make the tool's package 18 times as large.</summary>
internal static class BenchPlot
{
    private const int Width = 640;
    private const int RowHeight = 40;
    private const int BarHeight = 24;
    private const int Left = 190;
    private const int Right = 110;
    private const int Top = 50;

    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    /// <summary>Makes it.</summary>
    public static XDocument Draw(IReadOnlyList<Goodput> modes, string title)
    {
        double most = Math.Max(1, modes.Max(mode => mode.BytesPerSecond));
        int height = Top + (modes.Count * RowHeight);
        XElement svg = new(
            s_svg + "svg",
            new XAttribute("width", Width),
            new XAttribute("height", height),
            new XAttribute("viewBox", $"0 0 {Width} {height}"),
            new XAttribute("font-family", "sans-serif"),
            new XAttribute("font-size", 14),
            new XElement(s_svg + "rect", new XAttribute("width", Width), new XAttribute("height", height), new XAttribute("fill", "white")),
            Words(Left, 28, "start", title));
        for (int i = 0; i < modes.Count; i++)
        {
            int y = Top + (i * RowHeight);
            double length = modes[i].BytesPerSecond / most * (Width - Left - Right);
            svg.Add(
                Words(Left - 10, y + 17, "end", modes[i].Title),
                new XElement(
                    s_svg + "rect",
                    new XAttribute("x", Left),
                    new XAttribute("y", y),
                    new XAttribute("width", length.ToString("0.#", CultureInfo.InvariantCulture)),
                    new XAttribute("height", BarHeight),
                    new XAttribute("fill", "#2f6fb0")),
                Words(Left + (int)length + 8, y + 17, "start", modes[i].Error == null ? $"{Text.Size(modes[i].BytesPerSecond)}/s" : "failed"));
        }

        return new XDocument(svg);
    }

    private static XElement Words(int x, int y, string anchor, string text) => new(
        s_svg + "text", new XAttribute("x", x), new XAttribute("y", y), new XAttribute("text-anchor", anchor), text);
}
