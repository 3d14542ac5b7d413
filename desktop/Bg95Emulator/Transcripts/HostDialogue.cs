// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Text;

namespace Bg95Emulator;

/// <summary>
/// The dialogue with any module, a real one above all, made from the bytes that a host writes and reads. As in the emulated module's
/// own dialogue, passwords, keys and files are only counted; so are the numbers of the module, its card and its subscriber, and
/// whatever comes unasked and looks like no result: it may be the rest of a file.
/// </summary>
/// <remarks>The bytes may come in pieces of any size. Any thread may call; what a thread has given is told on that thread.</remarks>
public sealed class HostDialogue : IDialogueSource
{
    private const int LongestLine = 2048;
    private const byte Cancel = 0x1B;
    private const byte EndOfData = 0x1A;

    private readonly object _gate = new();
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly List<byte> _toModule = [];
    private readonly List<byte> _text = [];
    private readonly HostCommand _command = new();

    // The last command, which is told once it is known whether the module echoes it.
    private byte[]? _untold;
    private TimeSpan _untoldTime;
    private int _echoed;

    private int _payloadLeft;
    private bool _isTransparent;

    /// <summary>Begins a dialogue; its times count from now.</summary>
    /// <param name="clock">What they are measured by.</param>
    public HostDialogue(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _start = clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public event Action<DialogueEvent>? Dialogue;

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Takes what the host is about to write.</summary>
    public void ToModule(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            while (!bytes.IsEmpty)
            {
                int count = _isTransparent ? TakeTransparentInput(bytes)
                    : _command.DataLeft != 0 ? TakeData(bytes)
                    : TakeCommand(bytes);
                bytes = bytes[count..];
            }
        }
    }

