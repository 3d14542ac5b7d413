// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>"serve": modules on lines, until told to stop.</summary>
internal sealed class ServeCommand
{
    private readonly TextWriter _output;
    private readonly string[] _program;
    private readonly CancellationToken _stop;
    private readonly LineSettings _line = new();
    private readonly ModuleSettings _module = new();

    private readonly Option<int> _modules = NumberOption.Whole(
        "--modules", "count", 1, 1000, 1, "So many modules; links get -1, -2 and so on, TCP ports follow one another.");

    private readonly Option<ViewKind> _view = new("--view")
    {
        HelpName = "auto|live|lines|none",
        Description = "What a person sees. auto: live on a terminal, lines when the output goes elsewhere, none with a program.",
    };

    private readonly Option<string?> _log = new("--log")
    {
        HelpName = "file",
        Description = "Writes the dialogue to a file that 'replay' plays back. Passwords, keys and files are left out. Of several modules each gets -1, -2 and so on.",
    };

    private readonly Option<bool> _logWithoutPayload = new("--log-without-payload")
    {
        Description = "--log leaves out what goes through sockets, too.",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Exit code 3 when the host broke rules, or no command came; the verdict at the end names them.",
    };

    private readonly Option<bool> _stayOff = new("--stay-off")
    {
        Description = "AT+QPOWD is final. Otherwise the module is switched on again after 5 s.",
    };

    public ServeCommand(TextWriter output, string[] program, CancellationToken stop)
    {
        _output = output;
        _program = program;
        _stop = stop;
        _modules.Aliases.Add("-n");
    }

    public Command Build()
    {
        Command command = new(
            "serve",
            """
            Serves a module, or many, until Ctrl-C.

            After -- may stand a program with its arguments, such as a test run: the modules are served until it ends. In its
            arguments {port} stands for the port's name, as does BG95_PORT in its environment; further modules have {port2},
            BG95_PORT2 and so on.
            """);
        _line.AddTo(command);
        command.Add(_modules);
        _module.AddTo(command);
        command.Add(_view);
        command.Add(_log);
        command.Add(_logWithoutPayload);
        command.Add(_strict);
        command.Add(_stayOff);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        List<ServedModule> modules = [];
        try
        {
            Start(result, modules);
            int code = Watch(result, modules);
            bool clean = Judge(modules, result.GetValue(_strict));
            return code != ToolProgram.Success ? code : clean || !result.GetValue(_strict) ? ToolProgram.Success : ToolProgram.Strict;
        }
        finally
        {
            modules.ForEach(module => module.Dispose());
        }
    }

    private void Start(ParseResult result, List<ServedModule> modules)
    {
        int count = Math.Max(result.GetValue(_modules), _line.SerialCount(result));
        TimeProvider clock = _module.Clock(result);
        List<ServedLine> lines = _line.Open(result, count);
        for (int i = 0; i < lines.Count; i++)
        {
            ModuleOptions options = _module.Options(result, clock, i);
            options.BaudRate = _line.PacedRate(result);
            ServedModule served = new(new EmulatedModule(options), lines[i], !result.GetValue(_stayOff));
            modules.Add(served);
            _module.PutFiles(result, served.Module);
            if (result.GetValue(_log) is string log)
            {
                string path = lines.Count == 1 ? log : $"{Path.ChangeExtension(log, null)}-{i + 1}{Path.GetExtension(log)}";
                served.Log = new TranscriptWriter(served.Module, new StreamWriter(path), !result.GetValue(_logWithoutPayload));
            }
        }

        modules.ForEach(module => module.Line.Serve(module.Module));
    }

    private int Watch(ParseResult result, List<ServedModule> modules)
    {
        ViewKind kind = Views.Choose(result.GetValue(_view), _program.Length > 0, _output);
        using IView view = Views.Create(kind, modules, _output);
        foreach (ServedModule module in modules)
        {
            view.Tell($"{module.Module.Options.Model} on {module.Line.Description}");
        }

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        if (_program.Length == 0)
        {
            view.Tell("Ctrl-C ends it.");
            view.Show(end.Token);
            return ToolProgram.Success;
        }

        int code = 0;
        using ChildProgram child = new(_program, modules.ConvertAll(module => module.Line.Name));
        Thread waiting = new(() =>
        {
            code = child.Wait(_stop);
            end.Cancel();
        });
        waiting.Start();
        view.Show(end.Token);
        waiting.Join();
        return code;
    }

    private bool Judge(List<ServedModule> modules, bool strict)
    {
        bool clean = true;
        long commands = 0;
        foreach (ServedModule module in modules)
        {
            DriverVerdict verdict = module.Module.Judge.Verdict();
            clean &= verdict.IsClean;
            commands += verdict.Commands;
            if (verdict.Commands > 0 || modules.Count == 1)
            {
                _output.WriteLine(modules.Count == 1 ? verdict.ToString() : $"{module.Line.Name}: {verdict}");
            }

            foreach (Fault fault in module.Module.Faults.All)
            {
                _output.WriteLine($"  fault:  {fault.Happened} x {fault}");
            }
        }

        if (strict && commands == 0)
        {
            _output.WriteLine("No command came, so that there is nothing to judge: --strict takes that for a failure.");
            return false;
        }

        return clean;
    }
}
