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
    private readonly List<int> _sizes = [];
    private Stream _inner = Null;

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

    /// <summary>Counts from now on what goes to this line.</summary>
    public Stream Over(Stream line)
    {
        _inner = line;
        return this;
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
