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

    private static readonly int[] s_table =
    [
        0x0035, 0x002F, 0x0005, 0x0004, 0x000A, 0x003D, 0xC002, 0xC003, 0xC004, 0xC005, 0xC007, 0xC008, 0xC009, 0xC00A,
        0xC011, 0xC012, 0xC013, 0xC014, 0xC00C, 0xC00D, 0xC00E, 0xC00F, 0xC023, 0xC024, 0xC025, 0xC026, 0xC027, 0xC028,
        0xC029, 0xC02A, 0xC02F,
    ];

    private static readonly int[] s_beyondTheNote = [0xC02B, 0xC0A8, 0x00AE, 0xC0AE];

    /// <summary>The codes as the test form lists them.</summary>
    public static string List { get; } =
        string.Join(",", Array.ConvertAll([.. s_table, .. s_beyondTheNote, All], Format));

    /// <summary>What read-back prints (module facts 2).</summary>
    public static string Format(int code) => "0X" + code.ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>A single code as in 0XC02F; false for any other spelling and for codes the module does not know.</summary>
    public static bool TryParse(string text, out int code)
    {
        code = 0;
        return text.Length == 6
            && text.StartsWith("0X", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)
            && (code == All || Array.IndexOf(s_table, code) >= 0 || Array.IndexOf(s_beyondTheNote, code) >= 0);
    }

    /// <summary>The suites to offer: strong ones first, pre-shared keys only when asked for by their code.</summary>
    public static int[] Offer(int code)
    {
        if (code != All)
        {
            return [code];
        }

        List<int> offer = [0xC02B, 0xC02F, 0xC0AE];
        int[] rest = [.. s_table];
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
