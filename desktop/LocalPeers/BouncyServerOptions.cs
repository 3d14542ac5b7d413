// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Tls;

namespace LocalPeers;

/// <summary>What a <see cref="BouncyServer"/> speaks.</summary>
public sealed record BouncyServerOptions
{
    public ProtocolVersion Version { get; init; } = ProtocolVersion.TLSv12;

    public int Suite { get; init; } = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;

    public X509Certificate2 Certificate { get; init; } = Certificates.Server;

    /// <summary>For PSK suites; any identity is taken.</summary>
    public byte[]? PreSharedKey { get; init; }

    /// <summary>Sent as soon as the handshake is over.</summary>
    public string? Greeting { get; init; }

    /// <summary>Closes after the greeting.</summary>
    public bool HangUp { get; init; }

    public bool RequestClientCertificate { get; init; }

    public bool Datagrams => Version.IsDtls;
}
