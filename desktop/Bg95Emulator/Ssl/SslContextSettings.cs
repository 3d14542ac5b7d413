// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>
/// One SSL context as AT+QSSLCFG sets it. Immutable: a connection keeps the settings it was opened with
/// (application note 2.1.1: "applied to the new SSL connections").
/// </summary>
internal sealed record SslContextSettings
{
    /// <summary>0 SSL 3.0, 1 TLS 1.0, 2 TLS 1.1, 3 TLS 1.2, 4 all.</summary>
    public int Version { get; init; } = 4;

    public int CipherSuite { get; init; } = CipherSuites.All;

    public string CaCertificate { get; init; } = string.Empty;

    public string ClientCertificate { get; init; } = string.Empty;

    public string ClientKey { get; init; } = string.Empty;

    /// <summary>0 no authentication, 1 server, 2 server and client.</summary>
    public int SecurityLevel { get; init; }

    public int Session { get; init; }

    public int Sni { get; init; }

    public int CheckHost { get; init; }

    public int IgnoreLocalTime { get; init; } = 1;

    /// <summary>Seconds the handshake may take.</summary>
    public int NegotiateTime { get; init; } = 300;

    public int Renegotiation { get; init; }

    public int Dtls { get; init; }

    /// <summary>0 DTLS 1.0, 1 DTLS 1.2, 2 both.</summary>
    public int DtlsVersion { get; init; } = 2;
}
