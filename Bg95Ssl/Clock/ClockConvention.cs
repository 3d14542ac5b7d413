// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What the module's clock counts (<c>AT+CCLK</c>); firmwares differ (module facts 8).</summary>
    public enum ClockConvention
    {
        /// <summary>
        /// Found out by comparing with the network's time; where the network tells none, local time. The default.
        /// </summary>
        Automatic = 0,

        /// <summary>Local time; the time zone that is printed behind it is part of it.</summary>
        LocalTime = 1,

        /// <summary>UTC, whatever time zone is printed behind it.</summary>
        Utc = 2,
    }
}
