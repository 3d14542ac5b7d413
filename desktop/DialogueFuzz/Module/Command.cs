// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DialogueFuzz;

/// <summary>One command of a command line.</summary>
internal sealed class Command
{
    private Command(string name, CommandForm form)
    {
        Name = name;
        Form = form;
    }

    /// <summary>Gets the name in capitals, such as <c>+QSSLOPEN</c>, <c>E0</c>, <c>&amp;D1</c>; empty for <c>AT</c> alone.</summary>
    public string Name { get; }

    /// <summary>Gets which of its forms it is.</summary>
    public CommandForm Form { get; }

    /// <summary>Gets the values, without quotes.</summary>
    public List<string> Values { get; } = [];

    /// <summary>Gets for each value whether it was in quotes.</summary>
    public List<bool> Quoted { get; } = [];

    /// <summary>Takes a line apart, without its <c>AT</c>; gives nothing if it is none.</summary>
    public static List<Command>? Parse(string line)
    {
        List<Command> commands = [];
        int at = 0;

        while (at < line.Length)
        {
            if (line[at] is ' ' or ';')
            {
                at++;
                continue;
            }

            Command? command = line[at] is '+' or '^' ? Extended(line, ref at) : Basic(line, ref at);

            if (command is null)
            {
                return null;
            }

            commands.Add(command);
        }

        if (commands.Count == 0)
        {
            commands.Add(new Command(string.Empty, CommandForm.Execute));
        }

        return commands;
    }

    /// <summary>Gets a value as a number, or -1.</summary>
    public int Number(int index, int otherwise = -1)
    {
        return index >= Values.Count || Values[index].Length == 0 ? otherwise
            : !Quoted[index] && int.TryParse(Values[index], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
    }

    /// <summary>Gets a value as it was in its quotes, or <see langword="null"/> if there is none or it had none.</summary>
    public string? Text(int index)
    {
        return index < Values.Count && Quoted[index] ? Values[index] : null;
    }

    private static Command? Basic(string line, ref int at)
    {
        int start = at;
        at += line[at] == '&' ? 1 : 0;

        if (at >= line.Length || !char.IsAsciiLetter(line[at]))
        {
            return null;
        }

        at++;

        while (at < line.Length && char.IsAsciiDigit(line[at]))
        {
            at++;
        }

        return new Command(line[start..at].ToUpperInvariant(), CommandForm.Execute);
    }

    private static Command? Extended(string line, ref int at)
    {
        int start = at++;

        while (at < line.Length && (char.IsAsciiLetterOrDigit(line[at]) || line[at] == '_'))
        {
            at++;
        }

        string name = line[start..at].ToUpperInvariant();

        if (at >= line.Length || line[at] == ';')
        {
            return new Command(name, CommandForm.Execute);
        }

        if (line[at] == '?')
        {
            at++;
            return Ends(line, at) ? new Command(name, CommandForm.Query) : null;
        }

        if (line[at++] != '=')
        {
            return null;
        }

        if (at < line.Length && line[at] == '?' && Ends(line, at + 1))
        {
            at++;
            return new Command(name, CommandForm.Test);
        }

        Command command = new(name, CommandForm.Set);
        return command.TakeValues(line, ref at) ? command : null;
    }

    private static bool Ends(string line, int at)
    {
        return at >= line.Length || line[at] == ';';
    }

    private bool TakeValues(string line, ref int at)
    {
        while (true)
        {
            StringBuilder value = new();
            bool isQuoted = at < line.Length && line[at] == '"';

            if (isQuoted)
            {
                int end = line.IndexOf('"', at + 1);

                if (end < 0)
                {
                    return false;
                }

                value.Append(line, at + 1, end - at - 1);
                at = end + 1;
            }
            else
            {
                while (at < line.Length && line[at] is not (',' or ';' or '"'))
                {
                    value.Append(line[at++]);
                }
            }

            Values.Add(value.ToString());
            Quoted.Add(isQuoted);

            if (Ends(line, at))
            {
                return true;
            }

            if (line[at++] != ',')
            {
                return false;
            }
        }
    }
}
