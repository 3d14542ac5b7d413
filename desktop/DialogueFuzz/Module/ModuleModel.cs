// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Text;

namespace DialogueFuzz;

/// <summary>
/// A BG95 on the other end of the line, as far as a driver can tell: written from the application note and from captures, not
/// from what this repository's driver sends. It works in order and one thing at a time, may be slow, may start anew at any
/// moment, and knows every byte of every peer.
/// </summary>
internal sealed partial class ModuleModel
{
    // In milliseconds: so long the driver's questions last.
    private const int LongestUsualWork = 40000;
    private const int LongestLine = 2048;

    // So many lines that are no commands, with no command between them.
    private const int ManyNonsense = 20;

    private readonly Agenda _agenda;
    private readonly VirtualLine _line;
    private readonly Network _network;
    private readonly Journal _journal;
    private readonly Chance _chance;
    private readonly ModuleTraits _traits;

    private readonly Queue<byte> _input = new();
    private readonly StringBuilder _text = new();
    private Phase _phase;
    private bool _isBusy;
    private int _refusedNonsense;
    private long _busySince;
    private bool _isOn = true;
    private bool _isBooting;
    private long _stalledUntil;

    // Rises when the module starts anew: what was under way then never happens.
    private int _life;

    public ModuleModel(Agenda agenda, VirtualLine line, Network network, Journal journal, Chance chance, ModuleTraits traits, Troubles troubles)
    {
        _agenda = agenda;
        _line = line;
        _network = network;
        _journal = journal;
        _chance = chance;
        _traits = traits;
        _troubles = troubles;
        _urcPort = traits.UrcPort;
        Forget();
        line.Module = OnBytes;
    }

    /// <summary>Gets how many command lines the module has answered.</summary>
    public int Answers { get; private set; }

    /// <summary>Gets what has happened.</summary>
    public Cause Causes { get; private set; }

    private bool IsStalled => _agenda.Now < _stalledUntil;

    // Something that the module does later, unless it starts anew before.
    private void Later(int milliseconds, Action action)
    {
        int life = _life;
        _agenda.In(milliseconds, () =>
        {
            if (life == _life)
            {
                action();
            }
        });
    }

    // The same for what a module that stalls does not do.
    private void Work(int milliseconds, Action action)
    {
        Later(milliseconds, () =>
        {
            if (IsStalled)
            {
                Work((int)(_stalledUntil - _agenda.Now), action);
            }
            else
            {
                action();
            }
        });
    }

    private void OnBytes(byte[] bytes)
    {
        _journal.ToModule(bytes);

        if (!_isOn)
        {
            return;
        }

        foreach (byte value in bytes)
        {
            _input.Enqueue(value);
        }

        WatchForEscape(bytes);
        _lastInputAt = _agenda.Now;
        Consume();
    }

    private void Consume()
    {
        while (!_isBusy && !IsStalled && _isOn && _input.Count > 0)
        {
            switch (_phase)
            {
                case Phase.Transparent:
                    Forward();
                    break;

                case Phase.FixedSend:
                case Phase.VariableSend:
                    TakeData();
                    break;

                case Phase.Upload:
                    TakeUpload();
                    break;

                default:
                    TakeCharacter((char)_input.Dequeue());
                    break;
            }
        }
    }

    // A LF that came with the CR of a command belongs to the line end, also where data follow.
    private void DropLineFeed()
    {
        if (_input.TryPeek(out byte next) && next == '\n')
        {
            _input.Dequeue();
        }
    }

