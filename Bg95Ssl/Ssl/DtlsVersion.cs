// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// DTLS versions that a context accepts (<c>dtlsversion</c>). The application note (2.1.1) has swapped the descriptions of <c>dtls</c> and
    /// <c>dtlsversion</c> (module facts 1).
    /// </summary>
    public enum DtlsVersion
    {
        /// <summary>DTLS 1.0, deprecated.</summary>
        InsecureDtls10 = 0,

        /// <summary>DTLS 1.2. The default.</summary>
        Dtls12 = 1,

        /// <summary>DTLS 1.0 or 1.2, as the server chooses.</summary>
        InsecureAny = 2,
    }
}
