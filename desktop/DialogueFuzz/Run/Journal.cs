// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Bg95Ssl.Tests;

namespace DialogueFuzz;

/// <summary>
/// The dialogue of a world: what either side said and when, and the calls of the program between. Written down only if it is
/// asked for, since a seed that fails can be run again; its checksum is always there.
/// </summary>
internal sealed class Journal
{
    private const int LongestEntry = 160;
    private const int LongestGap = 50;

    private readonly VirtualTime _time;
    private readonly List<Entry> _entries = [];
    private readonly bool _isKept;
    private ulong _hash = 14695981039346656037;

    public Journal(VirtualTime time, bool isKept)
    {
        _time = time;
        _isKept = isKept;
    }

    /// <summary>Gets a value indicating whether entries are kept; if not, nobody need make their text.</summary>
    public bool IsKept => _isKept;

    /// <summary>Gets a number that two runs have in common only if they had the same dialogue at the same times.</summary>
    public ulong Hash => _hash;

    /// <summary>Notes bytes on their way to the module.</summary>
    public void ToModule(ReadOnlySpan<byte> bytes)
    {
        Add('>', bytes);
    }

    /// <summary>Notes bytes on their way to the driver.</summary>
    public void ToDriver(ReadOnlySpan<byte> bytes)
    {
        Add('<', bytes);
    }

    /// <summary>Notes something that happened.</summary>
    public void Note(string text)
    {
        if (_isKept)
        {
            _entries.Add(new Entry { At = _time.Now, Kind = '*', Text = text });
        }
    }

    /// <summary>Writes the entries down, a line each.</summary>
    /// <param name="most">At most so many, the last ones.</param>
    public string ToText(int most)
    {
        StringBuilder text = new();
        int first = _entries.Count > most ? _entries.Count - most : 0;

        if (first > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"... {first} entries before\n");
        }

        for (int i = first; i < _entries.Count; i++)
        {
            Entry entry = _entries[i];
            text.Append(CultureInfo.InvariantCulture, $"{entry.At / 1000.0,10:0.000} {entry.Kind} {entry.Text ?? Escape(entry.Bytes)}\n");
        }

        return text.ToString();
    }

    /// <summary>Gives bytes as text that can be read.</summary>
    public static string Escape(IReadOnlyList<byte> bytes)
    {
        StringBuilder text = new();

        for (int i = 0; i < bytes.Count; i++)
        {
            if (bytes.Count > LongestEntry && i == LongestEntry / 2)
            {
                text.Append(CultureInfo.InvariantCulture, $"<{bytes.Count - LongestEntry} more>");
                i += bytes.Count - LongestEntry;
            }

            byte value = bytes[i];
            text.Append(value switch
            {
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                (byte)'\\' => "\\\\",
                >= 32 and < 127 => ((char)value).ToString(),
                _ => "\\x" + value.ToString("x2", CultureInfo.InvariantCulture),
            });
        }

        return text.ToString();
    }

    private void Add(char kind, ReadOnlySpan<byte> bytes)
    {
        _hash = (_hash ^ (ulong)_time.Now ^ kind) * 1099511628211;

        foreach (byte value in bytes)
        {
            _hash = (_hash ^ value) * 1099511628211;
        }

        if (!_isKept)
        {
            return;
        }

        Entry? last = _entries.Count > 0 ? _entries[^1] : null;

        if (last is null || last.Kind != kind || _time.Now - last.Until > LongestGap)
        {
            _entries.Add(last = new Entry { At = _time.Now, Kind = kind });
        }

        last.Until = _time.Now;
        last.Bytes.AddRange(bytes);
    }

    private sealed class Entry
    {
        public readonly List<byte> Bytes = [];
        public long At;
        public long Until;
        public char Kind;
        public string? Text;
    }
}
