// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>"replay": a transcript as a module.</summary>
internal sealed class ReplayCommand
{
    private readonly TextWriter _output;
    private readonly string[] _program;
    private readonly CancellationToken _stop;
    private readonly LineSettings _line = new();

    private readonly Argument<string> _file = new("file") { Description = "What --log has written." };

    private readonly Option<bool> _noPauses = new("--no-pauses") { Description = "Leaves the pauses of the transcript out: every answer comes at once." };

    private readonly Option<double> _speed = NumberOption.Speed("Makes the pauses so much shorter.");

    private readonly Option<bool> _strict = new("--strict") { Description = "Exit code 3 when the host did not do what it did then." };

    public ReplayCommand(TextWriter output, string[] program, CancellationToken stop)
    {
        _output = output;
        _program = program;
        _stop = stop;
    }

    public Command Build()
    {
        Command command = new(
            "replay",
            """
            Plays a transcript back as a module, once: each command that comes gets the answer that it got then. One that comes
            out of turn is looked for further on; one that never was gets ERROR. What the transcript leaves out, such as the
            content of files, is played as asterisks: a program that reads it gets no further. After -- may stand a program
            to run against it, as with serve.
            """) { _file };
        _line.AddTo(command);
        command.Add(_noPauses);
        command.Add(_speed);
        command.Add(_strict);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        IReadOnlyList<DialogueEvent> events;
        using (StreamReader reader = new(result.GetValue(_file)!))
        {
            events = Transcript.Read(reader);
        }

        List<ServedLine> lines = _line.Open(result, 1);
        using ServedLine line = lines[0];
        (line as TcpServedLine)?.Listen();
        _output.WriteLine($"{events.Count} events of {result.GetValue(_file)} on {line.Description}");
        using ChildProgram? child = _program.Length > 0 ? new ChildProgram(_program, [line.Name]) : null;
        using CancellationTokenRegistration onStop = _stop.Register(line.Dispose);
        ReplayReport? report = null;
        Thread playing = new(() => report = Play(line, events, result)) { IsBackground = true };
        playing.Start();
        int code = ToolProgram.Success;
        if (child != null)
        {
            code = child.Wait(_stop);
            line.Dispose();
        }

        playing.Join();
        Tell(report!, events);
        return code != ToolProgram.Success || report!.IsExact || !result.GetValue(_strict) ? code : ToolProgram.Strict;
    }

    private ReplayReport Play(ServedLine line, IReadOnlyList<DialogueEvent> events, ParseResult result)
    {
        AcceleratedClock? clock = result.GetValue(_noPauses) ? null : new AcceleratedClock(result.GetValue(_speed));
        TranscriptPlayer player = new(events, clock);
        try
        {
            ReplayReport report = player.Play(line.Accept());
            line.Drain();
            return report;
        }
        catch (Exception fault) when (fault is ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            // Told to stop while it waited for a host, or in the middle.
            return player.Report();
        }
    }

    private void Tell(ReplayReport report, IReadOnlyList<DialogueEvent> events)
    {
        _output.WriteLine(report.IsExact
            ? $"The host did what it did then: {report.Followed} commands and pieces of data."
            : $"The host left the transcript: {report.Followed} followed, {report.Skipped} never came.");
        foreach (string deviation in report.Deviations)
        {
            _output.WriteLine("  " + deviation);
        }

        if (!report.IsExact && events.Any(happened => happened.Kind == DialogueKind.Payload && happened.Withheld > 0))
        {
            _output.WriteLine("The transcript leaves out what the module sent of files or sockets: it came as asterisks.");
        }
    }
}
