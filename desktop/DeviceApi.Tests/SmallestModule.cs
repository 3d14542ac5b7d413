// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Bg95Ssl;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>A line to a module that does just what a socket needs: it keeps settings, opens every connection, takes all data and has none.</summary>
internal sealed partial class SmallestModule : ITransport
{
    private readonly BlockingCollection<byte> _answers = [];
    private readonly Dictionary<string, string> _settings = [];
    private readonly StringBuilder _line = new();
    private int _dataLeft;

    public int Capacity => 2048;

    public bool HasFlowControl => false;

    public void Open()
    {
    }

    public void Close() => _answers.CompleteAdding();

    public void Dispose() => Close();

    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        int count = 0;

        while (count < maximum && _answers.TryTake(out buffer[offset + count], count < minimum ? timeout : 0))
        {
            count++;
        }

        return count > 0 || !_answers.IsCompleted ? count : throw new PortException();
    }

    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        foreach (char each in Encoding.Latin1.GetString(buffer, offset, count))
        {
            if (_dataLeft > 0)
            {
                Say(--_dataLeft == 0 ? "\r\nSEND OK\r\n" : string.Empty);
            }
            else if (each is '\u001A' or '\u001B')
            {
                _line.Clear();
                Say(each == '\u001A' ? "\r\nSEND OK\r\n" : "\r\nOK\r\n");
            }
            else if (each == '\r')
            {
                string line = _line.ToString();
                _line.Clear();
                Answer(line);
            }
            else
            {
                _line.Append(each);
            }
        }
    }

    [GeneratedRegex("^AT\\+QSSLCFG=(\"\\w+\",\\d)(?:,(.*))?$")]
    private static partial Regex Setting();

    private void Answer(string line)
    {
        string[] values = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(',');

        if (Setting().Match(line) is { Success: true } setting)
        {
            string name = setting.Groups[1].Value;
            Say(setting.Groups[2].Success ? string.Empty : $"\r\n+QSSLCFG: {name},{_settings.GetValueOrDefault(name, "0")}\r\n");
            _settings[name] = setting.Groups[2].Success ? setting.Groups[2].Value : _settings.GetValueOrDefault(name, "0");
        }
        else if (line.StartsWith("AT+QSSLSEND=", StringComparison.Ordinal))
        {
            _dataLeft = values.Length > 1 ? int.Parse(values[1]) : 0;
            Say("\r\n> ");
            return;
        }

        Say(line.StartsWith("AT+CCLK?", StringComparison.Ordinal) ? "\r\n+CCLK: \"26/11/24,09:14:02+00\"\r\n"
            : line.StartsWith("AT+QSSLRECV", StringComparison.Ordinal) ? "\r\n+QSSLRECV: 0\r\n"
            : string.Empty);
        Say("\r\nOK\r\n");
        Say(line.StartsWith("AT+QSSLOPEN=", StringComparison.Ordinal) ? $"\r\n+QSSLOPEN: {values[2]},0\r\n" : string.Empty);
    }

    private void Say(string text) => Encoding.Latin1.GetBytes(text).ToList().ForEach(each => _answers.Add(each));
}
