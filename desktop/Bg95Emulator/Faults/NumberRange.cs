// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bg95Emulator;

/// <summary>Numbers as a person lists them: "4", "0-3".</summary>
internal static class NumberRange
{
    /// <exception cref="FormatException">The text is no such list.</exception>
    public static IEnumerable<int> Parse(string text, int maximum)
    {
        string[] ends = text.Split('-');
        if (ends.Length > 2
            || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            || first > last
            || last > maximum)
        {
            throw new FormatException($"'{text}' is no number or range from 0 to {maximum}.");
        }

        for (int number = first; number <= last; number++)
        {
            yield return number;
        }
    }
}
