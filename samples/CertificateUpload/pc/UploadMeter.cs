// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;

namespace Samples.Pc;

/// <summary>How far an upload is.</summary>
internal sealed class UploadMeter(long length) : ITransfer
{
    private readonly Stopwatch _time = Stopwatch.StartNew();

    public long Length { get; } = length;

    public long Count { get; set; }

    public TimeSpan Time => _time.Elapsed;
}
