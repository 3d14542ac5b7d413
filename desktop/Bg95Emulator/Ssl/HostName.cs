// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Net;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;

namespace Bg95Emulator;

/// <summary>
/// "checkhost": does a certificate belong to the server asked for? The note names the subject's CN; as TLS stacks do
/// (RFC 6125), the CN only counts when the certificate carries no alternative name of the kind.
/// </summary>
internal static class HostName
{
    public static bool Matches(X509Certificate certificate, string host)
    {
        bool isAddress = IPAddress.TryParse(host, out IPAddress? address);
        bool hasNames = false;
        foreach (GeneralName name in AlternativeNames(certificate))
        {
            if (isAddress && name.TagNo == GeneralName.IPAddress)
            {
                byte[] octets = Asn1OctetString.GetInstance(name.Name).GetOctets();
                if (octets.AsSpan().SequenceEqual(address!.GetAddressBytes()))
                {
                    return true;
                }
            }
            else if (name.TagNo == GeneralName.DnsName)
            {
                hasNames = true;
                if (!isAddress && Covers(DerIA5String.GetInstance(name.Name).GetString(), host))
                {
                    return true;
                }
            }
        }

        return !hasNames && MatchesCommonName(certificate, host, isAddress);
    }

    /// <summary>A '*' may stand for the whole left-most label, and for one label only.</summary>
    internal static bool Covers(string pattern, string host)
    {
        string name = host.TrimEnd('.');
        if (!pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return pattern.Equals(name, StringComparison.OrdinalIgnoreCase);
        }

        int dot = name.IndexOf('.');
        return dot > 0
            && pattern.IndexOf('.', 2) > 0
            && pattern.AsSpan(1).Equals(name.AsSpan(dot), StringComparison.OrdinalIgnoreCase);
    }

    private static bool MatchesCommonName(X509Certificate certificate, string host, bool isAddress)
    {
        foreach (string name in certificate.SubjectDN.GetValueList(X509Name.CN))
        {
            if (isAddress ? name == host : Covers(name, host))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<GeneralName> AlternativeNames(X509Certificate certificate)
    {
        Asn1OctetString? extension = certificate.GetExtensionValue(X509Extensions.SubjectAlternativeName);
        return extension == null ? [] : GeneralNames.GetInstance(Asn1Object.FromByteArray(extension.GetOctets())).GetNames();
    }
}
