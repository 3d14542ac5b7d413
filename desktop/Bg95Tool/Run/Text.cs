// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Bg95Tool;

/// <summary>Numbers and rows as a person reads them, with points in the numbers wherever they are read.</summary>
internal static class Text
{
    private const int NameWidth = 15;
    private const int LineWidth = 80;

    /// <summary>A number of bytes.</summary>
    public static string Size(double bytes) => bytes switch
    {
        1 => "1 byte",
        < 1024 => Invariant($"{bytes:0} bytes"),
        < 1024 * 1024 => Invariant($"{bytes / 1024:0.#} KiB"),
        _ => Invariant($"{bytes / 1024 / 1024:0.##} MiB"),
    };

    public static string Seconds(TimeSpan time) => Invariant($"{time.TotalSeconds:0.0} s");

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A line: what it is about, and what there is to say; as many lines as it takes.</summary>
    public static void Row(TextWriter output, string name, string text)
    {
        foreach (string line in Wrap(text, LineWidth - NameWidth - 3))
        {
            output.WriteLine("  " + name.PadRight(NameWidth) + " " + line);
            name = string.Empty;
        }
    }

    /// <summary>Sentences, in lines that fit a terminal.</summary>
    public static void Paragraph(TextWriter output, string text)
    {
        foreach (string line in Wrap(text, LineWidth))
        {
            output.WriteLine(line);
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        while (text.Length > width && text.LastIndexOf(' ', width) is > 0 and int end)
        {
            yield return text[..end];
            text = text[(end + 1)..];
        }

        yield return text;
    }
}
