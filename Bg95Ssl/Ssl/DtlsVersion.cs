// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>DTLS versions that a context accepts (<c>dtlsversion</c>; the note has swapped it with <c>dtls</c>).</summary>
    public enum DtlsVersion
    {
        /// <summary>DTLS 1.0, deprecated.</summary>
        InsecureDtls10 = 0,

        /// <summary>DTLS 1.2. The default.</summary>
        Dtls12 = 1,

        /// <summary>Either.</summary>
        InsecureAny = 2,
    }
}
