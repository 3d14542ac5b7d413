// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.CommandLine;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>"log": what a bug report needs, as a transcript without secrets.</summary>
internal sealed class LogCommand(CommandRun run)
{
    private const int QuestionLimit = 20_000;

    // Beside what "info" asks; what the module refuses is of interest, too.
    private static readonly string[] s_questions =
    [
        "AT+CMEE?", "AT+IFC?", "AT+QURCCFG=\"urcport\"", "AT+CFUN?", "AT+CEREG?", "AT+CGREG?", "AT+COPS?", "AT+CGDCONT?", "AT+QICSGP=1", "AT+QIACT?",
        "AT+CGACT?", "AT+QIDNSCFG=1", "AT+QLTS=2", "AT+CPSMS?", "AT+CEDRXS?", "AT+QSSLSTATE", "AT+QISTATE?", "AT+QIGETERROR", "AT+QCFG=\"nwscanmode\"",
        "AT+QCFG=\"iotopmode\"", "AT+QCFG=\"nwscanseq\"", "AT+QCFG=\"band\"",
    ];

    private readonly CommonOptions _common = new();
    private readonly Argument<string> _file = new("file") { Description = "Where the transcript is written." };

    private readonly Argument<string[]> _commands = new("commands")
    {
        Description = "Commands that are asked besides, such as 'AT+QSSLCFG=\"seclevel\",0'.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Command Build()
    {
        Command command = new(
            "log",
            """
            Asks the module for all that a bug report needs, and writes what was said on the line to a file:
            bg95-emulator replay plays it back as a module. Passwords, PINs, keys, the content of files, and the numbers of
            module, SIM card and subscriber are left out; what a run does that fails is logged by its own --log.
            """) { _file, _commands };
        AtCommand.CheckCommands(command, _commands);
        _common.AddTo(command, withLog: false);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_file) is string path)
            {
                CommonOptions.CheckFolder(result, "file", path);
            }
        });
        command.SetAction(result => run.Run("log", _common.Read(result, result.GetRequiredValue(_file)), session => Ask(session, result)));
        return command;
    }

    private LogResult Ask(Session session, ParseResult result)
    {
        InfoCommand.Read(session);
        int commands = 0;
        foreach (string question in (string[])[.. s_questions, .. result.GetValue(_commands) ?? []])
        {
            session.Begin("module", "asking " + Bg95Emulator.Redaction.HideInCommand(question));
            try
            {
                session.Modem.Execute(question, QuestionLimit);
            }
            catch (Bg95Exception fault) when (fault.Error is Bg95Error.Rejected or Bg95Error.UnexpectedAnswer or Bg95Error.NoAnswer or (> Bg95Error.Success))
            {
                // It is in the log.
            }

            commands++;
        }

        return new LogResult(session.Settings.Log!, session.Logged.Events, session.Logged.Withheld);
    }
}
