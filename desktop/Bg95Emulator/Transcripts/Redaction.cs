// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>
/// What never leaves the module in a log: passwords, PINs, the content of files, and whatever a host sends that is no
/// command the module knows, since it may be the rest of a key whose upload went wrong.
/// </summary>
internal static class Redaction
{
    private const int MaxNameLength = 16;

    // The parameters that may be shown: n a number, s a string. What follows them is secret, and so are they when they
    // look otherwise: a byte lost on the line shifts a password to where a name should be.
    private static readonly Dictionary<string, string> s_shown = new(StringComparer.OrdinalIgnoreCase)
    {
        ["+QICSGP"] = "nns",
        ["+CGAUTH"] = "nn",
        ["+CPIN"] = "",
        ["+CLCK"] = "sn",
        ["+CPWD"] = "s",
        ["+QMTCONN"] = "ns",
        ["+QFTPCFG"] = "s",
        ["+QHTTPCFG"] = "s",
    };

    /// <summary>How many characters of a command line may be shown.</summary>
    /// <param name="line">The line without its CR.</param>
    /// <param name="isKnown">Whether the module has a command of this name.</param>
    public static int Shown(string line, Predicate<string> isKnown)
    {
        if (!line.StartsWith("AT", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        string rest = line[2..];
        List<CommandLine.ParsedCommand>? commands = CommandLine.Split(rest.Trim());
        if (commands == null || !commands.TrueForAll(command => isKnown(command.Name)))
        {
            return ShownOfUnknown(line);
        }

        foreach (CommandLine.ParsedCommand command in commands)
        {
            if (command.Form == CommandForm.Write && s_shown.TryGetValue(command.Name, out string? parameters))
            {
                int name = line.IndexOf(command.Name, StringComparison.OrdinalIgnoreCase);
                return AfterParameters(line, name + command.Name.Length + 1, parameters);
            }
        }

        return line.Length;
    }

    /// <summary>Where the secret of an answer's row begins and ends; the same place twice when it has none.</summary>
    public static (int Start, int End) SecretOfRow(string row)
    {
        int colon = row.IndexOf(": ", StringComparison.Ordinal);
        if (row.Length == 0 || row[0] != '+' || colon < 0 || !s_shown.TryGetValue(row[..colon], out string? parameters)
            || parameters.Length == 0)
        {
            return (row.Length, row.Length);
        }

        // The row of AT+QICSGP=1 lacks the context that the command has.
        int start = AfterParameters(row, colon + 2, row.StartsWith("+QICSGP", StringComparison.Ordinal) ? "ns" : parameters);
        return (start, row.Length);
    }

    // Enough to see which command it was, not enough for a line of a key.
    private static int ShownOfUnknown(string line)
    {
        int end = 2;
        while (end < line.Length && (line[end] is '+' or '&' || char.IsAsciiLetterUpper(line[end])))
        {
            end++;
        }

        bool isName = end - 2 <= MaxNameLength && (end == line.Length || line[end] is '=' or '?');
        return isName ? end : 0;
    }

    /// <summary>Where the parameters end that may be shown; their beginning when they are not what they should be.</summary>
    private static int AfterParameters(string text, int start, string kinds)
    {
        int index = Math.Min(start, text.Length);
        foreach (char kind in kinds)
        {
            int begin = index;
            if (kind == 's' && index < text.Length && text[index] == '"')
            {
                index = text.IndexOf('"', index + 1) + 1;
            }

            while (kind == 'n' && index < text.Length && char.IsAsciiDigit(text[index]))
            {
                index++;
            }

            if (index == text.Length)
            {
                return index;
            }

            if (index <= begin || text[index] != ',')
            {
                return start;
            }

            index++;
        }

        return index;
    }
}
