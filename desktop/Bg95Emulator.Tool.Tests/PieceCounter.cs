// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using NanoBg95.Shared;

namespace Bg95Emulator.Tool.Tests;

/// <summary>The module's end of a line; remembers how many bytes each write had.</summary>
internal sealed class PieceCounter : LineStream
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

    public override int Read(Span<byte> buffer) => _inner.Read(buffer);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_sizes)
        {
            _sizes.Add(buffer.Length);
        }

        _inner.Write(buffer);
    }

    public override void Flush() => _inner.Flush();

    protected override void Dispose(bool disposing)
    {
        _inner.Dispose();
        base.Dispose(disposing);
    }
}
