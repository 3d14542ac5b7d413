// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Versions that a context accepts (application note 1.1 and 2.1.1, <c>sslversion</c>).</summary>
    public enum SslVersion
    {
        /// <summary>SSL 3.0, broken since 2014.</summary>
        InsecureSsl30 = 0,

        /// <summary>TLS 1.0, deprecated.</summary>
        InsecureTls10 = 1,

        /// <summary>TLS 1.1, deprecated.</summary>
        InsecureTls11 = 2,

        /// <summary>TLS 1.2. The default.</summary>
        Tls12 = 3,

        /// <summary>SSL 3.0 to TLS 1.2, as the server chooses.</summary>
        InsecureAny = 4,
    }
}
