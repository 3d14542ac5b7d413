// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Bg95Emulator;

/// <summary>Makes lines to read of the dialogue.</summary>
public static class DialogueText
{
    private const int MaxPayload = 48;

    /// <summary>The lines of one event: none for an echo, several for an answer of several lines.</summary>
    /// <param name="happened">The event.</param>
    public static IEnumerable<DialogueLine> Lines(DialogueEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return LinesOf(happened);
    }

    private static IEnumerable<DialogueLine> LinesOf(DialogueEvent happened)
    {
        string time = happened.Time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(9);
        switch (happened.Kind)
        {
            case DialogueKind.Echo:
                yield break;
            case DialogueKind.Command:
                string hidden = happened.Withheld > 0 ? $"[{happened.Withheld} bytes not shown]" : string.Empty;
                yield return new DialogueLine(time, ">", Printable(happened.Bytes.Span) + hidden, "aqua");
                yield break;
            case DialogueKind.Data:
                yield return new DialogueLine(time, ">", Payload(happened), "grey");
                yield break;
            case DialogueKind.Payload:
                yield return new DialogueLine(time, "<", Payload(happened), "grey");
                yield break;
            case DialogueKind.Note:
                yield return new DialogueLine(time, "*", happened.Text, "fuchsia");
                yield break;
            case DialogueKind.Answer when happened.Withheld > 0:
                yield return new DialogueLine(time, "<", Payload(happened), "grey");
                yield break;
        }

        foreach (string line in happened.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string text = Printable(Encoding.Latin1.GetBytes(line));
            bool bad = text == "ERROR" || text == "SEND FAIL" || text.StartsWith("+CME ERROR", StringComparison.Ordinal);
            string colour = happened.Kind == DialogueKind.Unsolicited ? "yellow" : bad ? "red" : "green";
            yield return new DialogueLine(time, happened.Kind == DialogueKind.Unsolicited ? "!" : "<", text, colour);
        }
    }

    private static string Payload(DialogueEvent happened)
    {
        ReadOnlySpan<byte> bytes = happened.Bytes.Span;
        int size = bytes.Length + happened.Withheld;
        string shown = happened.Withheld > 0 ? "not shown" : Printable(bytes[..Math.Min(MaxPayload, bytes.Length)]);
        return $"[{size} {(size == 1 ? "byte" : "bytes")}: {shown}{(bytes.Length > MaxPayload ? "..." : string.Empty)}]";
    }

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);
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
}
