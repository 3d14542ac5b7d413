// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;

namespace Bg95Emulator;

/// <summary>
/// The bytes of an answer up to its final result. Rows look as module facts 3 show them: one line end before the
/// first, one after each, so that OK, which brings its own, stands after an empty line. It remembers which bytes are
/// text, payload or secret, and where an unsolicited result may stand.
/// </summary>
internal sealed class Answer
{
    /// <summary>CONNECT where results are numbers.</summary>
    public const string ConnectNumber = "1\r";

    // ITU-T V.250, 5.7 and 6.2.6: no line end before them, and CR alone behind.
    private static readonly Dictionary<string, string> s_numbers = new()
    {
        ["OK"] = "0\r",
        ["CONNECT"] = ConnectNumber,
        ["NO CARRIER"] = "3\r",
        ["ERROR"] = "4\r",
    };

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly List<Segment> _segments = [];
    private bool _hasRows;

    /// <summary>What bytes of an answer are.</summary>
    internal enum Content
    {
        Text,

        /// <summary>What a peer has sent.</summary>
        Payload,

        /// <summary>The content of a file, or a password: for the host alone, not for logs.</summary>
        Secret,
    }

    /// <summary>Whether an unsolicited result may stand before a segment.</summary>
    internal enum Gap
    {
        None,
        BetweenLines,
        AfterPayload,
    }

    /// <summary>Results are words, and not numbers without line ends before them (ATV).</summary>
    public bool Words { get; set; } = true;

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public int Length => _bytes.WrittenCount;

    public int SegmentCount => _segments.Count;

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _segments.Clear();
        _hasRows = false;
    }

    /// <summary>One segment with its bytes.</summary>
    public ReadOnlyMemory<byte> GetSegment(int index, out Content content, out Gap gap)
    {
        Segment segment = _segments[index];
        content = segment.Content;
        gap = segment.Gap;
        int end = index + 1 < _segments.Count ? _segments[index + 1].Start : Length;
        return Bytes[segment.Start..end];
    }

    public void Row(string text)
    {
        BeginLine();
        if (!_hasRows)
        {
            Put(Words ? "\r\n" : string.Empty);
            _hasRows = true;
        }

        (int start, int end) = Redaction.SecretOfRow(text);
        Put(text[..start]);
        if (end > start)
        {
            Begin(Content.Secret, Gap.None);
            Put(text[start..end]);
            Begin(Content.Text, Gap.None);
            Put(text[end..]);
        }

        Put("\r\n");
    }

    /// <summary>A line with a line end on both sides, as results and CONNECT have it.</summary>
    public void Framed(string text)
    {
        BeginLine();
        if (!Words)
        {
            Put(s_numbers.TryGetValue(text, out string? number) ? number : text + "\r\n");
            return;
        }

        Put("\r\n");
        Put(text);
        Put("\r\n");
    }

    public void Text(string text)
    {
        if (_segments.Count == 0 || _segments[^1].Content != Content.Text)
        {
            Begin(Content.Text, _segments.Count == 0 ? Gap.BetweenLines : Gap.None);
        }

        Put(text);
    }

    /// <summary>The content of a file.</summary>
    public void Payload(ReadOnlySpan<byte> bytes)
    {
        Begin(Content.Secret, Gap.None);
        _bytes.Write(bytes);
    }

    /// <summary>Room for a payload that is written in place; <see cref="Advance"/> tells how much was used.</summary>
    public Span<byte> GetSpan(int size) => _bytes.GetSpan(size)[..size];

    public void Advance(int count)
    {
        if (count > 0)
        {
            Begin(Content.Payload, Gap.None);
            _bytes.Advance(count);
        }
    }

    private void BeginLine()
    {
        bool afterPayload = false;
        for (int i = _segments.Count - 1; i >= 0 && !afterPayload; i--)
        {
            afterPayload = _segments[i].Content == Content.Payload;
        }

        Begin(Content.Text, afterPayload ? Gap.AfterPayload : Gap.BetweenLines);
    }

    private void Begin(Content content, Gap gap) => _segments.Add(new Segment(Length, content, gap));

    private void Put(string text)
    {
        Span<byte> target = _bytes.GetSpan(text.Length);
        _bytes.Advance(Encoding.Latin1.GetBytes(text, target));
    }

    private readonly record struct Segment(int Start, Content Content, Gap Gap);
}
