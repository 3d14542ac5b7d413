// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>How AT+CMEE makes an equipment error look.</summary>
internal static class EquipmentErrors
{
    public const int NotAllowed = 3;
    public const int NotSupported = 4;
    public const int SimNotInserted = 10;
    public const int PinRequired = 11;
    public const int PukRequired = 12;
    public const int SimFailure = 13;
    public const int SimBusy = 14;
    public const int IncorrectPassword = 16;
    public const int NoNetwork = 30;
    public const int NetworkTimeout = 31;

    // The texts of 3GPP TS 27.007, 9.2. The file system's numbers have none that is public: they stay numbers.
    private static readonly Dictionary<int, string> s_texts = new()
    {
        [3] = "operation not allowed",
        [4] = "operation not supported",
        [10] = "SIM not inserted",
        [11] = "SIM PIN required",
        [12] = "SIM PUK required",
        [13] = "SIM failure",
        [14] = "SIM busy",
        [16] = "incorrect password",
        [30] = "no network service",
        [31] = "network timeout",

        // Of the HTTP client, as far as they are public (module facts 19).
        [HttpError.NetworkOpenFailed] = "Http network open fail",
        [HttpError.DnsFailed] = "Http dns error",
    };

    /// <param name="code">The number.</param>
    /// <param name="format">The setting of AT+CMEE: 0 plain, 1 numbers, 2 texts.</param>
    public static string Text(int code, int format) => format switch
    {
        0 => "ERROR",
        2 when s_texts.TryGetValue(code, out string? text) => "+CME ERROR: " + text,
        _ => "+CME ERROR: " + code,
    };
}
