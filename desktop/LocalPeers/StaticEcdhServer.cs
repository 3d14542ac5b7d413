// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace LocalPeers;

/// <summary>
/// The server's side of ECDH_ECDSA and ECDH_RSA: the certificate's key and whatever key the client sends (RFC 4492, 2.1
/// and 2.3). BouncyCastle's own would have a client certificate with a fixed key.
/// </summary>
public sealed class StaticEcdhServer(int keyExchange, AsymmetricKeyParameter key) : AbstractTlsKeyExchange(keyExchange)
{
    private readonly ECPrivateKeyParameters _own = (ECPrivateKeyParameters)key;
    private ECPublicKeyParameters? _client;

    public override void SkipServerCredentials() => throw new TlsFatalAlert(AlertDescription.internal_error);

    public override void ProcessServerCredentials(TlsCredentials serverCredentials)
    {
    }

    public override void ProcessClientCredentials(TlsCredentials clientCredentials) =>
        throw new TlsFatalAlert(AlertDescription.internal_error);

    public override void GenerateClientKeyExchange(Stream output) =>
        throw new TlsFatalAlert(AlertDescription.internal_error);

    public override void ProcessClientKeyExchange(Stream input) =>
        _client = new ECPublicKeyParameters(
            _own.Parameters.Curve.DecodePoint(TlsUtilities.ReadOpaque8(input)), _own.Parameters);

    public override TlsSecret GeneratePreMasterSecret() =>
        BcTlsECDomain.CalculateECDHAgreement((BcTlsCrypto)m_context.Crypto, _own, _client);

    public sealed class Factory(AsymmetricKeyParameter key) : DefaultTlsKeyExchangeFactory
    {
        public override TlsKeyExchange CreateECDHKeyExchange(int keyExchange) => new StaticEcdhServer(keyExchange, key);
    }
}