    /// <summary>Takes what the host has read.</summary>
    public void FromModule(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            while (!bytes.IsEmpty)
            {
                int count = _untold != null ? TakeEcho(bytes)
                    : _payloadLeft > 0 ? TakePayload(bytes)
                    : _isTransparent ? TakeTransparentOutput(bytes)
                    : TakeText(bytes);
                bytes = bytes[count..];
            }
        }
    }

    /// <summary>The host has moved DTR, which ends transparent mode as +++ does.</summary>
    public void MoveDataTerminalReady()
    {
        lock (_gate)
        {
            _command.IsEscaped |= _isTransparent;
        }
    }

    /// <summary>Tells what has been held back: the line has come to its end.</summary>
    public void End()
    {
        lock (_gate)
        {
            TellCommand(isEchoed: false);
            TellRest();
        }
    }

    private void Tell(DialogueKind kind, ReadOnlySpan<byte> bytes, int withheld = 0) => Tell(Now, kind, bytes, withheld);

    private void Tell(TimeSpan time, DialogueKind kind, ReadOnlySpan<byte> bytes, int withheld) =>
        Dialogue?.Invoke(new DialogueEvent(time, kind, bytes.ToArray(), withheld));

    private int TakeTransparentInput(ReadOnlySpan<byte> bytes)
    {
        _command.IsEscaped = bytes.SequenceEqual("+++"u8);
        Tell(DialogueKind.Data, bytes);
        return bytes.Length;
    }

    private int TakeData(ReadOnlySpan<byte> bytes)
    {
        int count = _command.DataLeft;
        if (count < 0)
        {
            // Ctrl-Z ends it, ESC takes it back.
            int end = bytes.IndexOfAny(EndOfData, Cancel);
            count = end < 0 ? bytes.Length : end + 1;
            _command.DataLeft = end < 0 ? -1 : 0;
        }
        else
        {
            count = Math.Min(count, bytes.Length);
            _command.DataLeft -= count;
        }

        Tell(DialogueKind.Data, _command.IsFile ? [] : bytes[..count], _command.IsFile ? count : 0);
        return count;
    }

    private int TakeCommand(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\r');
        _toModule.AddRange(end < 0 ? bytes : bytes[..end]);
        if (end < 0)
        {
            return bytes.Length;
        }

        if (_toModule.Count > 0)
        {
            TellCommand(isEchoed: false);

            // Of an answer whose bytes were lost: what comes now is text again.
            _payloadLeft = _command.IsPayloadPushed ? _payloadLeft : 0;
            _untold = [.. _toModule];
            _untoldTime = Now;
            _echoed = 0;
            _toModule.Clear();
        }

        return end + 1;
    }

    private void TellCommand(bool isEchoed)
    {
        if (_untold is not byte[] line)
        {
            return;
        }

        _untold = null;
        if (isEchoed)
        {
            Tell(_untoldTime, DialogueKind.Echo, [], 0);
        }

        string text = Encoding.Latin1.GetString(line);
        int shown = Redaction.Shown(text, CommandTable.IsName);
        Tell(_untoldTime, DialogueKind.Command, line.AsSpan(0, shown), line.Length - shown);
        _command.Begin(text);
        if (!isEchoed && _echoed > 0)
        {
            // It looked like one at first.
            byte[] begun = [.. line.AsSpan(0, Math.Min(_echoed, line.Length))];
            int told = 0;
            while (told < begun.Length)
            {
                told += TakeText(begun.AsSpan(told));
            }
        }
    }

    private int TakeEcho(ReadOnlySpan<byte> bytes)
    {
        byte[] line = _untold!;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != (_echoed < line.Length ? line[_echoed] : (byte)'\r'))
            {
                TellCommand(isEchoed: false);
                return i;
            }

            if (++_echoed > line.Length)
            {
                TellCommand(isEchoed: true);
                return i + 1;
            }
        }

        return bytes.Length;
    }

    private int TakePayload(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(_payloadLeft, bytes.Length);
        _payloadLeft -= count;
        Tell(DialogueKind.Payload, _command.IsFile ? [] : bytes[..count], _command.IsFile ? count : 0);
        return count;
    }

    // What may be the module's last words is kept back until it is known.
    private int TakeTransparentOutput(ReadOnlySpan<byte> bytes)
    {
        _text.AddRange(bytes);
        byte[] all = [.. _text];
        int asked = _command.IsEscaped ? CommonEnd(all, "\r\nOK\r\n"u8) : 0;
        int unasked = CommonEnd(all, "\r\nNO CARRIER\r\n"u8);
        int kept = Math.Max(asked, unasked);
        if (all.Length > kept)
        {
            Tell(DialogueKind.Payload, all.AsSpan(0, all.Length - kept));
        }

        _text.Clear();
        _text.AddRange(all.AsSpan(all.Length - kept));
        if (asked == "\r\nOK\r\n".Length || unasked == "\r\nNO CARRIER\r\n".Length)
        {
            _isTransparent = false;
            _text.Clear();
            Tell(DialogueKind.Answer, all.AsSpan(all.Length - kept));
            _command.End();
        }

        return bytes.Length;
    }

    // How many of the last bytes are the beginning of a text.
    private static int CommonEnd(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text)
    {
        int count = Math.Min(bytes.Length, text.Length);
        while (!bytes.EndsWith(text[..count]))
        {
            count--;
        }

        return count;
    }

    private int TakeText(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            byte value = bytes[i];
            bool isFirst = _text.TrueForAll(before => before is (byte)'\r' or (byte)'\n' or (byte)' ');
            _text.Add(value);
            if (isFirst && value == '>' && _command.WantsPrompt)
            {
                // The space behind it, if there is one, is the prompt's.
                bool hasSpace = i + 1 < bytes.Length && bytes[i + 1] == ' ';
                _text.AddRange(hasSpace ? " "u8 : []);
                Tell(DialogueKind.Answer, _text.ToArray());
                _text.Clear();
                _command.Prompted();
                return i + (hasSpace ? 2 : 1);
            }

            if ((value == '\n' && !isFirst) || _text.Count > LongestLine)
            {
                EndLine();
                return i + 1;
            }
        }

        return bytes.Length;
    }

    private void EndLine()
    {
        byte[] all = [.. _text];
        _text.Clear();
        string line = Encoding.Latin1.GetString(all).TrimStart('\r', '\n', ' ').TrimEnd('\r', '\n');
        int start = Math.Max(0, all.AsSpan().IndexOfAnyExcept("\r\n "u8));
        (int from, int to) = HiddenPart.Of(line, _command.HasBareAnswer);
        DialogueKind kind = _command.IsRunning && !HiddenPart.IsUnsolicited(line) ? DialogueKind.Answer : DialogueKind.Unsolicited;
        if (from == to)
        {
            Tell(kind, all);
        }
        else
        {
            Tell(kind, all.AsSpan(0, start + from), to - from);
            Tell(kind, all.AsSpan(start + to));
        }

        _payloadLeft = _command.Take(line, out _isTransparent);
    }

    private void TellRest()
    {
        if (_text.Count > 0)
        {
            bool isBlank = _text.TrueForAll(value => value is (byte)'\r' or (byte)'\n' or (byte)' ');
            Tell(_isTransparent ? DialogueKind.Payload : DialogueKind.Unsolicited, isBlank ? _text.ToArray() : [], isBlank ? 0 : _text.Count);
            _text.Clear();
        }
    }
}
