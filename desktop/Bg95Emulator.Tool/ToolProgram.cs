// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>The entry point: what the tool can do.</summary>
internal static class ToolProgram
{
    /// <summary>Everything went well.</summary>
    public const int Success = 0;

    /// <summary>The tool could not do what it was asked to.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>--strict, and the driver broke rules or left the transcript.</summary>
    public const int Strict = 3;

    public static int Main(string[] args)
    {
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop));
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, stop));
        return Run(args, Console.Out, Console.Error, stop.Token);
    }

    /// <summary>Runs a command line; ends early, and in order, when told to stop.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error, CancellationToken stop)
    {
        // What follows -- is another program's: its options are not ours, and ours are not mistaken for it.
        int dashes = Array.IndexOf(args, "--");
        string[] own = dashes < 0 ? args : args[..dashes];
        string[] program = dashes < 0 ? [] : args[(dashes + 1)..];
        RootCommand root = new(
            """
            A BG95 cellular module in software, for the desk of a firmware author: no SIM, antenna, network or board needed.
            It speaks the module's AT commands on a pseudo-terminal, a TCP port or a serial port, and opens real TLS and
            DTLS connections from this PC.

              bg95-emulator serve                              a module on a pseudo-terminal, watched live
              bg95-emulator serve --tcp 9600 --profile bg96    on a TCP port, with the quirks of a BG96
              bg95-emulator serve --serial COM5 --baud 115200  for a board that is wired to this PC
              bg95-emulator serve --strict -- pytest tests     for a test run: BG95_PORT names the port
              bg95-emulator replay log.txt                     plays a log of --log back as a module

            Exit code: 0, the program's after --, 1 when the tool cannot work, 2 for a wrong command line, 3 with --strict
            when the driver broke rules.
            """)
        {
            new ServeCommand(output, program, stop).Build(),
            new ReplayCommand(output, program, stop).Build(),
            ListCommands.Profiles(output),
            ListCommands.Faults(output),

            // "[diagram]" before the rest shows how it is read, and does nothing: a test checks the pages with it.
            new DiagramDirective(),
        };
        ParseResult line = root.Parse(own, new ParserConfiguration { EnablePosixBundling = false });
        if (line.Action is ParseErrorAction)
        {
            // The whole help would push the mistake out of sight.
            foreach (ParseError mistake in line.Errors)
            {
                error.WriteLine(mistake.Message);
            }

            error.WriteLine("bg95-emulator --help tells what there is.");
            return Usage;
        }

        try
        {
            return line.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or PlatformNotSupportedException
            or FormatException or InvalidOperationException or System.ComponentModel.Win32Exception
            or System.Net.Sockets.SocketException or ArgumentException)
        {
            error.WriteLine(fault.Message);
            return Failure;
        }
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
