// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Samples.Pc;

/// <summary>A certificate authority that is made for one run and forgotten with it.</summary>
public sealed class Authority : IDisposable
{
    // The module checks validity against its own clock, which may be a little behind.
    private static readonly DateTimeOffset s_from = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset s_to = DateTimeOffset.UtcNow.AddDays(1);

    private readonly X509Certificate2 _certificate;

    /// <summary>Makes its key and certificate.</summary>
    public Authority()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = Request("CN=nanoBg95 throw-away CA", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _certificate = request.CreateSelfSigned(s_from, s_to);
    }

    /// <summary>What the module must be given to trust.</summary>
    public string Pem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>The same as bytes.</summary>
    public byte[] PemBytes => Encoding.ASCII.GetBytes(Pem);

    /// <summary>Makes the certificate of a server.</summary>
    /// <param name="host">The name that clients know it by.</param>
    public X509Certificate2 Issue(string host)
    {
        using X509Certificate2 certificate = Make(host);

        // Windows cannot serve with a key that was never in a key store.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Makes a certificate and its key for a client.</summary>
    /// <param name="name">Who it is.</param>
    public (string CertificatePem, string KeyPem) IssueClient(string name)
    {
        using X509Certificate2 certificate = Make(name);
        using RSA key = certificate.GetRSAPrivateKey()!;
        return (certificate.ExportCertificatePem() + "\n", key.ExportRSAPrivateKeyPem() + "\n");
    }

    /// <summary>Whether a certificate is one of this authority's.</summary>
    public bool Issued(X509Certificate? certificate)
    {
        if (certificate is not X509Certificate2 complete)
        {
            return false;
        }

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(_certificate);
        return chain.Build(complete);
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _certificate.Dispose();

    private X509Certificate2 Make(string name)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = Request("CN=" + name, key);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using X509Certificate2 signed = request.Create(_certificate, s_from, s_to, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string name, RSA key) =>
        new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
