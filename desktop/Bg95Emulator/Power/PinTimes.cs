// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>How long the pins of a member must be held, and when it shows that it is on (module facts 17).</summary>
/// <param name="OnFrom">The power key is held low so long at least to switch it on.</param>
/// <param name="OnTo">And so long at most.</param>
/// <param name="OffFrom">The power key is held low so long at least to switch it off.</param>
/// <param name="OffTo">And so long at most; null: without a limit.</param>
/// <param name="ResetFrom">The reset is held low so long at least.</param>
/// <param name="ResetTo">And so long at most.</param>
/// <param name="StatusBeforeUart">STATUS goes high so long before the UART is ready.</param>
public sealed record PinTimes(
    TimeSpan OnFrom,
    TimeSpan OnTo,
    TimeSpan OffFrom,
    TimeSpan? OffTo,
    TimeSpan ResetFrom,
    TimeSpan ResetTo,
    TimeSpan StatusBeforeUart)
{
    /// <summary>There is no reset pin: the power key, held as long as that wants, resets a module that is on.</summary>
    public bool KeyResets { get; init; }

    /// <summary>Of a BG95.</summary>
    public static PinTimes Bg95 { get; } = new(
        TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1000),
        TimeSpan.FromMilliseconds(650), TimeSpan.FromMilliseconds(1500),
        TimeSpan.FromMilliseconds(2000), TimeSpan.FromMilliseconds(3800),
        TimeSpan.FromMilliseconds(400));

    /// <summary>Of a BG77, whose reset shares the pin of the power key.</summary>
    public static PinTimes Bg77 { get; } = Bg95 with { KeyResets = true };

    /// <summary>Of a BG96.</summary>
    public static PinTimes Bg96 { get; } = new(
        TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1000),
        TimeSpan.FromMilliseconds(650), null,
        TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(460),
        TimeSpan.FromMilliseconds(100));
}
