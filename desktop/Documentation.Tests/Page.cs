// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using NanoBg95.Repository.Tests;

namespace NanoBg95.Documentation.Tests;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's path.</param>
/// <param name="Line">The number of its first line, from 1.</param>
/// <param name="Language">What stands behind the opening fence.</param>
/// <param name="Text">The lines between the fences.</param>
internal sealed record Block(string Page, int Line, string Language, string Text)
{
    public override string ToString() => $"{Page}:{Line}";
}

/// <summary>The pages that a user reads.</summary>
internal static class Page
{
    private const string Fence = "```";

    public static IEnumerable<string> All { get; } =
        [.. RepositoryFiles.OnDisk.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal))];

    public static IReadOnlyList<Block> Blocks { get; } = [.. All.SelectMany(path => Read(path, RepositoryFiles.OnDisk[path]))];

    public static Block Find(string name) => Blocks.Single(block => block.ToString() == name);

    public static IEnumerable<Block> Read(string path, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int begin = -1;
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            if (begin >= 0)
            {
                yield return new Block(path, begin + 2, lines[begin].Trim()[Fence.Length..], string.Join('\n', lines[(begin + 1)..i]));
            }

            begin = begin < 0 ? i : -1;
        }
    }
}