    private void TakeCharacter(char value)
    {
        if (value != '\r')
        {
            if ((value >= ' ' || value > 127) && _text.Length < LongestLine)
            {
                _text.Append(value);
            }
            else if (value != '\n' && _text.Length > 0 && !_traits.FindsCommand)
            {
                _text.Append('?');
            }

            return;
        }

        string line = _text.ToString();
        _text.Clear();

        if (_echo && line.Length > 0)
        {
            Say(line + "\r");
        }

        int at = _traits.FindsCommand ? line.IndexOf("AT", StringComparison.OrdinalIgnoreCase)
            : line.StartsWith("AT", StringComparison.OrdinalIgnoreCase) ? 0 : -1;

        if (at < 0)
        {
            if (line.Length > 0 && _traits.RefusesNonsense)
            {
                Causes |= ++_refusedNonsense == ManyNonsense ? Cause.PayloadAsCommands : Cause.None;
                Begin(() => Finish(Outcome.Cme(3)));
            }

            return;
        }

        _refusedNonsense = 0;
        line = line[(at + 2)..];
        Begin(() => Execute(line));
    }

    // The module is busy with a command: what comes meanwhile has to wait.
    private void Begin(Action action)
    {
        _isBusy = true;
        _busySince = _agenda.Now;
        _rows = 0;
        Work(_chance.Between(1, _traits.LongestAnswer) + SlowAnswer(), action);
    }

    private void Execute(string line)
    {
        List<Command>? commands = Command.Parse(line);

        if (commands is null)
        {
            Finish(Outcome.Cme(3));
        }
        else if (_isBooting && _traits.RefusesWhileBooting)
        {
            Finish(Outcome.Cme(3));
        }
        else if (commands[0].Name is not ("+QURCCFG" or "+QISDE") && IsRefusedForNoReason())
        {
            _lastError = 550;
            Finish(Outcome.Cme(3));
        }
        else
        {
            RunFrom(commands, 0);
        }
    }

    private void RunFrom(List<Command> commands, int index)
    {
        while (true)
        {
            Outcome outcome = Run(commands[index]);

            if (outcome.Kind == OutcomeKind.Own)
            {
                return;
            }

            if (outcome.Kind != OutcomeKind.Ok || ++index == commands.Count)
            {
                Finish(outcome);
                return;
            }
        }
    }

    // The result, and on to the next command.
    private void Finish(Outcome outcome)
    {
        MaybeSayUrcs();

        switch (outcome.Kind)
        {
            case OutcomeKind.Ok:
                Result("OK");
                break;

            case OutcomeKind.Error:
                _lastError = outcome.Code;
                Result("ERROR");
                break;

            case OutcomeKind.Cme:
                Result(_errorForm switch
                {
                    0 => "ERROR",
                    1 => $"+CME ERROR: {outcome.Code}",
                    _ => $"+CME ERROR: {CmeText(outcome.Code)}",
                });
                break;
        }

        Free();
    }

    // The command is over; its result has been said.
    private void Free()
    {
        if (_agenda.Now - _busySince > LongestUsualWork && _input.Count > 0)
        {
            Causes |= Cause.LongSilence;
        }

        Answers++;
        _isBusy = false;
        Consume();
    }

    private void Result(string text)
    {
        if (_verbose)
        {
            Say("\r\n" + text + "\r\n");
        }
        else
        {
            Say(text switch { "OK" => "0", "CONNECT" => "1", "NO CARRIER" => "3", "ERROR" => "4", _ => text } + "\r");
        }
    }

    // One line of an answer; other lines may come before it.
    private void Row(string text)
    {
        MaybeSayUrcs();
        Say((_rows++ == 0 || _traits.SpacesRows ? "\r\n" : string.Empty) + text + "\r\n");
    }

    private void Say(string text)
    {
        Say(Encoding.Latin1.GetBytes(text));
    }

    private void Say(byte[] bytes)
    {
        if (_lastBlockEndsInLineEnd && bytes[0] != '\r')
        {
            Causes |= Cause.MissingLineEnd;
        }

        _lastBlockEndsInLineEnd = false;
        _line.Put(bytes);

        NoteWords(bytes);
    }

    private static string CmeText(int code)
    {
        return code switch
        {
            3 => "operation not allowed",
            4 => "operation not supported",
            10 => "SIM not inserted",
            405 => "file not found",
            407 => "file already exist",
            421 => "timeout",
            _ => "unknown error",
        };
    }
}
