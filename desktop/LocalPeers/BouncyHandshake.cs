// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using CertificateRequest = Org.BouncyCastle.Tls.CertificateRequest;

namespace LocalPeers;

/// <summary>The server's side of one handshake, with one version, one suite and the certificate the suite wants.</summary>
public sealed class BouncyHandshake : DefaultTlsServer
{
    private readonly BouncyServerOptions _options;
    private readonly TlsSession? _resumable;

    public BouncyHandshake(BouncyServerOptions options, TlsSession? resumable)
        : base(new BcTlsCrypto(new SecureRandom()))
    {
        _options = options;
        _resumable = resumable;
    }

    public int Suite { get; private set; }

    public string Version { get; private set; } = string.Empty;

    public bool Resumed { get; private set; }

    public string? ClientSubject { get; private set; }

    public TlsSession? Session => m_context.ResumableSession;

    public override TlsCredentials? GetCredentials() => m_context.SecurityParameters.KeyExchangeAlgorithm switch
    {
        KeyExchangeAlgorithm.PSK => null,
        KeyExchangeAlgorithm.RSA => new BcDefaultTlsCredentialedDecryptor((BcTlsCrypto)Crypto, Chain(), Key()),
        KeyExchangeAlgorithm.ECDHE_RSA => Signer(SignatureAlgorithm.rsa),
        KeyExchangeAlgorithm.ECDHE_ECDSA => Signer(SignatureAlgorithm.ecdsa),

        // Static keys: the certificate's own takes part in the agreement.
        KeyExchangeAlgorithm.ECDH_RSA or KeyExchangeAlgorithm.ECDH_ECDSA =>
            new BcDefaultTlsCredentialedAgreement((BcTlsCrypto)Crypto, Chain(), Key()),
        int other => throw new InvalidOperationException($"No credentials for key exchange {other}."),
    };

    public override TlsPskIdentityManager? GetPskIdentityManager() =>
        _options.PreSharedKey == null ? null : new OneKey(_options.PreSharedKey);

    public override byte[] GetNewSessionID() => SecureRandom.GetNextBytes(new SecureRandom(), 16);

    public override TlsSession? GetSessionToResume(byte[] sessionID) =>
        _resumable != null && sessionID.AsSpan().SequenceEqual(_resumable.SessionID) ? _resumable : null;

    public override TlsKeyExchangeFactory GetKeyExchangeFactory() => new StaticEcdhServer.Factory(Key());

    public override CertificateRequest? GetCertificateRequest() => !_options.RequestClientCertificate
        ? null
        : new CertificateRequest(
            [ClientCertificateType.rsa_sign, ClientCertificateType.ecdsa_sign],
            TlsUtilities.IsTlsV12(m_context) ? TlsUtilities.GetDefaultSupportedSignatureAlgorithms(m_context) : null,
            null);

    public override void NotifyClientCertificate(Certificate clientCertificate)
    {
        if (clientCertificate.IsEmpty)
        {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }

        using X509Certificate2 leaf =
            X509CertificateLoader.LoadCertificate(clientCertificate.GetCertificateAt(0).GetEncoded());
        ClientSubject = leaf.Subject;
    }

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        Suite = m_context.SecurityParameters.CipherSuite;
        Version = m_context.SecurityParameters.NegotiatedVersion.ToString();
        Resumed = m_context.SecurityParameters.IsResumedSession;
    }

    protected override ProtocolVersion[] GetSupportedVersions() => [_options.Version];

    protected override int[] GetSupportedCipherSuites() => [_options.Suite];

    private Certificate Chain() => new([Crypto.CreateCertificate(_options.Certificate.RawData)]);

    private AsymmetricKeyParameter Key()
    {
        AsymmetricAlgorithm key = (AsymmetricAlgorithm?)_options.Certificate.GetRSAPrivateKey()
            ?? _options.Certificate.GetECDsaPrivateKey()!;
        return PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey());
    }

    private BcDefaultTlsCredentialedSigner Signer(short algorithm)
    {
        SignatureAndHashAlgorithm? choice = TlsUtilities.IsTlsV12(m_context)
            ? TlsUtilities.ChooseSignatureAndHashAlgorithm(
                m_context, m_context.SecurityParameters.ClientSigAlgs, algorithm)
            : null;
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(m_context), (BcTlsCrypto)Crypto, Key(), Chain(), choice);
    }

    private sealed class OneKey(byte[] key) : TlsPskIdentityManager
    {
        public byte[]? GetHint() => null;

        // A copy: the protocol wipes what it is given.
        public byte[] GetPsk(byte[] identity) => (byte[])key.Clone();
    }
}
