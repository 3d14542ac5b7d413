// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Who must prove who they are (application note 2.1.1; sent as <c>seclevel</c>: module facts 1).</summary>
    public enum SecurityLevel
    {
        /// <summary>Nobody: anyone can play the server. For tests on a line of your own only.</summary>
        InsecureNone = 0,

        /// <summary>The server, by a certificate of your CA. The default.</summary>
        Server = 1,

        /// <summary>The server, and this device by its client certificate if the server asks for it.</summary>
        ServerAndClient = 2,
    }
}
