// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>The entry point: what the tool can do.</summary>
internal static class ToolProgram
{
    public static int Main(string[] args)
    {
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop));
        return Run(args, ToolConsole.OfProcess(), stop.Token);
    }

    /// <summary>Runs a command line; ends early, and in order, when told to stop.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="console">Where the tool reads and writes.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <param name="driverTime">What the driver's limits are measured by; null for real time.</param>
    public static int Run(string[] args, ToolConsole console, CancellationToken stop, TimeSource? driverTime = null)
    {
        CommandRun run = new(console, stop, driverTime);
        RootCommand root = new(
            """
            A BG95 or BG77 on a serial port of this PC. Each command says where the module is: --port COM5 (or
            /dev/ttyUSB2), --tcp host:port, or --emulated, which needs no module at all.

              bg95 info --emulated                                   what it is, hears and holds
              bg95 online --port COM5 --apn iot.example              to a data connection, step by step
              bg95 diagnose example.com --port COM5                  why TLS does not open
              bg95 provision --ca root.pem --port COM5               certificates and keys, checked before
              bg95 get https://example.com/ --ca root.pem --port COM5
              bg95 bench --emulated                                  goodput by access mode
              bg95 at "AT+CSQ" --port COM5                           commands; without any, a console
              bg95 log report.txt --port COM5                        for a bug report, without secrets

            Exit code: 0 done, 1 failed, 2 wrong command line, 3 no module there, 4 diagnose has found something,
            130 Ctrl-C.
            """)
        {
            new InfoCommand(run).Build(),
            new OnlineCommand(run).Build(),
            new DiagnoseCommand(run).Build(),
            new ProvisionCommand(run).Build(),
            new GetCommand(run).Build(),
            new BenchCommand(run).Build(),
            new AtCommand(run, stop).Build(),
            new LogCommand(run).Build(),
        };
        ParseResult line = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false });
        if (line.Action is ParseErrorAction || (line.CommandResult.Command is RootCommand && line.Action == null))
        {
            return TellMistake(line, args, run);
        }

        try
        {
            return line.Invoke(new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false });
        }
        catch (ToolFailure failure)
        {
            // Of a file or a value that was looked at before anything was opened.
            return run.Fail(line.CommandResult.Command.Name, args.Contains("--json"), failure);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return run.Fail(line.CommandResult.Command.Name, args.Contains("--json"), new ToolFailure("file", "failed", fault.Message));
        }
    }

    // The first mistake alone: the whole help would push it out of sight.
    private static int TellMistake(ParseResult line, string[] args, CommandRun run)
    {
        string command = line.CommandResult.Command is RootCommand ? "bg95" : line.CommandResult.Command.Name;
        string help = command == "bg95" ? "bg95 --help" : $"bg95 {command} --help";
        string mistake = (line.Errors.FirstOrDefault(error => error.Message.StartsWith("Unrecognized", StringComparison.Ordinal)) ?? line.Errors.FirstOrDefault())?.Message
            ?? "Say what to do.";
        return run.Fail(command, args.Contains("--json"), new ToolFailure("options", "usage", mistake, help + " tells what there is.", ExitCode.Usage));
    }

    // The second one ends the process at once.
    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }
}
