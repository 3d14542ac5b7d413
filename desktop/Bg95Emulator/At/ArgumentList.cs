// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Globalization;

namespace Bg95Emulator;

/// <summary>The parameters of a command: numbers are bare, strings stand in quotation marks, any may be left out.</summary>
internal sealed class ArgumentList
{
    private readonly List<Argument> _arguments = [];

    private ArgumentList()
    {
    }

    public int Count => _arguments.Count;

    /// <summary>Splits at commas outside quotation marks; null when the marks do not match.</summary>
    public static ArgumentList? Parse(string text)
    {
        ArgumentList list = new();
        int start = 0;
        while (text.Length > 0 && start <= text.Length)
        {
            int end = EndOfArgument(text, start);
            string part = text[start..end].Trim(' ');
            if (part.Contains('"'))
            {
                if (part.Length < 2 || part[0] != '"' || part.IndexOf('"', 1) != part.Length - 1)
                {
                    return null;
                }

                list._arguments.Add(new Argument(part[1..^1], true));
            }
            else
            {
                list._arguments.Add(new Argument(part, false));
            }

            start = end + 1;
        }

        return list;
    }

    public bool Has(int index) => index < Count && (_arguments[index].Quoted || _arguments[index].Text.Length > 0);

    /// <summary>A decimal number within the range; false when absent, quoted, something else or out of range.</summary>
    public bool TryNumber(int index, int minimum, int maximum, out int value)
    {
        value = 0;
        return Has(index)
            && !_arguments[index].Quoted
            && int.TryParse(_arguments[index].Text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value >= minimum
            && value <= maximum;
    }

    /// <summary>As <see cref="TryNumber"/>, with a value for a parameter that was left out.</summary>
    public bool TryOptionalNumber(int index, int minimum, int maximum, int missing, out int value)
    {
        value = missing;
        return !Has(index) || TryNumber(index, minimum, maximum, out value);
    }

    /// <summary>A quoted string; false when absent or bare.</summary>
    public bool TryString(int index, out string value)
    {
        bool found = Has(index) && _arguments[index].Quoted;
        value = found ? _arguments[index].Text : string.Empty;
        return found;
    }

    /// <summary>A bare word, such as a hexadecimal code; false when absent or quoted.</summary>
    public bool TryWord(int index, out string value)
    {
        bool found = Has(index) && !_arguments[index].Quoted;
        value = found ? _arguments[index].Text : string.Empty;
        return found;
    }

    /// <summary>The parameters as they were written, without the spaces around them.</summary>
    public override string ToString() => string.Join(',', _arguments.ConvertAll(argument => argument.Quoted ? $"\"{argument.Text}\"" : argument.Text));

    private static int EndOfArgument(string text, int start)
    {
        bool quoted = false;
        int index = start;
        for (; index < text.Length && (quoted || text[index] != ','); index++)
        {
            quoted ^= text[index] == '"';
        }

        return index;
    }

    private readonly record struct Argument(string Text, bool Quoted);
}
