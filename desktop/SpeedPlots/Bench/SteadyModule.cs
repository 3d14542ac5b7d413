// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using DialogueFuzz;

namespace SpeedPlots;

/// <summary>
/// A module that answers every command after the same time, opens a connection in the same time, and always has data to give. It
/// knows what a run of the bench asks of it; everything else it answers OK.
/// </summary>
internal sealed class SteadyModule
{
    /// <summary>The time before an answer, in milliseconds.</summary>
    public const int Latency = 5;

    private const int PushSize = 1500;

    private readonly Agenda _agenda;
    private readonly SteadyLine _line;
    private readonly StringBuilder _command = new();
    private readonly Dictionary<string, string> _settings = [];
    private readonly Dictionary<int, int> _modes = [];
    private int _dataLeft;
    private int _streaming = -1;

    public SteadyModule(Agenda agenda, SteadyLine line)
    {
        _agenda = agenda;
        _line = line;
        line.Module = Take;
    }

    /// <summary>Gets how many command lines have come.</summary>
    public int Commands { get; private set; }

    private void Take(byte[] bytes)
    {
        foreach (byte value in bytes)
        {
            if (_dataLeft > 0)
            {
                if (--_dataLeft == 0)
                {
                    Answer("\r\nSEND OK\r\n");
                }
            }
            else if (value == '\r')
            {
                string command = _command.ToString();
                _command.Clear();
                Commands++;
                Run(command);
            }
            else if (value != '\n')
            {
                _command.Append((char)value);
            }
        }

        if (_command.ToString() == "+++")
        {
            _command.Clear();
            _streaming = -1;
            Answer("\r\nOK\r\n");
        }
    }

    private void Run(string command)
    {
        string[] parts = command.Split('=', 2);
        string[] values = parts.Length > 1 ? parts[1].Split(',') : [];

        switch (parts[0])
        {
            case "AT+QSSLCFG" or "AT+QURCCFG" or "AT+QICSGP":
                Configure(parts[0][2..], values);
                break;
            case "AT+QSSLOPEN":
                Open(Number(values[2]), Number(values[5]));
                break;
            case "AT+QSSLCLOSE":
                _modes.Remove(Number(values[0]));
                _streaming = _streaming == Number(values[0]) ? -1 : _streaming;
                Answer("\r\nOK\r\n");
                break;
            case "AT+QSSLSTATE":
                Answer(string.Concat(_modes.Select((socket, index) => (index == 0 ? "\r\n" : string.Empty) + string.Create(
                    CultureInfo.InvariantCulture,
                    $"+QSSLSTATE: {socket.Key},\"SSLClient\",\"198.51.100.7\",443,{50000 + socket.Key},2,1,{socket.Key},{socket.Value},\"uart1\",0\r\n")))
                    + "\r\nOK\r\n");
                break;
            case "AT+QSSLRECV":
                Answer(string.Create(CultureInfo.InvariantCulture, $"\r\n+QSSLRECV: {values[1]}\r\n{new string('.', Number(values[1]))}\r\n\r\nOK\r\n"));
                break;
            case "AT+QSSLSEND":
                Answer("\r\n> ", () => _dataLeft = Number(values[1]));
                break;
            case "AT+CCLK?":
                Answer("\r\n+CCLK: \"26/06/01,12:00:00+00\"\r\n\r\nOK\r\n");
                break;
            default:
                Answer("\r\nOK\r\n");
                break;
        }
    }

    private void Configure(string command, string[] values)
    {
        string name = command + values[0] + (command == "+QSSLCFG" ? values[1] : string.Empty);
        int fixedValues = command == "+QSSLCFG" ? 2 : 1;

        if (values.Length > fixedValues)
        {
            _settings[name] = string.Join(',', values[fixedValues..]);
            Answer("\r\nOK\r\n");
            return;
        }

        string value = _settings.GetValueOrDefault(name, command == "+QURCCFG" ? "\"uart1\"" : "0");
        Answer($"\r\n{command}: {string.Join(',', values)},{value}\r\n\r\nOK\r\n");
    }

    private void Open(int id, int mode)
    {
        _modes[id] = mode;

        if (mode == 2)
        {
            Answer("\r\nCONNECT\r\n", () => Stream(id, mode));
            return;
        }

        Answer(string.Create(CultureInfo.InvariantCulture, $"\r\nOK\r\n\r\n+QSSLOPEN: {id},0\r\n"), () => Stream(id, mode));
    }

    // What comes unasked: one announcement in buffer mode, else data without end.
    private void Stream(int id, int mode)
    {
        if (mode == 0)
        {
            Say(string.Create(CultureInfo.InvariantCulture, $"\r\n+QSSLURC: \"recv\",{id}\r\n"));
            return;
        }

        _streaming = id;
        Push(id, mode);
    }

    private void Push(int id, int mode)
    {
        if (_streaming != id)
        {
            return;
        }

        string header = mode == 1 ? string.Create(CultureInfo.InvariantCulture, $"\r\n+QSSLURC: \"recv\",{id},{PushSize}\r\n") : string.Empty;
        Say(header + new string('.', PushSize));
        _agenda.At(_line.QuietAt, () => Push(id, mode));
    }

    private void Answer(string text, Action? then = null) => _agenda.In(FineTime.ToSteps(Latency), () =>
    {
        Say(text);
        then?.Invoke();
    });

    private void Say(string text) => _line.Put(Encoding.Latin1.GetBytes(text));

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
