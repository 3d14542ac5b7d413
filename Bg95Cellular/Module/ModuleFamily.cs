// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The chip in the module. Two families share the name BG95, and some of their commands differ (module facts 10).</summary>
    public enum ModuleFamily
    {
        /// <summary>The module is not of the BG series, or does not tell its model.</summary>
        Unknown = 0,

        /// <summary>A Qualcomm chip: BG95, BG77, BG600L, and BG96.</summary>
        Qualcomm = 1,

        /// <summary>An ALT1250 chip: BG95xA-GL, BG77xA-GL, BG770A-GL. It has no GSM.</summary>
        Alt1250 = 2,
    }
}
