// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Which side must prove its identity (application note 2.1.1). Modules call the setting <c>seclevel</c>, not <c>secllevel</c> as the
    /// application note does (module facts 1).
    /// </summary>
    public enum SecurityLevel
    {
        /// <summary>Neither side: anybody can pretend to be the server. Use it only for tests in your own network.</summary>
        InsecureNone = 0,

        /// <summary>The server, by a certificate that your CA has issued. The default.</summary>
        Server = 1,

        /// <summary>The server, and this device by its client certificate if the server asks for it.</summary>
        ServerAndClient = 2,
    }
}
