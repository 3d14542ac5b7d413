// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>What the SIM card waits for (<c>AT+CPIN?</c>; module facts 11).</summary>
    public enum SimState
    {
        /// <summary>The answer has an unknown form.</summary>
        Unknown = 0,

        /// <summary>Nothing: it can be used.</summary>
        Ready = 1,

        /// <summary>Its PIN.</summary>
        PinNeeded = 2,

        /// <summary>Its PUK: the PIN was wrong three times. A person must unlock it.</summary>
        PukNeeded = 3,

        /// <summary>PIN2 or PUK2.</summary>
        Pin2Needed = 4,

        /// <summary>The module is locked to another card (PH-SIM) or to another network (PH-NET).</summary>
        ModuleLocked = 5,

        /// <summary>There is no card (CME 10). A module that has just started may say so for a while.</summary>
        Absent = 6,

        /// <summary>It starts (CME 14).</summary>
        Busy = 7,

        /// <summary>It does not work, or the radio is off, <c>CFUN=0</c> (CME 13).</summary>
        Failed = 8,
    }
}
