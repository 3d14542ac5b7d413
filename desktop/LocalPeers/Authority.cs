// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LocalPeers;

/// <summary>A certificate authority that is made for one run and forgotten with it.</summary>
public sealed class Authority : IDisposable
{
    private readonly X509Certificate2 _certificate = Certificates.CreateRoot("CN=nanoBg95 throw-away CA");

    /// <summary>What the module must be given to trust.</summary>
    public string Pem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>The same as bytes.</summary>
    public byte[] PemBytes => Encoding.ASCII.GetBytes(Pem);

    /// <summary>Makes the certificate of a server.</summary>
    /// <param name="host">The name that clients know it by.</param>
    public X509Certificate2 Issue(string host) => Certificates.Issue(_certificate, "CN=" + host, host);

    /// <summary>Makes a certificate and its key for a client.</summary>
    /// <param name="name">Who it is.</param>
    public (string CertificatePem, string KeyPem) IssueClient(string name)
    {
        using X509Certificate2 certificate = Issue(name);
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
}
