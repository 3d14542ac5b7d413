// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Which side must prove its identity (application note 2.1.1; sent as <c>seclevel</c>: module facts 1).</summary>
    public enum SecurityLevel
    {
        /// <summary>Neither side: anybody can pretend to be the server. Only for tests in a network of your own.</summary>
        InsecureNone = 0,

        /// <summary>The server, by a certificate of your CA. The default.</summary>
        Server = 1,

        /// <summary>The server, and this device by its client certificate if the server asks for it.</summary>
        ServerAndClient = 2,
    }
}
