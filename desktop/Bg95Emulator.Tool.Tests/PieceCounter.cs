// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;

namespace Bg95Emulator.Tool.Tests;

/// <summary>The module's end of a line; remembers how many bytes each write had.</summary>
internal sealed class PieceCounter : Stream
{
    private readonly Stream _inner;
    private readonly List<int> _sizes = [];

    public PieceCounter(Stream inner)
    {
        _inner = inner;
    }

    public int[] Sizes
    {
        get
        {
            lock (_sizes)
            {
                return [.. _sizes];
            }
        }
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => _inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_sizes)
        {
            _sizes.Add(count);
        }

        _inner.Write(buffer, offset, count);
    }

    public override void Flush() => _inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _inner.Dispose();
        base.Dispose(disposing);
    }
}
