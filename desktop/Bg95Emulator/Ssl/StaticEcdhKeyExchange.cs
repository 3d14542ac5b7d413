// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using Org.BouncyCastle.X509;

namespace Bg95Emulator;

/// <summary>
/// The client's side of ECDH_ECDSA and ECDH_RSA with a key made for the occasion (RFC 4492, 2.1 and
/// 2.3). BouncyCastle's own insists on a client certificate with a fixed key, which no server of these suites asks for.
/// </summary>
internal sealed class StaticEcdhKeyExchange : AbstractTlsKeyExchange
{
    private ECPublicKeyParameters? _server;
    private ECPrivateKeyParameters? _own;

    public StaticEcdhKeyExchange(int keyExchange)
        : base(keyExchange)
    {
    }

    public override void SkipServerCredentials() => throw new TlsFatalAlert(AlertDescription.unexpected_message);

    public override void ProcessServerCredentials(TlsCredentials serverCredentials) =>
        throw new TlsFatalAlert(AlertDescription.internal_error);

    public override void ProcessServerCertificate(Certificate serverCertificate)
    {
        TlsCertificate leaf = serverCertificate.GetCertificateAt(0).CheckUsageInRole(TlsCertificateRole.ECDH);
        _server = new X509Certificate(leaf.GetEncoded()).GetPublicKey() as ECPublicKeyParameters
            ?? throw new TlsFatalAlert(AlertDescription.unsupported_certificate);
    }

    /// <summary>Certificates that sign are no use here, where nothing is signed; with none the exchange goes on.</summary>
    public override void ProcessClientCredentials(TlsCredentials clientCredentials) =>
        throw new TlsFatalAlert(AlertDescription.internal_error);

    public override void GenerateClientKeyExchange(Stream output)
    {
        ECKeyPairGenerator generator = new();
        generator.Init(new ECKeyGenerationParameters(_server!.Parameters, new SecureRandom()));
        AsymmetricCipherKeyPair pair = generator.GenerateKeyPair();
        _own = (ECPrivateKeyParameters)pair.Private;
        TlsUtilities.WriteOpaque8(((ECPublicKeyParameters)pair.Public).Q.GetEncoded(false), output);
    }

    public override TlsSecret GeneratePreMasterSecret() =>
        BcTlsECDomain.CalculateECDHAgreement((BcTlsCrypto)m_context.Crypto, _own, _server);

    /// <summary>Makes this for the static suites and everything else as BouncyCastle does.</summary>
    internal sealed class Factory : DefaultTlsKeyExchangeFactory
    {
        public override TlsKeyExchange CreateECDHKeyExchange(int keyExchange) => new StaticEcdhKeyExchange(keyExchange);
    }
}
