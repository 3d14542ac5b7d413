// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using NanoBg95.Shared;

namespace Http.Tests;

/// <summary>A server in memory that has one answer, in pieces that the test chooses, and closes behind it.</summary>
internal sealed class PiecesStream(byte[] answer, Func<int, int> pieceAt) : LineStream
{
    private int _given;

    /// <summary>The answer comes once more.</summary>
    public void Again() => _given = 0;

    public override int Read(Span<byte> buffer)
    {
        int piece = Math.Min(Math.Min(buffer.Length, answer.Length - _given), Math.Max(1, pieceAt(_given)));
        answer.AsSpan(_given, piece).CopyTo(buffer);
        _given += piece;
        return piece;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
    }
}
