// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Samples.Pc;

/// <summary>Bytes on their way, as the screen shows them.</summary>
public interface ITransfer
{
    /// <summary>How many bytes will come, or -1 where nobody knows.</summary>
    long Length { get; }

    /// <summary>How many bytes have come.</summary>
    long Count { get; }

    /// <summary>Time since the first byte.</summary>
    TimeSpan Time { get; }
}
