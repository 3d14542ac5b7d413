// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Bg95Emulator;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>"at": commands of the user's own, one after another or in a console.</summary>
internal sealed class AtCommand(CommandRun run, CancellationToken stop)
{
    private const int LongestCommand = 512;

    // A scan for operators takes as long.
    private const int AnswerLimit = 180_000;

    private readonly CommonOptions _common = new();

    private readonly Argument<string[]> _commands = new("commands")
    {
        Description = "The commands, each in quotes: \"AT+CSQ\" 'AT+QSSLCFG=\"seclevel\",0'. None: a console, or a line each from standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Looks whether an argument of a command line holds commands that can be sent.</summary>
    public static void CheckCommands(Command command, Argument<string[]> argument) => command.Validators.Add(result =>
    {
        if (result.GetValue(argument)?.FirstOrDefault(text => !IsCommand(text)) is string wrong)
        {
            result.AddError(Mistake(wrong));
        }
    });

    public Command Build()
    {
        Command command = new(
            "at",
            """
            Runs AT commands and writes the answers; it ends at the first that fails. Without commands a console begins, with
            history and completion (Tab) and a sentence on each command it knows (help). Commands that need data, or that
            would break the driver, are refused.
            """) { _commands };
        CheckCommands(command, _commands);
        _common.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_commands) is null or [] && run.Console.IsInputTerminal && result.Children.OfType<System.CommandLine.Parsing.OptionResult>().Any(option => option.Option.Name == "--json" && !option.Implicit))
            {
                result.AddError("--json needs commands: a console is for a person.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    /// <summary>Runs one command.</summary>
    public static AtResult.Answer Ask(Session session, string command)
    {
        string shown = Redaction.HideInCommand(command);
        session.Begin("command", "waiting for the answer to " + shown);
        Stopwatch time = Stopwatch.StartNew();
        try
        {
            string[] lines = session.Modem.Execute(command, Math.Max(1, Math.Min(AnswerLimit, session.TimeLeft(AnswerLimit))));
            return new AtResult.Answer(shown, true, Array.ConvertAll(lines, Redaction.HideInAnswer), null, (int)time.ElapsedMilliseconds);
        }
        catch (Bg95Exception fault) when (!session.IsEnding && fault.Error != Bg95Error.PortFailed)
        {
            string text = fault.Error == Bg95Error.Rejected ? "ERROR"
                : fault.Error > Bg95Error.Success ? $"+CME ERROR: {(int)fault.Error}" + (Enum.IsDefined(fault.Error) ? $" ({fault.Error})" : string.Empty)
                : fault.Message;
            return new AtResult.Answer(shown, false, [], text, (int)time.ElapsedMilliseconds);
        }
    }

    /// <summary>Whether it can be sent.</summary>
    public static bool IsCommand(string text) =>
        text.Length is >= 2 and <= LongestCommand && text.StartsWith("AT", StringComparison.OrdinalIgnoreCase) && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    // Not the text itself: it may be the rest of a key.
    private static string Mistake(string wrong) =>
        $"'{wrong[..Math.Min(wrong.Length, 3)]}...' is no command: it begins with AT and has 2 to {LongestCommand} printable ASCII characters.";

    private int Run(ParseResult result)
    {
        string[] given = result.GetValue(_commands) ?? [];
        CommonSettings settings = _common.Read(result);
        if (given.Length == 0 && run.Console.IsInputTerminal)
        {
            return run.Run("at", settings, session => AtConsole.Run(session, run.Console, stop), isOutputTaken: true);
        }

        string[] commands = given.Length > 0 ? given : ReadCommands();
        return run.Run("at", settings, session => AskAll(session, commands));
    }

    private string[] ReadCommands()
    {
        List<string> commands = [];
        while (run.Console.Input.ReadLine() is string line)
        {
            if (line.Trim().Length > 0)
            {
                commands.Add(line.Trim());
            }
        }

        return commands.Find(line => !IsCommand(line)) is string wrong
            ? throw new ToolFailure("options", "usage", Mistake(wrong), null, ExitCode.Usage)
            : [.. commands];
    }

    private static AtResult AskAll(Session session, string[] commands)
    {
        List<AtResult.Answer> answers = [];
        foreach (string command in commands)
        {
            answers.Add(Ask(session, command));
            if (!answers[^1].Ok)
            {
                break;
            }
        }

        return new AtResult(answers);
    }
}
