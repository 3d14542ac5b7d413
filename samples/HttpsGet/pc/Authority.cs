// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Samples.Pc;

/// <summary>A certificate authority that is made for one run and forgotten with it.</summary>
internal sealed class Authority : IDisposable
{
    // The module checks validity against its own clock, which may be a little behind.
    private static readonly DateTimeOffset s_from = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset s_to = DateTimeOffset.UtcNow.AddDays(1);

    private readonly X509Certificate2 _certificate;

    public Authority()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = Request("CN=HttpsGet throw-away CA", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _certificate = request.CreateSelfSigned(s_from, s_to);
    }

    /// <summary>What the module must be given to trust.</summary>
    public string Pem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>Makes the certificate of a server.</summary>
    public X509Certificate2 Issue(string host)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = Request("CN=" + host, key);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using X509Certificate2 signed = request.Create(_certificate, s_from, s_to, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 complete = signed.CopyWithPrivateKey(key);

        // Windows cannot serve with a key that was never in a key store.
        return X509CertificateLoader.LoadPkcs12(complete.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose() => _certificate.Dispose();

    private static CertificateRequest Request(string name, RSA key) =>
        new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
