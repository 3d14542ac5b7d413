// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using Bg95Cellular;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>"online": to a data connection, step by step.</summary>
internal sealed class OnlineCommand(CommandRun run)
{
    private readonly CommonOptions _common = new();
    private readonly OnlineSettings _online = new();

    public Command Build()
    {
        Command command = new(
            "online",
            """
            Takes the module to a data connection and sets its clock, and tells each step: power, settings, SIM card,
            registration, data connection, clock. What is as it should be is left as it is.
            """);
        _online.AddTo(command);
        _common.AddTo(command);
        command.SetAction(result => run.Run("online", _common.Read(result), session => GoOnline(result, session)));
        return command;
    }

    private OnlineResult GoOnline(ParseResult result, Session session)
    {
        List<OnlineResult.StepTaken> steps = [];
        OnlineStep current = OnlineStep.None;
        TimeSpan begun = TimeSpan.Zero;

        void End(bool isGood)
        {
            if (current is not (OnlineStep.None or OnlineStep.Online))
            {
                TimeSpan time = session.Time - begun;
                steps.Add(new OnlineResult.StepTaken(Explanation.NameOf(current), isGood, (int)time.TotalMilliseconds));
                Tell(session, Explanation.NameOf(current), (isGood ? "ok, " : "FAILED, ") + Text.Seconds(time));
            }
        }

        session.Connection.StepBegun += (_, step) =>
        {
            End(true);
            current = step;
            begun = session.Time;
        };

        try
        {
            _online.GoOnline(result, session);
        }
        catch (Bg95Exception fault)
        {
            End(false);
            ToolFailure failure = Explanation.Of(fault, session.Step, session.Settings);
            throw session.IsEnding
                ? Ended(session, new OnlineResult(steps, null, null, null))
                : new ToolFailure(failure.Step, failure.Kind, WithoutStep(failure.Message), failure.Advice, failure.ExitCode) { Partial = new OnlineResult(steps, null, null, null) };
        }

        session.Begin("data connection", "asking for address and signal");
        Registration registration = session.Connection.Network.GetRegistration();
        return new OnlineResult(
            steps,
            session.Modem.Pdp.GetAddress(PdpContexts.MinimumId),
            InfoCommand.Describe(registration, session.Connection.Network.GetServingNetwork()),
            InfoCommand.Describe(session.Connection.Network.GetSignal()));
    }

    private static ToolFailure Ended(Session session, OnlineResult partial) =>
        new(session.Step, "timeout", $"Not done within {session.Settings.Timeout?.TotalSeconds} s.", "Give it longer with --timeout.")
        {
            Partial = partial,
        };

    // The library's message begins with the step, and so does the tool's.
    private static string WithoutStep(string message) => message[(message.IndexOf(": ", StringComparison.Ordinal) is >= 0 and int colon ? colon + 2 : 0)..];

    private void Tell(Session session, string name, string text)
    {
        if (session.Settings.Json)
        {
            return;
        }

        if (session.Narration.IsLive && run.Console.IsOutputTerminal)
        {
            session.Narration.WriteLine($"  {name,-15} {text}");
        }
        else
        {
            Text.Row(run.Console.Output, name, text);
        }
    }
}
