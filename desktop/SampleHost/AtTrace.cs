// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bg95Emulator;

namespace Samples.Pc;

/// <summary>Makes lines to read of what passes between driver and module.</summary>
public sealed partial class AtTrace(Action<string> show)
{
    private readonly object _gate = new();
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly StringBuilder _line = new();
    private readonly List<byte> _payload = [];
    private int _payloadLeft;
    private bool _dataWanted;
    private bool _upload;

    // Transparent mode: asked for, and on.
    private bool _rawWanted;
    private bool _raw;

    /// <summary>Takes what the driver writes: a command, or the data that the module has just asked for.</summary>
    public void ToModule(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(offset, count);
            bool escape = bytes.SequenceEqual("+++"u8);

            if (_raw && !escape)
            {
                Show(DialogueKind.Data, bytes);
                return;
            }

            _raw = false;

            if (_dataWanted)
            {
                _dataWanted = false;
                Show(DialogueKind.Data, _upload ? [] : bytes, _upload ? count : 0);
                return;
            }

            string command = Encoding.Latin1.GetString(bytes.TrimEnd((byte)'\r'));
            _upload = command.StartsWith("AT+QFUPL", StringComparison.Ordinal);
            _rawWanted = command == "ATO" || Transparent().IsMatch(command);
            Show(DialogueKind.Command, command);
        }
    }

    /// <summary>Takes what the module sends, in pieces of any size.</summary>
    public void FromModule(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            int end = offset + count;

            for (; offset < end && !_raw; offset++)
            {
                Take(buffer[offset]);
            }

            if (offset < end)
            {
                TakeRaw(buffer.AsSpan(offset, end - offset));
            }
        }
    }

    private void Take(byte value)
    {
        if (_payloadLeft > 0)
        {
            _payload.Add(value);

            if (--_payloadLeft == 0)
            {
                Show(DialogueKind.Payload, [.. _payload]);
                _payload.Clear();
            }

            return;
        }

        if (value == '\n')
        {
            EndLine(_line.ToString().TrimEnd('\r'));
            return;
        }

        _line.Append((char)value);

        if (_line.Length == 1 && value == '>')
        {
            // The prompt has no line end.
            Show(DialogueKind.Answer, ">");
            _line.Clear();
            _dataWanted = true;
        }
    }

    // As it comes; what may be the module's last words is shown as the rest.
    private void TakeRaw(ReadOnlySpan<byte> bytes)
    {
        Show(DialogueKind.Payload, bytes);
        _raw = !bytes.EndsWith("\r\nNO CARRIER\r\n"u8) && !bytes.EndsWith("\r\nOK\r\n"u8);
    }

    private void EndLine(string line)
    {
        _line.Clear();

        if (line.Trim().Length == 0)
        {
            return;
        }

        Show(DialogueKind.Answer, line);
        bool connect = line == "CONNECT";
        _raw = connect && _rawWanted;
        _dataWanted |= connect && !_rawWanted;

        if (Payload().Match(line) is { Success: true } match)
        {
            _payloadLeft = int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }

    private void Show(DialogueKind kind, string text) => Show(kind, Encoding.Latin1.GetBytes(Password().Replace(text, "$1***")));

    private void Show(DialogueKind kind, ReadOnlySpan<byte> bytes, int withheld = 0)
    {
        foreach (DialogueLine line in DialogueText.Lines(new DialogueEvent(_time.Elapsed, kind, bytes.ToArray(), withheld)))
        {
            show($"{line.Time} {line.Sign} {line.Text}");
        }
    }

    // What is received when asked for, and what is pushed.
    [GeneratedRegex("^\\+QSSL(?:RECV: |URC: \"recv\",\\d+,)(\\d{1,5})$")]
    private static partial Regex Payload();

    [GeneratedRegex("^AT\\+(?:QSSLOPEN=.*,2|QISWTMD=\\d+,2)$")]
    private static partial Regex Transparent();

    // The third string of AT+QICSGP and the one of AT+CPIN, sent or echoed.
    [GeneratedRegex("(\\+QICSGP[=:](?:[^\"]*\"[^\"]*\"){2}[^\"]*\"|\\+CPIN=\")[^\"]+")]
    private static partial Regex Password();
}
