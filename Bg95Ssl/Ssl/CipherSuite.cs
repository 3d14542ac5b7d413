// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// TLS cipher suites by their registered numbers: Table 2 of the application note (1.1) and four more that the vendor lists
    /// elsewhere. Any other 16-bit number may be cast. Use one of the two ECDHE suites with GCM if the server has one: they have forward secrecy
    /// and authenticated encryption. RC4 and 3DES are broken.
    /// </summary>
    public enum CipherSuite
    {
        /// <summary>0X0035.</summary>
        TLS_RSA_WITH_AES_256_CBC_SHA = 0x0035,

        /// <summary>0X002F.</summary>
        TLS_RSA_WITH_AES_128_CBC_SHA = 0x002F,

        /// <summary>0X0005.</summary>
        TLS_RSA_WITH_RC4_128_SHA = 0x0005,

        /// <summary>0X0004.</summary>
        TLS_RSA_WITH_RC4_128_MD5 = 0x0004,

        /// <summary>0X000A.</summary>
        TLS_RSA_WITH_3DES_EDE_CBC_SHA = 0x000A,

        /// <summary>0X003D.</summary>
        TLS_RSA_WITH_AES_256_CBC_SHA256 = 0x003D,

        /// <summary>0XC002.</summary>
        TLS_ECDH_ECDSA_WITH_RC4_128_SHA = 0xC002,

        /// <summary>0XC003.</summary>
        TLS_ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA = 0xC003,

        /// <summary>0XC004.</summary>
        TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA = 0xC004,

        /// <summary>0XC005.</summary>
        TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA = 0xC005,

        /// <summary>0XC007.</summary>
        TLS_ECDHE_ECDSA_WITH_RC4_128_SHA = 0xC007,

        /// <summary>0XC008.</summary>
        TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA = 0xC008,

        /// <summary>0XC009.</summary>
        TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA = 0xC009,

        /// <summary>0XC00A.</summary>
        TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA = 0xC00A,

        /// <summary>0XC011.</summary>
        TLS_ECDHE_RSA_WITH_RC4_128_SHA = 0xC011,

        /// <summary>0XC012.</summary>
        TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA = 0xC012,

        /// <summary>0XC013.</summary>
        TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA = 0xC013,

        /// <summary>0XC014.</summary>
        TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA = 0xC014,

        /// <summary>0XC00C.</summary>
        TLS_ECDH_RSA_WITH_RC4_128_SHA = 0xC00C,

        /// <summary>0XC00D.</summary>
        TLS_ECDH_RSA_WITH_3DES_EDE_CBC_SHA = 0xC00D,

        /// <summary>0XC00E.</summary>
        TLS_ECDH_RSA_WITH_AES_128_CBC_SHA = 0xC00E,

        /// <summary>0XC00F.</summary>
        TLS_ECDH_RSA_WITH_AES_256_CBC_SHA = 0xC00F,

        /// <summary>0XC023.</summary>
        TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256 = 0xC023,

        /// <summary>0XC024.</summary>
        TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384 = 0xC024,

        /// <summary>0XC025.</summary>
        TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256 = 0xC025,

        /// <summary>0XC026.</summary>
        TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA384 = 0xC026,

        /// <summary>0XC027.</summary>
        TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256 = 0xC027,

        /// <summary>0XC028.</summary>
        TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384 = 0xC028,

        /// <summary>0XC029.</summary>
        TLS_ECDH_RSA_WITH_AES_128_CBC_SHA256 = 0xC029,

        /// <summary>0XC02A.</summary>
        TLS_ECDH_RSA_WITH_AES_256_CBC_SHA384 = 0xC02A,

        /// <summary>0XC02F.</summary>
        TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 = 0xC02F,

        /// <summary>0XC02B; not in the application note (module facts 2).</summary>
        TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 = 0xC02B,

        /// <summary>0XC0A8; not in the application note (module facts 2).</summary>
        TLS_PSK_WITH_AES_128_CCM_8 = 0xC0A8,

        /// <summary>0X00AE; not in the application note (module facts 2).</summary>
        TLS_PSK_WITH_AES_128_CBC_SHA256 = 0x00AE,

        /// <summary>0XC0AE; not in the application note (module facts 2).</summary>
        TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8 = 0xC0AE,

        /// <summary>0XFFFF: the module offers all suites that it knows, RC4 and 3DES included, and the server chooses one.</summary>
        InsecureAny = 0xFFFF,
    }
}
