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

    private readonly ModuleState _module;
    private readonly CommandTable _commands;
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
        _data = new DataMode(input, module.Output, _answer);
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
            _input.Fill(Timeout.Infinite);
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
            if (_module.IsOn)
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
                return;
            }
        }
    }

    private void Collect(ReadOnlySpan<byte> part)
    {
        foreach (byte character in part)
        {
            // Only CR ends a line: hosts that send CR LF have their LF passed over.
            if (character == '\n')
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
        string? text = CommandLine.AfterPrefix(Encoding.Latin1.GetString(_line, 0, _length));
        if (!_module.IsOn || (text == null && !_tooLong))
        {
            return;
        }

        _data.Session = session;
        List<CommandLine.ParsedCommand>? commands = text == null || _tooLong ? null : CommandLine.Split(text);
        AtResult result = commands == null ? AtResult.Error : AtResult.Ok;
        Action? afterAnswer = null;
        for (int i = 0; commands != null && i < commands.Count && result.IsOk; i++)
        {
            result = Execute(commands[i], out Action? after);
            afterAnswer += after;
        }

        _module.Output.Finish(_answer, FinalText(result), session);
        afterAnswer?.Invoke();
    }

    private AtResult Execute(CommandLine.ParsedCommand command, out Action? afterAnswer)
    {
        afterAnswer = null;
        Func<CommandCall, AtResult>? run = _commands.Find(command.Name, command.Form);
        ArgumentList? arguments = ArgumentList.Parse(command.Arguments);
        if (run == null || arguments == null)
        {
            return AtResult.Error;
        }

        CommandCall call = new(command.Form, arguments, _answer, _data);
        try
        {
            AtResult result = run(call);
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

    private string FinalText(AtResult result) => result.Text ?? EquipmentErrors.Text(result.Code, _module.ErrorFormat);
}
