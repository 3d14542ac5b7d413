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

    // How many parameters may be shown; what follows them is secret.
    private static readonly Dictionary<string, int> s_shown = new(StringComparer.OrdinalIgnoreCase)
    {
        ["+QICSGP"] = 3,
        ["+CGAUTH"] = 2,
        ["+CPIN"] = 0,
        ["+CLCK"] = 2,
        ["+CPWD"] = 1,
        ["+QMTCONN"] = 2,
        ["+QFTPCFG"] = 1,
        ["+QHTTPCFG"] = 1,
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
            if (command.Form == CommandForm.Write && s_shown.TryGetValue(command.Name, out int parameters))
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
        if (row.Length == 0 || row[0] != '+' || colon < 0 || !s_shown.TryGetValue(row[..colon], out int parameters)
            || parameters == 0)
        {
            return (row.Length, row.Length);
        }

        // The row of AT+QICSGP=1 lacks the context that the command has: user and password are its third and fourth.
        int start = AfterParameters(row, colon + 2, row.StartsWith("+QICSGP", StringComparison.Ordinal) ? 2 : parameters);
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

    private static int AfterParameters(string text, int start, int count)
    {
        bool quoted = false;
        int index = start;
        for (; index < text.Length && count > 0; index++)
        {
            quoted ^= text[index] == '"';
            count -= text[index] == ',' && !quoted ? 1 : 0;
        }

        return Math.Min(index, text.Length);
    }
}
