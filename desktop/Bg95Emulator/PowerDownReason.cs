// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>Why the module switches itself off, which decides what it says last (module facts 3).</summary>
public enum PowerDownReason
{
    /// <summary>POWERED DOWN, as after AT+QPOWD.</summary>
    Command,

    /// <summary>NORMAL POWER DOWN, as after the power key.</summary>
    PowerKey,

    /// <summary>PSM POWER DOWN: power saving mode has begun.</summary>
    PowerSaving,
}
