// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace Bg95Emulator;

/// <summary>
/// The bands of AT+QCFG="band": hexadecimal digits, more than a number of 64 bits has (module facts 15). Bit n - 1 stands for
/// LTE band n; the four of GSM have their own order.
/// </summary>
internal static class BandMask
{
    private static readonly int[] s_gsm = [900, 1800, 850, 1900];

    /// <summary>The mask without a 0x before it; null when it is none.</summary>
    public static BigInteger? Parse(string text)
    {
        string digits = text.StartsWith("0x", System.StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return digits.Length is > 0 and <= 32
            && BigInteger.TryParse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out BigInteger mask)
            ? mask
            : null;
    }

    /// <summary>As the module prints it.</summary>
    public static string Format(BigInteger mask) =>
        "0x" + (mask.IsZero ? "0" : mask.ToString("x", CultureInfo.InvariantCulture).TrimStart('0'));

    /// <summary>The bands, in the order in which they are searched.</summary>
    public static List<int> Bands(BigInteger mask, RadioTechnology technology)
    {
        List<int> bands = [];
        for (int bit = 0; !(mask >> bit).IsZero; bit++)
        {
            if (!(mask >> bit).IsEven)
            {
                if (technology != RadioTechnology.Gsm)
                {
                    bands.Add(bit + 1);
                }
                else if (bit < s_gsm.Length)
                {
                    bands.Add(s_gsm[bit]);
                }
            }
        }

        return bands;
    }
}
