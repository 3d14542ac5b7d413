// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;

namespace SpeedPlots;

/// <summary>docs/speed.md and its charts: what is between two marks is the program's, the rest is written by hand.</summary>
internal static class SpeedPage
{
    /// <summary>Where the page is in the repository.</summary>
    public const string Path = "docs/speed.md";

    /// <summary>Where its charts are.</summary>
    public const string ChartFolder = "docs/speed";

    /// <summary>Puts tables into a page.</summary>
    public static string WithTables(string page, IReadOnlyDictionary<string, string> tables)
    {
        foreach ((string name, string table) in tables)
        {
            string begin = $"<!-- {name} -->\n";
            string end = $"<!-- /{name} -->";
            int from = page.IndexOf(begin, StringComparison.Ordinal);
            int to = page.IndexOf(end, StringComparison.Ordinal);

            if (from < 0 || to < from)
            {
                throw new FormatException($"{Path} has no place for the table {name}.");
            }

            page = string.Concat(page.AsSpan(0, from + begin.Length), table, page.AsSpan(to));
        }

        return page;
    }

    /// <summary>The folder above this one that has the page.</summary>
    public static string FindRoot(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, Path)))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException($"{folder} is in no clone of the repository.");
    }
}
