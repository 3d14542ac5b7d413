// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bg95Emulator;

/// <summary>The cipher suites of the application note (Table 2) and the four the vendor lists beyond it (module facts 2).</summary>
internal static class CipherSuites
{
    public const int All = 0xFFFF;

    private static readonly int[] s_preSharedKey = [0xC0A8, 0x00AE];

    private static readonly (int Code, string Name)[] s_table =
    [
        (0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA"),
        (0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA"),
        (0x0005, "TLS_RSA_WITH_RC4_128_SHA"),
        (0x0004, "TLS_RSA_WITH_RC4_128_MD5"),
        (0x000A, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
        (0x003D, "TLS_RSA_WITH_AES_256_CBC_SHA256"),
        (0xC002, "TLS_ECDH_ECDSA_WITH_RC4_128_SHA"),
        (0xC003, "TLS_ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA"),
        (0xC004, "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA"),
        (0xC005, "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA"),
        (0xC007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA"),
        (0xC008, "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA"),
        (0xC009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
        (0xC00A, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"),
        (0xC011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA"),
        (0xC012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"),
        (0xC013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
        (0xC014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"),
        (0xC00C, "TLS_ECDH_RSA_WITH_RC4_128_SHA"),
        (0xC00D, "TLS_ECDH_RSA_WITH_3DES_EDE_CBC_SHA"),
        (0xC00E, "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA"),
        (0xC00F, "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA"),
        (0xC023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"),
        (0xC024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"),
        (0xC025, "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256"),
        (0xC026, "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA384"),
        (0xC027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"),
        (0xC028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"),
        (0xC029, "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA256"),
        (0xC02A, "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA384"),
        (0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
    ];

    private static readonly (int Code, string Name)[] s_beyondTheNote =
    [
        (0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
        (0xC0A8, "TLS_PSK_WITH_AES_128_CCM_8"),
        (0x00AE, "TLS_PSK_WITH_AES_128_CBC_SHA256"),
        (0xC0AE, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8"),
    ];

    private static readonly (int Code, string Name)[] s_known = [.. s_table, .. s_beyondTheNote];

    /// <summary>The codes as the test form lists them.</summary>
    public static string List { get; } =
        string.Join(",", Array.ConvertAll([.. Array.ConvertAll(s_known, suite => suite.Code), All], Format));

    /// <summary>What read-back prints (module facts 2).</summary>
    public static string Format(int code) => "0X" + code.ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>The name in the application note or of the vendor; null for a code the module does not know.</summary>
    public static string? Name(int code) => Array.Find(s_known, suite => suite.Code == code).Name;

    /// <summary>A single code as in 0XC02F; false for any other spelling and for codes the module does not know.</summary>
    public static bool TryParse(string text, out int code)
    {
        code = 0;
        return text.Length == 6
            && text.StartsWith("0X", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)
            && (code == All || Name(code) != null);
    }

    /// <summary>The suites to offer: strong ones first, pre-shared keys only when asked for by their code.</summary>
    public static int[] Offer(int code)
    {
        if (code != All)
        {
            return [code];
        }

        List<int> offer = [0xC02B, 0xC02F, 0xC0AE];
        int[] rest = Array.ConvertAll(s_table, suite => suite.Code);
        Array.Sort(rest, (left, right) => right.CompareTo(left));
        foreach (int suite in rest)
        {
            if (!offer.Contains(suite) && Array.IndexOf(s_preSharedKey, suite) < 0)
            {
                offer.Add(suite);
            }
        }

        return [.. offer];
    }

    public static bool IsPreSharedKey(int code) => Array.IndexOf(s_preSharedKey, code) >= 0;
}
