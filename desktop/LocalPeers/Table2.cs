// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;
using Org.BouncyCastle.Tls;

namespace LocalPeers;

/// <summary>The application note's Table 2 as printed, and the four suites of module facts 2.</summary>
public static class Table2
{
    public static SortedDictionary<string, string> Printed { get; } = new(StringComparer.Ordinal)
    {
        { "0X0035", "TLS_RSA_WITH_AES_256_CBC_SHA" },
        { "0X002F", "TLS_RSA_WITH_AES_128_CBC_SHA" },
        { "0X0005", "TLS_RSA_WITH_RC4_128_SHA" },
        { "0X0004", "TLS_RSA_WITH_RC4_128_MD5" },
        { "0X000A", "TLS_RSA_WITH_3DES_EDE_CBC_SHA" },
        { "0X003D", "TLS_RSA_WITH_AES_256_CBC_SHA256" },
        { "0XC002", "TLS_ECDH_ECDSA_WITH_RC4_128_SHA" },
        { "0XC003", "TLS_ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA" },
        { "0XC004", "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA" },
        { "0XC005", "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA" },
        { "0XC007", "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA" },
        { "0XC008", "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA" },
        { "0XC009", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA" },
        { "0XC00A", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA" },
        { "0XC011", "TLS_ECDHE_RSA_WITH_RC4_128_SHA" },
        { "0XC012", "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA" },
        { "0XC013", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA" },
        { "0XC014", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA" },
        { "0XC00C", "TLS_ECDH_RSA_WITH_RC4_128_SHA" },
        { "0XC00D", "TLS_ECDH_RSA_WITH_3DES_EDE_CBC_SHA" },
        { "0XC00E", "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA" },
        { "0XC00F", "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA" },
        { "0XC023", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256" },
        { "0XC024", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384" },
        { "0XC025", "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256" },
        { "0XC026", "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA384" },
        { "0XC027", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256" },
        { "0XC028", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384" },
        { "0XC029", "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA256" },
        { "0XC02A", "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA384" },
        { "0XC02F", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" },
    };

    public static SortedDictionary<string, string> BeyondTheNote { get; } = new(StringComparer.Ordinal)
    {
        { "0XC02B", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256" },
        { "0XC0A8", "TLS_PSK_WITH_AES_128_CCM_8" },
        { "0X00AE", "TLS_PSK_WITH_AES_128_CBC_SHA256" },
        { "0XC0AE", "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8" },
    };

    public static IEnumerable<KeyValuePair<string, string>> All => [.. Printed, .. BeyondTheNote];

    public static int Code(string printed) =>
        int.Parse(printed.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public static bool IsRc4(string name) => name.Contains("_RC4_", StringComparison.Ordinal);

    public static bool IsPreSharedKey(string name) => name.StartsWith("TLS_PSK_", StringComparison.Ordinal);

    /// <summary>Suites with SHA256, SHA384 or an AEAD came with TLS 1.2.</summary>
    public static bool NeedsTls12(string name) =>
        !name.EndsWith("_SHA", StringComparison.Ordinal) && !name.EndsWith("_MD5", StringComparison.Ordinal);

    /// <summary>The name that BouncyCastle's own list has for a code: nothing of this project is in it.</summary>
    public static string BouncyName(int code)
    {
        foreach (System.Reflection.FieldInfo field in typeof(CipherSuite).GetFields())
        {
            if (field.IsLiteral && field.GetRawConstantValue() is int value && value == code)
            {
                return field.Name;
            }
        }

        return $"unknown {code:X4}";
    }
}
