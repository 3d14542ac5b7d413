// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace Bg95Emulator;

/// <summary>Reads command lines from one line and carries them out, one at a time, on the thread that runs it.</summary>
internal sealed class CommandInterpreter
{
    /// <summary>Longer lines are refused as a whole. No command of the application note comes near it.</summary>
    public const int MaxLineLength = 2048;

    private const byte Backspace = 0x08;
    private const byte Delete = 0x7F;

    private readonly ModuleState _module;
    private readonly CommandTable _commands;
    private readonly CommandFaults _faults;
    private readonly LineInput _input;
    private readonly Answer _answer = new();
    private readonly DataMode _data;
    private readonly byte[] _line = new byte[MaxLineLength];
    private int _length;
    private bool _tooLong;

    public CommandInterpreter(ModuleState module, CommandTable commands, LineInput input)
    {
        _module = module;
        _commands = commands;
        _input = input;
        _data = new DataMode(module, input, _answer);
        _faults = new CommandFaults(module, _data);
    }

    /// <summary>Returns when the line is closed.</summary>
    public void Run()
    {
        while (true)
        {
            try
            {
                ReadCommandLine();
                int session = _module.Output.Session;
                ExecuteLine(session);
                if (session != _module.Output.Session)
                {
                    // Rebooted meanwhile: what was read ahead belongs to the time before.
                    _input.Discard();
                }
            }
            catch (LineInterruptedException) when (!_input.IsClosed)
            {
                _input.Discard();
            }
            catch (LineInterruptedException)
            {
                return;
            }
        }
    }

    private void ReadCommandLine()
    {
        int session = -1;
        while (true)
        {
            // What comes while the module is off is lost, even if it is on by the time that it is looked at.
            bool wasOn = _module.IsOn;
            if (!_input.Fill(Timeout.Infinite))
            {
                // Nudged when transparent mode was over already: nothing was typed, and no echo has begun.
                continue;
            }

            if (session != _module.Output.Session)
            {
                // A new line, or a reboot in the middle of one.
                session = _module.Output.Session;
                _length = 0;
                _tooLong = false;
            }

            ReadOnlySpan<byte> bytes = _input.Available;
            int end = bytes.IndexOf((byte)'\r');
            ReadOnlySpan<byte> part = end < 0 ? bytes : bytes[..(end + 1)];
            if (wasOn && _module.IsOn && !_module.SleepClock.IsAsleep)
            {
                if (_module.Echo)
                {
                    _module.Output.Echo(part, end >= 0);
                }

                Collect(end < 0 ? part : part[..end]);
            }

            _input.Consume(part.Length);
            if (end >= 0)
            {
                _input.LineEnded();
                return;
            }
        }
    }

    private void Collect(ReadOnlySpan<byte> part)
    {
        foreach (byte character in part)
        {
            // Only CR ends a line; the LF of CR LF does not come this far. A person who types finds that backspace
            // takes nothing back: modules pass it over, whatever ITU-T V.250, 5.2.2, says of S5.
            if (character is (byte)'\n' or Backspace or Delete)
            {
                continue;
            }

            if (_length == MaxLineLength)
            {
                _tooLong = true;
                return;
            }

            _line[_length++] = character;
        }
    }

    private void ExecuteLine(int session)
    {
        if (!_module.IsOn)
        {
            return;
        }

        string line = Encoding.Latin1.GetString(_line, 0, _length);
        Record(line);
        string? text = CommandLine.AfterPrefix(line);
        _module.Judge.Line(line, text, _tooLong);
        if (text == null && !_tooLong)
        {
            return;
        }

        _module.PowerSaving.Touch();
        _data.StartLine(session);
        _answer.Words = _module.Verbose;
        List<CommandLine.ParsedCommand>? commands = text == null || _tooLong ? null : CommandLine.Split(text);
        AtResult? refused = commands == null || !_module.IsReady ? AtResult.Error : _faults.Before(commands);
        AtResult result = refused ?? AtResult.Ok;
        Action? afterAnswer = null;
        for (int i = 0; refused == null && i < commands!.Count && result.IsOk; i++)
        {
            result = Execute(commands[i], out Action? after);
            afterAnswer += after;
        }

        // ATV's own result has the new form already.
        _answer.Words = _module.Verbose;
        _module.Judge.BeforeResult(_input, _data.HasBegun);
        _faults.LoseInput(_input);
        if (_faults.IsMute)
        {
            _answer.Clear();
            _module.Output.Finish(_answer, null, session);
        }
        else
        {
            _data.WaitForDelay();
            _module.Output.Finish(_answer, FinalText(result), session);
        }

        afterAnswer?.Invoke();
    }

    private AtResult Execute(CommandLine.ParsedCommand command, out Action? afterAnswer)
    {
        afterAnswer = null;
        _data.StartCommand(command.Name);
        Func<CommandCall, AtResult>? run = _commands.Find(command.Name, command.Form);
        ArgumentList? arguments = ArgumentList.Parse(command.Arguments);
        UserAnswer? users = _module.Options.Answers.Find(command.ToString());
        _module.Judge.Command(command, arguments, run != null || users != null);
        if (users != null)
        {
            return Give(users);
        }

        if (run == null || arguments == null)
        {
            return AtResult.Error;
        }

        CommandCall call = new(command.Name.ToUpperInvariant(), command.Form, arguments, _answer, _data);
        try
        {
            AtResult result = _faults.Replace(command, call) ?? run(call);
            afterAnswer = call.AfterAnswer;
            return result;
        }
        catch (Exception fault) when (fault is not LineInterruptedException)
        {
            // A fault of the emulator must not take the host's program, or a whole test run, with it.
            _module.ReportFault(fault);
            _answer.Clear();
            return AtResult.Error;
        }
    }

    private AtResult Give(UserAnswer users)
    {
        _data.Delay += users.Delay;
        foreach (string row in users.Rows)
        {
            _answer.Row(row);
        }

        return AtResult.Final(users.Result);
    }

    private void Record(string line)
    {
        if (_module.Dialogue.IsWatched && (_length > 0 || _tooLong))
        {
            int shown = _tooLong ? 0 : Redaction.Shown(line, _commands.Knows);
            if (_module.Echo)
            {
                _module.Dialogue.Record(DialogueKind.Echo, []);
            }

            _module.Dialogue.Record(DialogueKind.Command, _line.AsSpan(0, shown), _length - shown);
        }
    }

    private string FinalText(AtResult result) => result.Text ?? EquipmentErrors.Text(result.Code, _module.ErrorFormat);
}
