// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>The protocol of a PDP context.</summary>
    public enum PdpType
    {
        /// <summary>IPv4.</summary>
        IPv4 = 1,

        /// <summary>IPv6.</summary>
        IPv6 = 2,

        /// <summary>Both.</summary>
        IPv4v6 = 3,
    }
}
