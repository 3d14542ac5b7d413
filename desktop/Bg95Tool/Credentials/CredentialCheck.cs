// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Bg95Tool;

/// <summary>Looks whether files are what they are given for, with .NET's own X.509 and keys, before anything goes to a module.</summary>
internal static class CredentialCheck
{
    private const int SmallestRsa = 1024;
    private const int UsualRsa = 2048;
    private const int LargestRsa = 4096;
    private const int LargestPsk = 512;
    private const int ShortestPskKey = 16;

    private static readonly string[] s_curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];

    /// <summary>A CA certificate: one block, an authority's, valid at that time.</summary>
    public static Credential Ca(string path, string name, DateTimeOffset now)
    {
        PemFile pem = PemFile.Read(path, "CA certificate");
        X509Certificate2 certificate = ReadCertificate(pem, "CA certificate", now);
        X509BasicConstraintsExtension? constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
        bool isSelfIssued = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        if (constraints is { CertificateAuthority: false } || (constraints == null && !isSelfIssued))
        {
            throw PemFile.Refuse(
                path, "notCa", $"{certificate.Subject} is no authority's certificate", "Give the certificate that the server's was issued with; a client's goes to --client-cert.");
        }

        List<string> warnings = KeyWarnings(path, certificate);
        if (!isSelfIssued)
        {
            warnings.Add("It is an intermediate authority's: servers that were issued by others of the same root are not trusted.");
        }

        return Describe(CredentialKind.Ca, pem, name, certificate, warnings);
    }

    /// <summary>A client's certificate: one block, no authority's, valid at that time.</summary>
    public static Credential ClientCertificate(string path, string name, DateTimeOffset now)
    {
        PemFile pem = PemFile.Read(path, "client certificate");
        X509Certificate2 certificate = ReadCertificate(pem, "client certificate", now);
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(item => item.CertificateAuthority))
        {
            throw PemFile.Refuse(path, "isCa", $"{certificate.Subject} is an authority's certificate", "Give the module's own certificate; an authority's goes to --ca.");
        }

        X509EnhancedKeyUsageExtension? usage = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        if (usage != null && !usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value is "1.3.6.1.5.5.7.3.2" or "2.5.29.37.0"))
        {
            throw PemFile.Refuse(path, "notForClients", $"{certificate.Subject} is not for clients (extended key usage)", "Have a certificate issued for client authentication.");
        }

        return Describe(CredentialKind.ClientCertificate, pem, name, certificate, KeyWarnings(path, certificate));
    }

    /// <summary>A private key without a password, and of a certificate where one is given.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name in the module.</param>
    /// <param name="certificate">Whose key it should be, or null.</param>
    public static Credential ClientKey(string path, string name, X509Certificate2? certificate)
    {
        PemFile pem = PemFile.Read(path, "private key");
        string label = pem.Labels.FirstOrDefault(item => item.EndsWith("PRIVATE KEY", StringComparison.Ordinal)) ?? string.Empty;
        if (label.Length == 0)
        {
            bool isPublic = pem.Labels.Any(item => item.EndsWith("PUBLIC KEY", StringComparison.Ordinal));
            throw PemFile.Refuse(
                path, "notKey", pem.HasCertificate ? "it is a certificate, and no private key" : isPublic ? "it is a public key, and no private one" : $"it holds {pem.Labels[0]}, and no private key",
                pem.HasCertificate ? "Certificates go to --client-cert and --ca." : "Give the private key.");
        }

        if (pem.HasCertificate)
        {
            throw PemFile.Refuse(path, "mixed", "it holds a key and a certificate", "Write each into a file of its own: the module takes one a file.");
        }

        if (label.StartsWith("ENCRYPTED", StringComparison.Ordinal) || pem.Text.Contains("\nProc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw PemFile.Refuse(path, "encrypted", "the key has a password, which the module cannot be told", "openssl pkey -in FILE -out FILE.pem writes it without one.");
        }

        using AsymmetricAlgorithm key = ReadKey(pem);
        string kind = DescribeKey(path, key, out List<string> warnings);
        if (certificate != null && !Belongs(key, certificate))
        {
            throw PemFile.Refuse(path, "wrongKey", $"it is not the key of {certificate.Subject}", "Give the certificate and the key that were made together.");
        }

        if (key is ECDsa)
        {
            warnings.Add("Elliptic client keys are not known to work on these modules; RSA is.");
        }

        return new Credential(CredentialKind.ClientKey, path, name, pem.Bytes) { Description = kind, Warnings = warnings };
    }

    /// <summary>A pre-shared key: one line, identity&amp;key, the key in hexadecimal.</summary>
    public static Credential PreSharedKey(string path, int context)
    {
        byte[] bytes;
        try
        {
            bytes = System.IO.File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is System.IO.IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw PemFile.Refuse(path, "noFile", "it cannot be read: " + fault.Message, "Is the name right?");
        }

        string line = Encoding.Latin1.GetString(bytes).TrimEnd('\r', '\n');
        int cut = line.IndexOf('&', StringComparison.Ordinal);
        string key = cut < 0 ? string.Empty : line[(cut + 1)..];
        bool isHex = key.Length > 0 && key.Length % 2 == 0 && key.All(char.IsAsciiHexDigit);
        if (bytes.Length > LargestPsk || cut < 1 || !isHex || line[..cut].Any(letter => letter is < '!' or > '~' or '"'))
        {
            throw PemFile.Refuse(
                path, "notPsk", "it is no pre-shared key", "It has to be one line: the identity, &, and the key in hexadecimal, such as device1&0a1b2c3d4e5f60718293a4b5c6d7e8f9.");
        }

        List<string> warnings = key.Length / 2 < ShortestPskKey ? [$"The key has {key.Length / 2} bytes; {ShortestPskKey} or more are not guessed."] : [];

        // The module takes the line's end for a part of the key.
        return new Credential(CredentialKind.PreSharedKey, path, $"{context}_server.psk", Encoding.Latin1.GetBytes(line))
        {
            Description = $"identity {line[..cut]}, {key.Length / 2} bytes of key",
            Warnings = warnings,
        };
    }

    private static X509Certificate2 ReadCertificate(PemFile pem, string what, DateTimeOffset now)
    {
        if (!pem.HasCertificate)
        {
            throw PemFile.Refuse(
                pem.Path, "notCertificate", pem.HasKey ? $"it is a private key, and no {what}" : $"it holds {pem.Labels[0]}, and no {what}",
                pem.HasKey ? "A key goes to --client-key." : "Give the certificate itself.");
        }

        if (pem.HasKey)
        {
            throw PemFile.Refuse(pem.Path, "mixed", "it holds a key beside the certificate", "Write each into a file of its own: the module takes one a file.");
        }

        if (pem.Labels.Count > 1)
        {
            throw PemFile.Refuse(pem.Path, "bundle", $"it holds {pem.Labels.Count} certificates", $"Write the {what} alone into a file: the module takes one a file.");
        }

        X509Certificate2 certificate;
        try
        {
            certificate = X509Certificate2.CreateFromPem(pem.Text);
        }
        catch (CryptographicException)
        {
            throw PemFile.Refuse(pem.Path, "damaged", "its certificate cannot be read", "Has it been cut or edited? Export it again.");
        }

        if (certificate.NotAfter.ToUniversalTime() < now.UtcDateTime)
        {
            throw PemFile.Refuse(pem.Path, "expired", Text.Invariant($"{certificate.Subject} has expired on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}"), "Get a new one, and look whether this PC's clock is right.");
        }

        if (certificate.NotBefore.ToUniversalTime() > now.UtcDateTime)
        {
            throw PemFile.Refuse(pem.Path, "notYetValid", Text.Invariant($"{certificate.Subject} is not valid before {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} UTC"), "Wait until then, and look whether this PC's clock is right.");
        }

        return certificate;
    }

    private static AsymmetricAlgorithm ReadKey(PemFile pem)
    {
        foreach (Func<AsymmetricAlgorithm> make in (Func<AsymmetricAlgorithm>[])[RSA.Create, ECDsa.Create])
        {
            AsymmetricAlgorithm key = make();
            try
            {
                key.ImportFromPem(pem.Text);
                return key;
            }
            catch (Exception fault) when (fault is ArgumentException or CryptographicException)
            {
                key.Dispose();
            }
        }

        throw PemFile.Refuse(pem.Path, "keyKind", "the key is neither RSA nor elliptic, or it is damaged", "The module takes RSA keys of 1024 to 4096 bits, and has suites for P-256, P-384 and P-521.");
    }

    private static string DescribeKey(string path, AsymmetricAlgorithm key, out List<string> warnings)
    {
        warnings = [];
        if (key is RSA)
        {
            if (key.KeySize is < SmallestRsa or > LargestRsa)
            {
                throw PemFile.Refuse(path, "keySize", $"its RSA key has {key.KeySize} bits", $"The module takes {SmallestRsa} to {LargestRsa}.");
            }

            if (key.KeySize < UsualRsa)
            {
                warnings.Add($"RSA {key.KeySize} can be broken; take {UsualRsa} or more.");
            }

            return $"RSA {key.KeySize}";
        }

        string? curve = ((ECDsa)key).ExportParameters(false).Curve.Oid.Value;
        if (!s_curves.Contains(curve))
        {
            throw PemFile.Refuse(path, "keyKind", "its key is of a curve that TLS 1.2 suites of the module do not use", "Take P-256, P-384 or P-521; or RSA.");
        }

        return $"ECDSA P-{key.KeySize}";
    }

    private static List<string> KeyWarnings(string path, X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm? key = PublicKeyOf(certificate);
        if (key == null)
        {
            throw PemFile.Refuse(path, "keyKind", "its key is neither RSA nor elliptic", "The module takes RSA keys of 1024 to 4096 bits, and has suites for P-256, P-384 and P-521.");
        }

        DescribeKey(path, key, out List<string> warnings);
        if (certificate.SignatureAlgorithm.FriendlyName is string signature && (signature.Contains("md5", StringComparison.OrdinalIgnoreCase) || signature.Contains("sha1", StringComparison.OrdinalIgnoreCase)))
        {
            warnings.Add($"It is signed with {signature}, which can be forged.");
        }

        return warnings;
    }

    private static AsymmetricAlgorithm? PublicKeyOf(X509Certificate2 certificate) => (AsymmetricAlgorithm?)certificate.GetRSAPublicKey() ?? certificate.GetECDsaPublicKey();

    private static bool Belongs(AsymmetricAlgorithm key, X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm? own = PublicKeyOf(certificate);
        return own != null && key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own.ExportSubjectPublicKeyInfo());
    }

    private static Credential Describe(CredentialKind kind, PemFile pem, string name, X509Certificate2 certificate, List<string> warnings)
    {
        using AsymmetricAlgorithm key = PublicKeyOf(certificate)!;
        return new Credential(kind, pem.Path, name, pem.Bytes)
        {
            Certificate = certificate,
            Description = Text.Invariant($"{certificate.Subject}, {DescribeKey(pem.Path, key, out _)}, valid to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}"),
            Warnings = warnings,
        };
    }
}
