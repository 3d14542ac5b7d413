// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;
using System.Text;

namespace Bg95Emulator;

/// <summary>
/// The bytes of an answer up to its final result. Rows look as module facts 3 show them: one line end before the
/// first, one after each, so that OK, which brings its own, stands after an empty line.
/// </summary>
internal sealed class Answer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private bool _hasRows;

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public int Length => _bytes.WrittenCount;

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _hasRows = false;
    }

    public void Row(string text)
    {
        if (!_hasRows)
        {
            Text("\r\n");
            _hasRows = true;
        }

        Text(text);
        Text("\r\n");
    }

    /// <summary>A line with a line end on both sides, as results and CONNECT have it.</summary>
    public void Framed(string text)
    {
        Text("\r\n");
        Text(text);
        Text("\r\n");
    }

    public void Text(string text)
    {
        Span<byte> target = _bytes.GetSpan(text.Length);
        _bytes.Advance(Encoding.Latin1.GetBytes(text, target));
    }

    public void Payload(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Room for a payload that is written in place; <see cref="Advance"/> tells how much was used.</summary>
    public Span<byte> GetSpan(int size) => _bytes.GetSpan(size)[..size];

    public void Advance(int count) => _bytes.Advance(count);
}
