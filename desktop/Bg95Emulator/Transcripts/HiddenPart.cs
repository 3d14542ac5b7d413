// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text.RegularExpressions;

namespace Bg95Emulator;

/// <summary>Which part of a line that a module has sent is nobody's business.</summary>
internal static partial class HiddenPart
{
    /// <summary>Where it begins and ends; the same place twice where there is none.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="mayBeBare">Whether the command that runs is answered by lines without a name.</param>
    public static (int Start, int End) Of(string line, bool mayBeBare)
    {
        if (line.StartsWith("AT", StringComparison.OrdinalIgnoreCase))
        {
            // An echo in an odd place.
            return (Redaction.Shown(line, CommandTable.IsName), line.Length);
        }

        if (SerialNumber().Match(line) is { Success: true } number)
        {
            Group hidden = number.Groups[number.Groups[1].Success ? 1 : 2];
            return (hidden.Index, hidden.Index + hidden.Length);
        }

        // A line of a key may begin with a plus, too, but has no colon.
        if (Row().IsMatch(line))
        {
            return Redaction.SecretOfRow(line);
        }

        return mayBeBare || Result().IsMatch(line) ? (line.Length, line.Length) : (0, line.Length);
    }

    /// <summary>Says whether a line comes unasked, also where a command runs.</summary>
    public static bool IsUnsolicited(string line) => Unsolicited().IsMatch(line);

    // IMEI, IMSI, ICCID, bare or behind a name, and a telephone number.
    [GeneratedRegex("^(?:\\+[A-Z]+: )?\"?(\\d{14,22}[0-9A-Fa-f]?)\"?$|^\\+CNUM: (.*)$")]
    private static partial Regex SerialNumber();

    [GeneratedRegex("^\\+[A-Z][A-Z0-9]{1,15}(?: ERROR)?:")]
    private static partial Regex Row();

    [GeneratedRegex("^(?:\\d{1,3}|OK|ERROR|SEND OK|SEND FAIL|CONNECT(?: \\d{1,7})?|NO CARRIER|RDY|APP RDY|(?:NORMAL |PSM )?POWER(?:ED)? DOWN)$")]
    private static partial Regex Result();

    [GeneratedRegex("^(?:\\+QSSLURC|\\+QIURC|\\+QSSLOPEN|\\+QIND|\\+QUSIM|\\+QPSMTIMER|RDY|APP RDY|(?:NORMAL |PSM )?POWER(?:ED)? DOWN)")]
    private static partial Regex Unsolicited();
}
