// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NanoBg95.ReadmePicture;

/// <summary>Draws lines of text as a terminal shows them: an SVG that needs no font of its own.</summary>
public static class TerminalPicture
{
    private const int Columns = 80;
    private const double CharacterWidth = 8.4;
    private const int LineHeight = 19;
    private const int Margin = 16;

    // Of a sample's line the first columns name what it is about.
    private const int NameEnd = 11;

    /// <summary>Draws a command and what it printed.</summary>
    public static string Draw(string output, string command)
    {
        string[] lines = [.. output.TrimEnd('\n').Split('\n').Where((line, index) => line.Length > 0 || index > 0)];
        if (lines.FirstOrDefault(line => line.Length > Columns) is { } wide)
        {
            throw new ArgumentException($"'{wide}' has more than {Columns} columns.", nameof(output));
        }

        string width = Number((Columns * CharacterWidth) + (2 * Margin));
        string height = Number(((lines.Length + 2) * LineHeight) + (2 * Margin));
        StringBuilder svg = new();
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n");
        svg.Append("  <!-- Made by desktop/ReadmePicture from the sample's output: times, ports and digests are those of one run. -->\n");
        svg.Append($"  <title>{Escape(command)}</title>\n");
        svg.Append($"  <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#101820\"/>\n");
        svg.Append("  <g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\" xml:space=\"preserve\" fill=\"#d8dee9\">\n");
        Text(svg, 0, 0, "$ " + command, "#d8dee9", true);
        for (int i = 0; i < lines.Length; i++)
        {
            Line(svg, i + 2, lines[i], i == 0);
        }

        return svg.Append("  </g>\n</svg>\n").ToString();
    }

    private static void Line(StringBuilder svg, int row, string line, bool title)
    {
        if (!line.StartsWith("  ", StringComparison.Ordinal))
        {
            Text(svg, row, 0, line, line.StartsWith("OK", StringComparison.Ordinal) ? "#8fdc8f" : "#ffffff", title || line.StartsWith("OK", StringComparison.Ordinal));
            return;
        }

        string rest = line.Length > NameEnd ? line[NameEnd..] : string.Empty;
        Text(svg, row, 0, line[..Math.Min(NameEnd, line.Length)], "#6fc3ff", false);
        Text(svg, row, NameEnd, rest, rest.StartsWith("= ", StringComparison.Ordinal) ? "#8fdc8f" : "#d8dee9", false);
    }

    // textLength keeps the columns whatever font the reader has.
    private static void Text(StringBuilder svg, int row, int column, string text, string color, bool bold)
    {
        string shown = text.TrimStart(' ');
        if (shown.Length == 0)
        {
            return;
        }

        int indent = column + text.Length - shown.Length;
        shown = shown.TrimEnd(' ');
        string x = Number(Margin + (indent * CharacterWidth));
        string y = Number(Margin + ((row + 1) * LineHeight) - 4);
        string length = Number(shown.Length * CharacterWidth);
        string weight = bold ? " font-weight=\"bold\"" : string.Empty;
        svg.Append($"    <text x=\"{x}\" y=\"{y}\" fill=\"{color}\"{weight} textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\">{Escape(shown)}</text>\n");
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escape(string text)
    {
        return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }
}
