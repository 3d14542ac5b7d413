// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Samples.Pc;

/// <summary>Makes lines to read of what passes between driver and module.</summary>
public sealed partial class AtTrace(Action<string> show)
{
    private const int Shown = 40;

    private readonly object _gate = new();
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly StringBuilder _line = new();
    private readonly List<byte> _payload = [];
    private int _payloadSize;
    private int _payloadLeft;
    private bool _dataWanted;
    private bool _upload;

    /// <summary>Takes what the driver writes: a command, or the data that the module has just asked for.</summary>
    public void ToModule(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(offset, count);

            if (_dataWanted)
            {
                _dataWanted = false;
                string text = _upload ? "not shown" : Describe(bytes[..Math.Min(count, Shown)]);
                Show('>', $"[{count} bytes: {text}]");
                return;
            }

            string command = Describe(bytes.TrimEnd((byte)'\r'));
            _upload = command.StartsWith("AT+QFUPL", StringComparison.Ordinal);
            Show('>', command);
        }
    }

    /// <summary>Takes what the module sends, in pieces of any size.</summary>
    public void FromModule(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            for (int i = offset; i < offset + count; i++)
            {
                Take(buffer[i]);
            }
        }
    }

    private static string Describe(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();

        foreach (byte value in bytes)
        {
            text.Append(value switch
            {
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                >= (byte)' ' and <= (byte)'~' => ((char)value).ToString(),
                _ => ".",
            });
        }

        return text.ToString();
    }

    private void Take(byte value)
    {
        if (_payloadLeft > 0)
        {
            if (_payload.Count < Shown)
            {
                _payload.Add(value);
            }

            if (--_payloadLeft == 0)
            {
                Show('<', $"[{_payloadSize} bytes: {Describe([.. _payload])}]");
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
            Show('<', ">");
            _line.Clear();
            _dataWanted = true;
        }
    }

    private void EndLine(string line)
    {
        _line.Clear();

        if (line.Trim().Length == 0)
        {
            return;
        }

        Show('<', Describe(Encoding.Latin1.GetBytes(line)));
        _dataWanted |= line == "CONNECT";

        if (line.StartsWith("+QSSLRECV: ", StringComparison.Ordinal)
            && int.TryParse(line.AsSpan(11), NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            _payloadSize = size;
            _payloadLeft = size;
        }
    }

    private void Show(char direction, string text)
    {
        string seconds = _time.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(9);
        show($"{seconds} {direction} {Password().Replace(text, "$1***")}");
    }

    // The third string of AT+QICSGP, sent or echoed.
    [GeneratedRegex("(\\+QICSGP[=:](?:[^\"]*\"[^\"]*\"){2}[^\"]*\")[^\"]+")]
    private static partial Regex Password();
}
