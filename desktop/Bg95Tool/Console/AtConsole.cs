// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using Bg95Emulator;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>The console of "at": lines are typed, answers and unsolicited results are shown, until exit.</summary>
internal sealed class AtConsole
{
    private const int Look = 30;

    private readonly Session _session;
    private readonly TextWriter _output;
    private readonly LineEditor _editor;
    private readonly ConcurrentQueue<string> _unsolicited = new();

    private AtConsole(Session session, TextWriter output)
    {
        _session = session;
        _output = output;
        _editor = new LineEditor(output, "bg95> ", AtCatalog.Complete);
    }

    /// <summary>Runs it on the process's terminal.</summary>
    public static IToolResult Run(Session session, ToolConsole console, CancellationToken stop) =>
        Run(session, console, () => System.Console.KeyAvailable ? System.Console.ReadKey(intercept: true) : null, stop);

    /// <summary>Runs it.</summary>
    /// <param name="session">The session, open.</param>
    /// <param name="console">Where it writes.</param>
    /// <param name="nextKey">Gives the next key, or null where none was pressed.</param>
    /// <param name="stop">Ends it.</param>
    public static IToolResult Run(Session session, ToolConsole console, Func<ConsoleKeyInfo?> nextKey, CancellationToken stop)
    {
        AtConsole at = new(session, console.Output);
        UrcHandler handler = (_, e) => at._unsolicited.Enqueue("! " + e.Line);
        session.Modem.AddUrcHandler("+", handler);
        console.Output.WriteLine("AT commands; Tab completes, help tells, exit ends.");
        at.Loop(nextKey, stop);
        session.Modem.RemoveUrcHandler("+", handler);
        return new Goodbye();
    }

    // Takes one line. False at the end.
    private bool Take(string typed)
    {
        string line = typed.Trim();
        if (line is "exit" or "quit")
        {
            return false;
        }

        if (line == "help" || line.StartsWith("help ", StringComparison.Ordinal))
        {
            Help(line["help".Length..].Trim());
            return true;
        }

        if (line.Length > 0 && !AtCommand.IsCommand(line))
        {
            _output.WriteLine("A command begins with AT. help tells which there are.");
        }
        else if (line.Length > 0)
        {
            // What is secret is not to come back with an arrow key.
            if (Redaction.HideInCommand(line) == line)
            {
                _editor.Remember(line);
            }

            Ask(line);
        }

        return true;
    }

    private void Loop(Func<ConsoleKeyInfo?> nextKey, CancellationToken stop)
    {
        _editor.Begin();
        while (!stop.IsCancellationRequested && !_session.IsEnding)
        {
            while (_unsolicited.TryDequeue(out string? text))
            {
                _editor.Interrupt(text);
            }

            if (nextKey() is not ConsoleKeyInfo key)
            {
                Thread.Sleep(Look);
            }
            else if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && _editor.Line.Length == 0)
            {
                return;
            }
            else if (_editor.Take(key))
            {
                if (!Take(_editor.Line))
                {
                    return;
                }

                _editor.Begin();
            }
        }

        _output.WriteLine();
    }

    private void Ask(string line)
    {
        try
        {
            AtCommand.Ask(_session, line).Print(_output);
        }
        catch (ArgumentException fault)
        {
            // One that the driver needs for itself.
            _output.WriteLine(fault.Message);
        }
        finally
        {
            _session.Narration.Begin(string.Empty);
        }
    }

    private void Help(string name)
    {
        if (name.Length == 0)
        {
            foreach (AtCatalog.Entry entry in AtCatalog.All)
            {
                Text.Row(_output, entry.Name, entry.Help);
            }

            return;
        }

        AtCatalog.Entry? found = AtCatalog.Find(name);
        _output.WriteLine(found == null ? "Nothing is known of it here; the module may know it." : $"{found.Example}: {found.Help}");
    }

    private sealed class Goodbye : IToolResult
    {
        public void Print(TextWriter output)
        {
        }
    }
}
