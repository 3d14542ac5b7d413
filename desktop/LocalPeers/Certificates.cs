// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LocalPeers;

/// <summary>Throw-away certificates, made anew in each run.</summary>
public static class Certificates
{
    /// <summary>The name the server's certificate is for.</summary>
    public const string ServerName = "server.example";

    private static readonly DateTimeOffset s_from = DateTimeOffset.UtcNow.AddYears(-1);
    private static readonly DateTimeOffset s_to = DateTimeOffset.UtcNow.AddYears(1);

    // A key takes time: each is made when it is first wanted.
    private static readonly Lazy<X509Certificate2> s_root = new(() => CreateRoot("CN=Test Root"));
    private static readonly Lazy<X509Certificate2> s_otherRoot = new(() => CreateRoot("CN=Other Root"));
    private static readonly Lazy<X509Certificate2> s_server = new(() => Issue(Root, "CN=server.example", ServerName));
    private static readonly Lazy<X509Certificate2> s_ellipticRoot = new(() => CreateEllipticRoot("CN=Elliptic Root"));

    private static readonly Lazy<X509Certificate2> s_ellipticServer =
        new(() => Issue(EllipticRoot, "CN=server.example", ServerName, elliptic: true));

    private static readonly Lazy<X509Certificate2> s_ellipticServerByRsa =
        new(() => Issue(Root, "CN=server.example", ServerName, elliptic: true));

    private static readonly Lazy<X509Certificate2> s_client = new(() => Issue(Root, "CN=device"));

    public static X509Certificate2 Root => s_root.Value;

    public static X509Certificate2 OtherRoot => s_otherRoot.Value;

    public static X509Certificate2 Server => s_server.Value;

    public static X509Certificate2 EllipticRoot => s_ellipticRoot.Value;

    public static X509Certificate2 EllipticServer => s_ellipticServer.Value;

    /// <summary>An elliptic key, signed with an RSA key.</summary>
    public static X509Certificate2 EllipticServerByRsa => s_ellipticServerByRsa.Value;

    /// <summary>A client's certificate, of the authority that signs the server's.</summary>
    public static X509Certificate2 Client => s_client.Value;

    public static byte[] Pem(X509Certificate2 certificate) =>
        System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());

    public static byte[] KeyPem(X509Certificate2 certificate)
    {
        AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        return System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
    }

    public static X509Certificate2 CreateRoot(string subject)
    {
        using RSA key = RSA.Create(2048);
        return SelfSign(new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static X509Certificate2 CreateEllipticRoot(string subject)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return SelfSign(new CertificateRequest(subject, key, HashAlgorithmName.SHA256));
    }

    public static X509Certificate2 Issue(
        X509Certificate2 issuer,
        string subject,
        string? dnsName = null,
        DateTimeOffset? to = null,
        IPAddress? address = null,
        bool authority = false,
        bool elliptic = false)
    {
        using RSA? rsa = elliptic ? null : RSA.Create(2048);
        using ECDsa? ec = elliptic ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        CertificateRequest request = ec != null
            ? new CertificateRequest(subject, ec, HashAlgorithmName.SHA256)
            : new CertificateRequest(subject, rsa!, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        if (dnsName != null || address != null)
        {
            SubjectAlternativeNameBuilder names = new();
            if (dnsName != null)
            {
                names.AddDnsName(dnsName);
            }

            if (address != null)
            {
                names.AddIpAddress(address);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        byte[] serial = RandomNumberGenerator.GetBytes(8);
        serial[0] &= 0x7F;
        serial[0] |= 0x01;
        X509SignatureGenerator generator = issuer.GetRSAPrivateKey() is RSA issuerRsa
            ? X509SignatureGenerator.CreateForRSA(issuerRsa, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
        using X509Certificate2 signed =
            request.Create(issuer.SubjectName, generator, s_from, to ?? s_to, serial);
        using X509Certificate2 certificate = ec != null ? signed.CopyWithPrivateKey(ec) : signed.CopyWithPrivateKey(rsa!);

        // Windows cannot serve with a key that was never in a key store, and the key must be exportable.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    private static X509Certificate2 SelfSign(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(s_from.AddYears(-1), s_to.AddYears(1));
    }
}
