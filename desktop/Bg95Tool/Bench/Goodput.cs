// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Tool;

/// <summary>How fast one way of passing bytes was.</summary>
/// <param name="Mode">receiveBuffer, receiveDirectPush, receiveTransparent or sendFixed.</param>
/// <param name="Title">The same, to read.</param>
/// <param name="Bytes">How many have passed.</param>
/// <param name="Milliseconds">How long it took, from the request to the last byte; of sends, to the server's answer.</param>
/// <param name="Error">Why it broke off, or null.</param>
internal sealed record Goodput(string Mode, string Title, long Bytes, int Milliseconds, string? Error)
{
    /// <summary>Bytes a second.</summary>
    public double BytesPerSecond => Bytes * 1000.0 / Math.Max(1, Milliseconds);
}
