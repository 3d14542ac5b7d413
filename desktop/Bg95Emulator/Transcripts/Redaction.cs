// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>
/// What never leaves the module in a log: passwords, PINs, the content of files, and whatever a host sends that is no
/// command, since it may be the rest of a key whose upload went wrong.
/// </summary>
public static class Redaction
{
    private const int MaxNameLength = 16;
    private const int MaxShownString = 64;
    private const int MaxShownDigits = 3;
    private const string Hidden = "***";

    // Commands that the module does not know, and whose names say that their parameters are nobody's business.
    private static readonly string[] s_secretNames = ["PW", "PASS", "AUTH", "KEY", "PIN", "PUK", "LOGIN", "USER", "SECRET", "PSK", "CERT"];

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

    /// <summary>A command line as it may be shown: what may be secret is ***.</summary>
    /// <param name="line">The line without its CR.</param>
    public static string HideInCommand(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        int shown = Shown(line, CommandTable.IsName);
        return shown == line.Length ? line : line[..shown] + Hidden;
    }

    /// <summary>A line of an answer as it may be shown, likewise.</summary>
    /// <param name="row">The line without its end.</param>
    public static string HideInAnswer(string row)
    {
        ArgumentNullException.ThrowIfNull(row);
        (int start, int end) = SecretOfRow(row);
        return start == end ? row : row[..start] + Hidden + row[end..];
    }

    /// <summary>How many characters of a command line may be shown.</summary>
    /// <param name="line">The line without its CR.</param>
    /// <param name="isKnown">Whether the module has a command of this name.</param>
    internal static int Shown(string line, Predicate<string> isKnown)
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
    internal static (int Start, int End) SecretOfRow(string row)
    {
        int colon = row.IndexOf(": ", StringComparison.Ordinal);
        if (row.StartsWith("+QHTTPURL: ", StringComparison.Ordinal))
        {
            // An address may hold a key, and it has no quotation marks.
            return (colon + 2, row.Length);
        }

        if (row.Length == 0 || row[0] != '+' || colon < 0 || !s_shown.TryGetValue(row[..colon], out string? parameters)
            || parameters.Length == 0)
        {
            return (row.Length, row.Length);
        }

        // The row of AT+QICSGP=1 lacks the context that the command has.
        int start = AfterParameters(row, colon + 2, row.StartsWith("+QICSGP", StringComparison.Ordinal) ? "ns" : parameters);
        return (start, row.Length);
    }

    // A line of a key may look like the name of a command, but it has no parameters as commands have them: behind an equals sign
    // base64 has nothing more. What has them is shown as far as it cannot be a secret, so that a person sees what the module does not know.
    private static int ShownOfUnknown(string line)
    {
        int end = 2;
        while (end < line.Length && (line[end] is '+' or '&' || char.IsAsciiLetterUpper(line[end])))
        {
            end++;
        }

        if (end - 2 > MaxNameLength || (end < line.Length && line[end] is not ('=' or '?')))
        {
            return 0;
        }

        string name = line[2..end];
        string rest = line[end..];
        if (rest is "" or "?" or "=?")
        {
            return line.Length;
        }

        bool isSecret = s_shown.ContainsKey(name) || Array.Exists(s_secretNames, part => name.Contains(part, StringComparison.Ordinal));
        return isSecret || rest[0] != '=' ? end : ShownParameters(line, end + 1);
    }

    // The name may be that of a known command with a byte lost: what may be a PIN is not shown, nor what comes after a first name.
    private static int ShownParameters(string line, int start)
    {
        bool hasString = false;
        int index = start;
        while (index < line.Length)
        {
            int end = index;
            if (line[index] == '"')
            {
                end = line.IndexOf('"', index + 1) + 1;
                bool isName = !hasString && end - index is > 2 and <= MaxShownString && !long.TryParse(line.AsSpan(index + 1, end - index - 2), out _);
                if (!isName)
                {
                    return index;
                }

                hasString = true;
            }

            while (line[index] != '"' && end < line.Length && char.IsAsciiDigit(line[end]) && end - index < MaxShownDigits)
            {
                end++;
            }

            if (end < line.Length && line[end] != ',')
            {
                return index;
            }

            index = end + 1;
        }

        return line.Length;
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
