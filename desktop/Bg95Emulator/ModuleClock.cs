// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;

namespace Bg95Emulator;

/// <summary>
/// The module's clock: the network's time, once the network has told it, until AT+CCLK or AT+QNTP sets it otherwise;
/// certificates are checked against it (application note 1.4). It goes on through reboots.
/// </summary>
internal sealed class ModuleClock
{
    // The range of 3GPP TS 27.007, 8.15, in quarters of an hour.
    private const int MaxZone = 96;

    // Where a module that was never set begins to count: the beginning of GPS time.
    private static readonly DateTimeOffset s_neverSet = new(1980, 1, 6, 0, 0, 0, TimeSpan.Zero);

    private readonly ModuleOptions _options;
    private readonly DateTimeOffset _start;
    private TimeSpan? _offset;
    private int _zone;
    private int _automaticUpdate = 1;
    private bool _adopts;
    private volatile bool _told;

    public ModuleClock(ModuleOptions options)
    {
        _options = options;
        _start = options.Clock.GetUtcNow();
    }

    public DateTimeOffset UtcNow => this switch
    {
        { _offset: TimeSpan offset } => _options.Clock.GetUtcNow() + offset,
        { IsNetworkTimeKnown: true } => NetworkUtcNow,
        _ => s_neverSet + (_options.Clock.GetUtcNow() - _start),
    };

    /// <summary>The network's time, whether the module knows it or not.</summary>
    public DateTimeOffset NetworkUtcNow => _options.Clock.GetUtcNow() + _options.NetworkTimeOffset;

    /// <summary>The module was registered, and the network is one that tells its time.</summary>
    public bool IsNetworkTimeKnown => _told && _options.NetworkTimeReceived;

    /// <summary>AT+CCLK? tells UTC, with the zone behind it all the same: the clock is the network's and kept so (module facts 8).</summary>
    public bool TellsUtc => _options.ClockKeepsUtc && _offset == null && AutomaticUpdate != 3;

    /// <summary>
    /// AT+CTZU: 0 the network's time is not taken, 1 it is, 3 it is and local time is told. Switched off, the clock goes on as it is;
    /// switched on, it takes the network's time when the module registers next, whatever AT+CCLK has said before.
    /// </summary>
    public int AutomaticUpdate
    {
        get => _automaticUpdate;
        set
        {
            if (value == 0 && _offset == null && IsNetworkTimeKnown)
            {
                Set(UtcNow, Zone);
            }

            _automaticUpdate = value;
            _adopts = value != 0;
        }
    }

    /// <summary>Time zone in quarters of an hour east of Greenwich.</summary>
    public int Zone => _offset != null ? _zone : IsNetworkTimeKnown ? _options.NetworkTimeZone : 0;

    /// <summary>Writes a time as AT+CCLK does, with a year of two digits, or as AT+QLTS, with four (module facts 3).</summary>
    public static string Format(DateTimeOffset utc, int zone, bool longYear, bool toLocal = true)
    {
        DateTimeOffset local = toLocal ? utc.AddMinutes(zone * 15) : utc;
        string format = longYear ? "yyyy'/'MM'/'dd','HH':'mm':'ss" : "yy'/'MM'/'dd','HH':'mm':'ss";
        return local.ToString(format, CultureInfo.InvariantCulture) + FormatZone(zone);
    }

    /// <summary>A zone as in "+04".</summary>
    public static string FormatZone(int zone) =>
        (zone < 0 ? "-" : "+") + Math.Abs(zone).ToString("00", CultureInfo.InvariantCulture);

    /// <summary>The module has registered: the network tells its time.</summary>
    public void NetworkTold()
    {
        if (_automaticUpdate == 0)
        {
            if (_offset == null && !IsNetworkTimeKnown)
            {
                Set(UtcNow, 0);
            }
        }
        else if (_adopts && _options.NetworkTimeReceived)
        {
            _offset = null;
            _adopts = false;
        }

        _told = true;
    }

    /// <summary>Takes local time and zone as in "26/11/23,15:04:05+04"; false when it is no such time.</summary>
    public bool TrySet(string text)
    {
        const int TimeLength = 17;
        if (text.Length < TimeLength
            || !DateTime.TryParseExact(
                text[..TimeLength],
                "yy'/'MM'/'dd','HH':'mm':'ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateTime local))
        {
            return false;
        }

        int zone = 0;
        string zoneText = text[TimeLength..];
        if (zoneText.Length > 0
            && (zoneText.Length != 3
                || zoneText[0] is not ('+' or '-')
                || !int.TryParse(zoneText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out zone)
                || Math.Abs(zone) > MaxZone))
        {
            return false;
        }

        // Two digits mean 1980 to 2079: a module that was never set counts from 6 January 1980.
        int year = (local.Year % 100) + (local.Year % 100 >= 80 ? 1900 : 2000);
        if (!DateTime.IsLeapYear(year) && local is { Month: 2, Day: 29 })
        {
            return false;
        }

        DateTimeOffset utc = new DateTimeOffset(
            new DateTime(year, local.Month, local.Day, local.Hour, local.Minute, local.Second),
            TimeSpan.Zero).AddMinutes(-zone * 15);
        Set(utc, zone);
        return true;
    }

    public void Set(DateTimeOffset utc, int zone)
    {
        _zone = zone;
        _offset = utc - _options.Clock.GetUtcNow();
    }
}
