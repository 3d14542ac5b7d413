// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.X509;

namespace Bg95Emulator;

/// <summary>
/// Follows the server's certificate to one of the trusted ones: signatures, validity, and whether each issuer may
/// issue (RFC 5280, 6.1, without policies, name constraints and revocation, which the module does not know either).
/// </summary>
internal sealed class CertificateChain
{
    private const int MaxLength = 10;
    private const int KeyCertSign = 5;

    private readonly IList<X509Certificate> _trusted;
    private readonly DateTime? _now;

    /// <param name="trusted">The certificates of the CA file.</param>
    /// <param name="now">The module's time; null when validity periods are ignored.</param>
    public CertificateChain(IList<X509Certificate> trusted, DateTime? now)
    {
        _trusted = trusted;
        _now = now;
    }

    /// <exception cref="TlsFatalAlert">The chain does not hold; the alert says why.</exception>
    public void Verify(IReadOnlyList<X509Certificate> chain)
    {
        if (chain.Count == 0)
        {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }

        CheckPurpose(chain[0]);
        X509Certificate current = chain[0];
        for (int below = 0; below < MaxLength; below++)
        {
            CheckValidity(current);
            if (_trusted.Contains(current))
            {
                return;
            }

            X509Certificate? root = FindIssuer(_trusted, current, below);
            if (root != null)
            {
                CheckValidity(root);
                return;
            }

            current = FindIssuer(chain, current, below) ?? throw new TlsFatalAlert(AlertDescription.unknown_ca);
        }

        throw new TlsFatalAlert(AlertDescription.unknown_ca);
    }

    private static X509Certificate? FindIssuer(IEnumerable<X509Certificate> candidates, X509Certificate issued, int below)
    {
        foreach (X509Certificate candidate in candidates)
        {
            if (candidate.SubjectDN.Equivalent(issued.IssuerDN)
                && !candidate.Equals(issued)
                && MayIssue(candidate, below)
                && HasSigned(candidate, issued))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool MayIssue(X509Certificate issuer, int below)
    {
        // Version 1 certificates carry no extensions: only a trusted root that is self-signed may be that old.
        if (issuer.Version < 3)
        {
            return issuer.SubjectDN.Equivalent(issuer.IssuerDN);
        }

        // BouncyCastle: -1 for no CA, otherwise how many more may stand between it and the server's certificate.
        bool[]? usage = issuer.GetKeyUsage();
        return issuer.GetBasicConstraints() >= below && (usage == null || usage[KeyCertSign]);
    }

    private static bool HasSigned(X509Certificate issuer, X509Certificate issued)
    {
        try
        {
            issued.Verify(issuer.GetPublicKey());
            return true;
        }
        catch (GeneralSecurityException)
        {
            return false;
        }
    }

    private static void CheckPurpose(X509Certificate server)
    {
        IList<Org.BouncyCastle.Asn1.DerObjectIdentifier>? purposes = server.GetExtendedKeyUsage();
        if (purposes != null
            && !purposes.Contains(KeyPurposeID.id_kp_serverAuth)
            && !purposes.Contains(KeyPurposeID.AnyExtendedKeyUsage))
        {
            throw new TlsFatalAlert(AlertDescription.unsupported_certificate);
        }
    }

    private void CheckValidity(X509Certificate certificate)
    {
        if (_now is DateTime now && !certificate.IsValid(now))
        {
            throw new TlsFatalAlert(AlertDescription.certificate_expired);
        }
    }
}
