// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>
/// Plays a transcript back as a module: waits for each command that was sent then and gives the answer that was given
/// then. A command that comes out of turn is looked for further on; one that never was gets ERROR. What was withheld is
/// played as so many asterisks.
/// </summary>
/// <remarks>
/// The next command after an unsolicited result and what the host does because of the result may change places: a host that was about
/// to send the command when the result came does the one or the other first, by microseconds.
/// </remarks>
public sealed class TranscriptPlayer
{
    // More than a driver sends that finds its module again because a result makes it look like one that has restarted.
    private const int MostOvertaking = 16;

    private readonly IReadOnlyList<DialogueEvent> _events;
    private readonly TimeProvider? _clock;
    private readonly List<string> _deviations = [];
    private readonly byte[] _byte = new byte[1];

    // Commands behind an unsolicited result that may come yet, though one behind them has come; and how many had come then.
    private readonly List<(int Index, int Followed)> _overtaken = [];
    private TimeSpan _time;
    private int _next;
    private int _followed;
    private int _skipped;

    /// <summary>Prepares a replay.</summary>
    /// <param name="events">The transcript, as <see cref="Transcript.Read"/> gives it.</param>
    /// <param name="clock">For the pauses of the transcript; null leaves them out.</param>
    public TranscriptPlayer(IReadOnlyList<DialogueEvent> events, TimeProvider? clock = null)
    {
        _events = events;
        _clock = clock;
    }

    /// <summary>Plays it once on the calling thread; returns when the transcript has ended or the host is gone.</summary>
    public ReplayReport Play(Stream line)
    {
        ArgumentNullException.ThrowIfNull(line);
        try
        {
            while (_next < _events.Count && Step(line, _next))
            {
                _next++;
            }
        }
        catch (IOException)
        {
            // The host is gone: what is left of the transcript was not followed.
        }

        return Report();
    }

    /// <summary>How it went up to now, or up to its end: what has not come yet counts as never come.</summary>
    public ReplayReport Report()
    {
        int left = 0;
        for (int i = _next; i < _events.Count; i++)
        {
            left += _events[i].Kind == DialogueKind.Command ? 1 : 0;
        }

        return new ReplayReport(_followed, _skipped + _overtaken.Count + left, _deviations);
    }

    private static bool Matches(DialogueEvent expected, ReadOnlySpan<byte> line) => expected.Withheld == 0
        ? line.SequenceEqual(expected.Bytes.Span)
        : line.StartsWith(expected.Bytes.Span);

    private static string Show(DialogueEvent happened) => TranscriptText.Escape(happened.Bytes.Span, happened.Withheld);

    private bool Step(Stream line, int index)
    {
        DialogueEvent now = _events[index];
        switch (now.Kind)
        {
            case DialogueKind.Note or DialogueKind.Echo:
                return true;
            case DialogueKind.Command:
                return FollowCommand(line);
            case DialogueKind.Data:
                return FollowData(line, now);
            default:
                Pause(now.Time);
                line.Write(now.Bytes.Span);
                line.Write(Encoding.ASCII.GetBytes(new string('*', now.Withheld)));
                line.Flush();
                return true;
        }
    }

    private bool FollowCommand(Stream line)
    {
        while (ReadLine(line) is byte[] came)
        {
            if (FindOvertaken(came) is >= 0 and int overtaken)
            {
                int index = _overtaken[overtaken].Index;
                _overtaken.RemoveAt(overtaken);
                if (!Answer(line, index))
                {
                    return false;
                }

                continue;
            }

            int found = FindCommand(came);
            if (found < _events.Count)
            {
                PassOver(line, found);
                _followed++;
                _skipped += _overtaken.RemoveAll(item => _followed - item.Followed > MostOvertaking);
                _time = _events[_next].Time;
                return true;
            }

            // Not the bytes themselves: they may be secret where the transcript's were not.
            _deviations.Add($"{came.Length} bytes instead of {Show(_events[_next])}");
            line.Write("\r\nERROR\r\n"u8);
        }

        return false;
    }

    private int FindCommand(ReadOnlySpan<byte> came)
    {
        int found = _next;
        while (found < _events.Count && (_events[found].Kind != DialogueKind.Command || !Matches(_events[found], came)))
        {
            found++;
        }

        return found;
    }

    private void PassOver(Stream line, int found)
    {
        int before = _next - 1;
        while (before >= 0 && _events[before].Kind is DialogueKind.Echo or DialogueKind.Note)
        {
            before--;
        }

        bool mayComeYet = before >= 0 && _events[before].Kind == DialogueKind.Unsolicited;
        for (; _next < found; _next++)
        {
            if (_events[_next].Kind == DialogueKind.Command && mayComeYet)
            {
                _overtaken.Add((_next, _followed));
                SayUnasked(line, _next);
            }
            else
            {
                _skipped += _events[_next].Kind == DialogueKind.Command ? 1 : 0;
            }
        }
    }

    // What the module was saying when a command came, whether the host sends it or not.
    private void SayUnasked(Stream line, int command)
    {
        for (int i = command + 1; i < _events.Count && _events[i].Kind == DialogueKind.Unsolicited; i++)
        {
            Step(line, i);
        }
    }

    private int FindOvertaken(byte[] came) =>
        Matches(_events[_next], came) ? -1 : _overtaken.FindIndex(item => Matches(_events[item.Index], came));

    // The answer of a command that has been overtaken, and what was said until the next one.
    private bool Answer(Stream line, int index)
    {
        _followed++;
        _time = _events[index].Time;
        bool isAnswered = false;
        for (index++; index < _events.Count && _events[index].Kind != DialogueKind.Command; index++)
        {
            isAnswered |= _events[index].Kind != DialogueKind.Unsolicited;
            if (isAnswered && !Step(line, index))
            {
                return false;
            }
        }

        return true;
    }

    private bool FollowData(Stream line, DialogueEvent expected)
    {
        byte[] data = new byte[expected.Bytes.Length + expected.Withheld];
        int count = line.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        if (count < data.Length)
        {
            return false;
        }

        bool same = data.AsSpan().StartsWith(expected.Bytes.Span);
        _followed += same ? 1 : 0;
        if (!same)
        {
            _deviations.Add($"other data than the {data.Length} bytes of the transcript");
        }

        _time = expected.Time;
        return true;
    }

    private byte[]? ReadLine(Stream line)
    {
        // The echo stands before its command in a transcript, but it is made of what comes now.
        bool echo = _next > 0 && _events[_next - 1].Kind == DialogueKind.Echo;
        List<byte> bytes = [];
        while (line.Read(_byte) > 0)
        {
            if (echo)
            {
                line.Write(_byte);
            }

            if (_byte[0] == '\r')
            {
                return [.. bytes];
            }

            if (_byte[0] != '\n')
            {
                bytes.Add(_byte[0]);
            }
        }

        return null;
    }

    private void Pause(TimeSpan until)
    {
        TimeSpan pause = until - _time;
        _time = until;
        if (_clock != null && pause > TimeSpan.Zero)
        {
            Task.Delay(pause, _clock).GetAwaiter().GetResult();
        }
    }
}
