// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What the module's clock counts (<c>AT+CCLK</c>); firmwares differ (module facts 8).</summary>
    public enum ClockConvention
    {
        /// <summary>
        /// The driver finds out by comparing with the network's time; if the network tells none, the clock counts as local time. The
        /// default.
        /// </summary>
        Automatic = 0,

        /// <summary>Local time; the module prints its time zone behind it.</summary>
        LocalTime = 1,

        /// <summary>UTC, whatever time zone is printed behind it.</summary>
        Utc = 2,
    }
}
