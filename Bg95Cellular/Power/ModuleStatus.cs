// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>What the module's pin STATUS says.</summary>
    public enum ModuleStatus
    {
        /// <summary>The pin is not wired.</summary>
        Unknown = 0,

        /// <summary>Low: the module is off, or in power saving mode.</summary>
        Off = 1,

        /// <summary>High: the module is on.</summary>
        On = 2,
    }
}
