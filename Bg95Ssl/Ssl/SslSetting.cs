// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>The parameters of <c>AT+QSSLCFG</c>, in the order in which they are applied.</summary>
    internal enum SslSetting
    {
        Version,
        CipherSuite,
        SecurityLevel,
        Session,
        ServerName,
        CheckHost,
        IgnoreLocalTime,
        NegotiateTime,
        Dtls,
        DtlsVersion,
        CaCertificate,
        ClientCertificate,
        ClientKey,
    }
}
