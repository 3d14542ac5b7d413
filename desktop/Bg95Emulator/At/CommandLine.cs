// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>
/// Splits a command line into its commands (ITU-T V.250, 5.2 to 5.4): basic commands stand one after another, extended
/// ones, which begin with '+', end at a semicolon outside quotation marks.
/// </summary>
internal static class CommandLine
{
    /// <summary>
    /// The text after AT; null when there is no AT in the line, which a module passes over in silence. Noise before AT,
    /// such as the rest of an aborted line, does no harm.
    /// </summary>
    public static string? AfterPrefix(string line)
    {
        int at = line.IndexOf("AT", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : line[(at + 2)..].Trim();
    }

    /// <summary>The commands in order; null when the line cannot be understood.</summary>
    public static List<ParsedCommand>? Split(string text)
    {
        List<ParsedCommand> commands = [];
        int position = 0;
        while (position < text.Length)
        {
            if (text[position] is ' ' or ';')
            {
                position++;
                continue;
            }

            ParsedCommand? command = text[position] == '+' ? Extended(text, ref position) : Basic(text, ref position);
            if (command == null)
            {
                return null;
            }

            commands.Add(command.Value);
        }

        return commands;
    }

    private static ParsedCommand? Extended(string text, ref int position)
    {
        int end = EndOfExtended(text, position);
        string body = text[position..end].TrimEnd(' ');
        position = end;
        int nameEnd = 1;
        while (nameEnd < body.Length && char.IsAsciiLetterOrDigit(body[nameEnd]))
        {
            nameEnd++;
        }

        string name = body[..nameEnd];
        string rest = body[nameEnd..];
        return rest switch
        {
            "" => new ParsedCommand(name, CommandForm.Execute, string.Empty),
            "?" => new ParsedCommand(name, CommandForm.Read, string.Empty),
            "=?" => new ParsedCommand(name, CommandForm.Test, string.Empty),
            ['=', .. string arguments] => new ParsedCommand(name, CommandForm.Write, arguments),
            _ => null,
        };
    }

    private static ParsedCommand? Basic(string text, ref int position)
    {
        int start = position;
        position += text[position] == '&' ? 2 : 1;
        if (position > text.Length || !char.IsAsciiLetter(text[position - 1]))
        {
            return null;
        }

        if (text[start] is 'S' or 's')
        {
            return Register(text, ref position);
        }

        string name = text[start..position];
        int number = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return new ParsedCommand(name, CommandForm.Execute, text[number..position]);
    }

    /// <summary>ATS3? and ATS3=13 (ITU-T V.250, 5.3.2): the number of the register is the first argument.</summary>
    private static ParsedCommand? Register(string text, ref int position)
    {
        int number = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        string register = text[number..position];
        if (position < text.Length && text[position] == '?')
        {
            position++;
            return new ParsedCommand("S", CommandForm.Read, register);
        }

        if (position == text.Length || text[position] != '=')
        {
            return null;
        }

        int value = ++position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return new ParsedCommand("S", CommandForm.Write, register + "," + text[value..position]);
    }

    private static int EndOfExtended(string text, int start)
    {
        bool quoted = false;
        int index = start;
        for (; index < text.Length && (quoted || text[index] != ';'); index++)
        {
            quoted ^= text[index] == '"';
        }

        return index;
    }

    internal readonly record struct ParsedCommand(string Name, CommandForm Form, string Arguments)
    {
        /// <summary>The command as it was written, with AT.</summary>
        public override string ToString() => "AT" + Name + Form switch
        {
            CommandForm.Read => "?",
            CommandForm.Test => "=?",
            CommandForm.Write => "=" + Arguments,
            _ => Arguments,
        };
    }
}
