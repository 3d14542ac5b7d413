// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>What the module answers to commands that look so.</summary>
/// <param name="Pattern">The command with AT and without its CR; * stands for any characters, and capitals do not count.</param>
/// <param name="Rows">The lines before the result.</param>
/// <param name="Result">The last line, such as OK or +CME ERROR: 3.</param>
/// <param name="Delay">How long it takes.</param>
public sealed record UserAnswer(string Pattern, IReadOnlyList<string> Rows, string Result, TimeSpan Delay)
{
    internal bool Fits(string command) => Fits(Pattern, command);

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        // The last star may take more: nothing before it has to be tried again.
        int star = -1;
        int tried = 0;
        int at = 0;
        int position = 0;
        while (position < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                tried = position;
            }
            else if (at < pattern.Length && char.ToUpperInvariant(pattern[at]) == char.ToUpperInvariant(text[position]))
            {
                at++;
                position++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                position = ++tried;
            }
            else
            {
                return false;
            }
        }

        return !pattern[at..].ContainsAnyExcept('*');
    }
}
