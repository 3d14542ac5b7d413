// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bg95Emulator;

/// <summary>What a host's last command means for the bytes that follow, either way.</summary>
internal sealed partial class HostCommand
{
    private readonly HashSet<int> _pushed = [];
    private string _line = string.Empty;
    private int _size;

    /// <summary>Bytes of data that the host is about to send; -1 as many as it likes.</summary>
    public int DataLeft { get; set; }

    /// <summary>The data, or the payload, is a file's.</summary>
    public bool IsFile { get; private set; }

    /// <summary>The host has asked for the end of transparent mode.</summary>
    public bool IsEscaped { get; set; }

    /// <summary>Its final result has not come yet.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>It is answered by lines without a name, such as the model.</summary>
    public bool HasBareAnswer => IsRunning && Identification().IsMatch(_line);

    /// <summary>The payload that comes was pushed, and belongs to no command.</summary>
    public bool IsPayloadPushed { get; private set; }

    /// <summary>A prompt is to come.</summary>
    public bool WantsPrompt => IsRunning && _line.StartsWith("AT+QSSLSEND=", StringComparison.OrdinalIgnoreCase);

    public void Begin(string line)
    {
        _line = line;
        IsRunning = true;
        IsEscaped = false;
        DataLeft = 0;
        IsFile = FileCommand().IsMatch(line);
        _size = Size().Match(line) is { Success: true } match ? Number(match.Groups[1]) : -1;
        if (Opening().Match(line) is { Success: true } opening)
        {
            int id = Number(opening.Groups[1].Success ? opening.Groups[1] : opening.Groups[3]);
            int mode = Number(opening.Groups[2].Success ? opening.Groups[2] : opening.Groups[4]);
            bool isChanged = mode == 1 ? _pushed.Add(id) : _pushed.Remove(id);
        }
    }

    public void End() => IsRunning = false;

    public void Prompted() => DataLeft = _size;

    /// <summary>Takes a line of the module's. Returns how many bytes of payload follow it.</summary>
    public int Take(string line, out bool isTransparent)
    {
        isTransparent = false;
        IsPayloadPushed = false;
        if (Received().Match(line) is { Success: true } received)
        {
            return Number(received.Groups[1]);
        }

        if (Pushed().Match(line) is { Success: true } pushed)
        {
            IsPayloadPushed = _pushed.Contains(Number(pushed.Groups[1]));
            return IsPayloadPushed ? Number(pushed.Groups[2]) : 0;
        }

        if (line.StartsWith("CONNECT", StringComparison.Ordinal) && IsRunning)
        {
            if (_line.StartsWith("AT+QFREAD", StringComparison.OrdinalIgnoreCase))
            {
                return int.TryParse(line.AsSpan("CONNECT".Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int count) ? count : 0;
            }

            isTransparent = !IsFile;
            DataLeft = IsFile ? Math.Max(0, _size) : 0;
        }
        else if (line is "OK" or "ERROR" or "SEND OK" or "SEND FAIL" or "NO CARRIER" || line.StartsWith("+CME ERROR", StringComparison.Ordinal))
        {
            IsRunning = false;
            DataLeft = 0;
        }

        return 0;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^AT(?:I\\d?|\\+(?:QGMR|C?GMI|C?GMM|C?GMR|C?GSN|CIMI|CEER))$", RegexOptions.IgnoreCase)]
    private static partial Regex Identification();

    [GeneratedRegex("^AT\\+(?:QFUPL|QFREAD|QFWRITE|QFDWL)", RegexOptions.IgnoreCase)]
    private static partial Regex FileCommand();

    // The length of AT+QSSLSEND=4,100, AT+QFWRITE=1,100 and AT+QFUPL="name",100,5.
    [GeneratedRegex("^AT\\+(?:QSSLSEND=\\d{1,2}|QFWRITE=\\d{1,9}|QFUPL=\"[^\"]*\"),(\\d{1,7})", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    // AT+QSSLOPEN=1,1,4,"host",443,1 and AT+QISWTMD=4,1.
    [GeneratedRegex("^AT\\+(?:QSSLOPEN=\\d+,\\d+,(\\d{1,2}),\"[^\"]*\",\\d+,(\\d)|QISWTMD=(\\d{1,2}),(\\d))$", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex("^\\+QSSLRECV: (\\d{1,5})$")]
    private static partial Regex Received();

    [GeneratedRegex("^\\+QSSLURC: \"recv\",(\\d{1,2}),(\\d{1,5})$")]
    private static partial Regex Pushed();
}
