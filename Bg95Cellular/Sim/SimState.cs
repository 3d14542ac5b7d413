// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>What the SIM card waits for (<c>AT+CPIN?</c>; module facts 11).</summary>
    public enum SimState
    {
        /// <summary>The module's answer has an unknown form, or it refuses for another reason.</summary>
        Unknown = 0,

        /// <summary>Nothing: the card can be used.</summary>
        Ready = 1,

        /// <summary>Its PIN.</summary>
        PinNeeded = 2,

        /// <summary>Its PUK: the PIN was wrong three times. A person must unlock the card.</summary>
        PukNeeded = 3,

        /// <summary>Its PIN2 or PUK2. Data connections do not need them.</summary>
        Pin2Needed = 4,

        /// <summary>The module is locked to another card (PH-SIM) or to another network (PH-NET).</summary>
        ModuleLocked = 5,

        /// <summary>There is no card (CME 10). A module that has just started may say so for a while.</summary>
        Absent = 6,

        /// <summary>The card is starting (CME 14).</summary>
        Busy = 7,

        /// <summary>The card does not work, or the radio is off by <c>CFUN=0</c> (CME 13).</summary>
        Failed = 8,
    }
}
