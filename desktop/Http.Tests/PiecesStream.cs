// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Http.Tests;

/// <summary>A server in memory that has one answer, in pieces that the test chooses, and closes behind it.</summary>
internal sealed class PiecesStream(byte[] answer, Func<int, int> pieceAt) : Stream
{
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The answer comes once more.</summary>
    public void Again() => _given = 0;

    public override int Read(byte[] buffer, int offset, int count)
    {
        int piece = Math.Min(Math.Min(count, answer.Length - _given), Math.Max(1, pieceAt(_given)));
        Array.Copy(answer, _given, buffer, offset, piece);
        _given += piece;
        return piece;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
