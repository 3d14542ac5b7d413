// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Where the time came from.</summary>
    public enum ClockSource
    {
        /// <summary>Nowhere: the network has told no time, and no time server has given it. The clock was not set.</summary>
        None = 0,

        /// <summary>The mobile network.</summary>
        Network = 1,

        /// <summary>The time server.</summary>
        TimeServer = 2,
    }
}
