// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// What may keep a connection from opening (application note 4.1). A check that the module refuses counts as a finding.
    /// </summary>
    [Flags]
    public enum SslFindings
    {
        /// <summary>Nothing on the module's side: look at the server, its versions, suites and certificate.</summary>
        None = 0,

        /// <summary>The PDP context is not active. Activate it.</summary>
        PdpInactive = 1,

        /// <summary>The host is a name and there is no DNS server to ask for its address. Set one.</summary>
        NoDnsServer = 2,

        /// <summary>The clock is outside of what the context allows. Set it, by the network, say.</summary>
        ClockWrong = 4,

        /// <summary>
        /// Version, cipher suite or security level are not in the module as they are set: it has started anew, or someone else
        /// has changed them. Connecting writes them again.
        /// </summary>
        SettingsDiffer = 8,

        /// <summary>The security level needs a CA certificate, and its file is not named or not there. Upload it.</summary>
        NoCaCertificate = 16,

        /// <summary>The same of the client's certificate.</summary>
        NoClientCertificate = 32,

        /// <summary>The same of the client's key.</summary>
        NoClientKey = 64,

        /// <summary>
        /// The host is an address, which neither serves as server name nor stands in most certificates. Connect by name.
        /// </summary>
        HostIsAddress = 128,
    }
}
