// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>
/// The timers of AT+CPSMS: 8 bits, the unit in the upper three and how many of it in the lower five (module facts 18).
/// </summary>
internal static class TimerCode
{
    public const int Length = 8;

    private const int UnitLength = 3;

    /// <summary>So many characters, each 0 or 1.</summary>
    public static bool IsBits(string text, int length) => text.Length == length && !text.AsSpan().ContainsAnyExcept('0', '1');

    /// <summary>T3412ext, the time between two updates; null: switched off.</summary>
    public static TimeSpan? Periodic(string code) => Unit(code) switch
    {
        "000" => Count(code) * TimeSpan.FromMinutes(10),
        "001" => Count(code) * TimeSpan.FromHours(1),
        "010" => Count(code) * TimeSpan.FromHours(10),
        "011" => Count(code) * TimeSpan.FromSeconds(2),
        "100" => Count(code) * TimeSpan.FromSeconds(30),
        "101" => Count(code) * TimeSpan.FromMinutes(1),
        "110" => Count(code) * TimeSpan.FromHours(320),
        _ => null,
    };

    /// <summary>
    /// T3324, how long the module stays awake; null: switched off, and with it power saving. Documents disagree about 010 (module
    /// facts 18); here it counts in six minutes, as 3GPP TS 24.008 has it.
    /// </summary>
    public static TimeSpan? Active(string code) => Unit(code) switch
    {
        "000" => Count(code) * TimeSpan.FromSeconds(2),
        "001" => Count(code) * TimeSpan.FromMinutes(1),
        "010" => Count(code) * TimeSpan.FromMinutes(6),
        "111" => null,
        _ => Count(code) * TimeSpan.FromMinutes(1),
    };

    /// <summary>The smallest code of T3412ext that is at least so long.</summary>
    public static string ForPeriodic(TimeSpan time) => Encode(
        time,
        ("011", TimeSpan.FromSeconds(2)), ("100", TimeSpan.FromSeconds(30)), ("101", TimeSpan.FromMinutes(1)),
        ("000", TimeSpan.FromMinutes(10)), ("001", TimeSpan.FromHours(1)), ("010", TimeSpan.FromHours(10)), ("110", TimeSpan.FromHours(320)));

    /// <summary>The smallest code of T3324 that is at least so long.</summary>
    public static string ForActive(TimeSpan time) =>
        Encode(time, ("000", TimeSpan.FromSeconds(2)), ("001", TimeSpan.FromMinutes(1)));

    private static string Unit(string code) => code[..UnitLength];

    private static int Count(string code) => Convert.ToInt32(code[UnitLength..], 2);

    private static string Encode(TimeSpan time, params (string Unit, TimeSpan Length)[] units)
    {
        const int MaxCount = 31;
        foreach ((string unit, TimeSpan length) in units)
        {
            int count = (int)Math.Ceiling(time / length);
            if (count <= MaxCount)
            {
                return unit + Convert.ToString(count, 2).PadLeft(Length - UnitLength, '0');
            }
        }

        return units[^1].Unit + "11111";
    }
}
