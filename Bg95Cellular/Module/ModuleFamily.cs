// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The chip in the module: two families share the name, and some commands differ (module facts 10).</summary>
    public enum ModuleFamily
    {
        /// <summary>Another module than the BG series.</summary>
        Unknown = 0,

        /// <summary>Qualcomm: BG95, BG77, BG600L.</summary>
        Qualcomm = 1,

        /// <summary>ALT1250: BG95xA-GL, BG77xA-GL, BG770A-GL. LTE only.</summary>
        Alt1250 = 2,
    }
}
