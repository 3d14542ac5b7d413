// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>Runs what a command does to a module, and writes what came of it.</summary>
internal sealed class CommandRun(ToolConsole console, CancellationToken stop, TimeSource? driverTime)
{
    /// <summary>Where the tool writes.</summary>
    public ToolConsole Console => console;

    /// <summary>Opens a session, finds the module, does the work, and writes the result. Gives the exit code.</summary>
    /// <param name="name">The command.</param>
    /// <param name="settings">Where the module is.</param>
    /// <param name="work">What is done.</param>
    /// <param name="caName">The name that an emulated module has its server's certificate under.</param>
    /// <param name="isOutputTaken">The command writes to standard output by itself: the result goes to standard error.</param>
    public int Run(string name, CommonSettings settings, Func<Session, IToolResult> work, string caName = TlsOptions.DefaultCaName, bool isOutputTaken = false)
    {
        IToolResult? result = null;
        ToolFailure? failure = null;

        // Its end takes the bar away, before anything is written.
        bool isTerminal = console.IsErrorTerminal && !(isOutputTaken && console.IsOutputTerminal);
        using (Narration narration = new(console.Error, isTerminal, TimeProvider.System))
        {
            Session? session = null;
            try
            {
                session = new Session(settings, narration, TimeProvider.System, stop, caName, driverTime);
                session.Open();
                result = work(session);
            }
            catch (Exception fault)
            {
                failure = Explain(fault, session, settings);
            }
            finally
            {
                session?.Dispose();
            }
        }

        return Write(name, settings, result, failure, isOutputTaken);
    }

    /// <summary>Writes a failure. Gives the exit code.</summary>
    public int Fail(string name, bool json, ToolFailure failure)
    {
        if (json)
        {
            Json.Write(console.Output, name, failure);
        }
        else
        {
            Text.Paragraph(console.Error, $"{failure.Step}: {failure.Message}");
            if (failure.Advice != null)
            {
                Text.Paragraph(console.Error, failure.Advice);
            }
        }

        return failure.ExitCode;
    }

    private static ToolFailure Explain(Exception fault, Session? session, CommonSettings settings)
    {
        string step = session?.Step ?? "port";
        if (session is { IsStopped: true })
        {
            return new ToolFailure(step, "stopped", "Stopped by Ctrl-C.", null, ExitCode.Stopped) { Partial = (fault as ToolFailure)?.Partial };
        }

        // A limit that is over while the module is looked for says no more than that it is silent.
        if (session is { IsEnding: true } && fault is not ToolFailure && step != "module")
        {
            return new ToolFailure(step, "timeout", $"Not done within {settings.Timeout!.Value.TotalSeconds} s.", "Give it longer with --timeout.");
        }

        return Explanation.Of(fault, step, settings);
    }

    private int Write(string name, CommonSettings settings, IToolResult? result, ToolFailure? failure, bool isOutputTaken)
    {
        if (failure != null)
        {
            return Fail(name, settings.Json, failure);
        }

        if (settings.Json)
        {
            Json.Write(console.Output, name, result!);
        }
        else
        {
            result!.Print(isOutputTaken ? console.Error : console.Output);
        }

        return result!.ExitCode;
    }
}
