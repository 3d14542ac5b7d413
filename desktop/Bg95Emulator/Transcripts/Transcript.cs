// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Bg95Emulator;

/// <summary>
/// A dialogue in a file, one event a line: seconds since the start, a sign for the kind, and the bytes as text. A line
/// that begins with # is a comment.
/// </summary>
public static class Transcript
{
    /// <summary>The first line of a transcript.</summary>
    public const string Header = "# bg95-emulator transcript 1: seconds, > command, >> data, ~ echo, < answer, << payload, ! unsolicited, * note";

    private static readonly (DialogueKind Kind, string Sign)[] s_signs =
    [
        (DialogueKind.Command, ">"), (DialogueKind.Data, ">>"), (DialogueKind.Echo, "~"), (DialogueKind.Answer, "<"),
        (DialogueKind.Payload, "<<"), (DialogueKind.Unsolicited, "!"), (DialogueKind.Note, "*"),
    ];

    /// <summary>An event as a line of a transcript, without the line end.</summary>
    public static string Format(DialogueEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        string sign = Array.Find(s_signs, item => item.Kind == happened.Kind).Sign;
        string seconds = happened.Time.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture);
        return $"{seconds} {sign} {TranscriptText.Escape(happened.Bytes.Span, happened.Withheld)}".TrimEnd(' ');
    }

    /// <summary>Reads a transcript.</summary>
    /// <exception cref="FormatException">A line is none of a transcript; the message has its number.</exception>
    public static IReadOnlyList<DialogueEvent> Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        List<DialogueEvent> events = [];
        int number = 0;
        while (reader.ReadLine() is string line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            try
            {
                events.Add(Parse(line));
            }
            catch (FormatException fault)
            {
                throw new FormatException($"Line {number}: {fault.Message}", fault);
            }
        }

        return events;
    }

    private static DialogueEvent Parse(string line)
    {
        string[] parts = line.Split(' ', 3);
        if (parts.Length < 2
            || !double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            || Array.FindIndex(s_signs, item => item.Sign == parts[1]) is not (>= 0 and int index))
        {
            throw new FormatException($"'{line}' is no line of a transcript.");
        }

        (byte[] bytes, int withheld) = TranscriptText.Parse(parts.Length > 2 ? parts[2] : string.Empty);
        return new DialogueEvent(TimeSpan.FromSeconds(seconds), s_signs[index].Kind, bytes, withheld);
    }
}
