// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;

namespace Bg95Emulator;

/// <summary>A serial cable in memory: two streams, what is written to one is read from the other.</summary>
public static class LinePair
{
    /// <summary>Bytes each direction holds before a write waits, as it would with hardware flow control.</summary>
    public const int Capacity = 64 * 1024;

    /// <summary>
    /// Makes the two ends. A read waits for at least one byte; with <see cref="Stream.ReadTimeout"/> set it throws
    /// <see cref="System.TimeoutException"/> when none came in time, and it returns 0 once the other end is disposed
    /// and everything was read. A write to a cable whose other end is disposed throws <see cref="IOException"/>.
    /// </summary>
    public static void Create(out Stream moduleSide, out Stream hostSide)
    {
        ByteRing toModule = new(Capacity);
        ByteRing toHost = new(Capacity);
        moduleSide = new RingStream(toModule, toHost);
        hostSide = new RingStream(toHost, toModule);
    }
}
