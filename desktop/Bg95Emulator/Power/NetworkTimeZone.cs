// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>
/// What the network tells of time and zone, and what AT+CTZU and AT+CTZR make of it. Both are kept over a restart [chosen, for
/// AT+CTZU as the vendor's manuals of the family have it].
/// </summary>
internal sealed class NetworkTimeZone
{
    private readonly ModuleState _module;
    private int _reports;

    public NetworkTimeZone(ModuleState module)
    {
        _module = module;
    }

    /// <summary>AT+CTZR: 0 no reports, 1 the zone, 2 zone and local time, 3 zone and UTC.</summary>
    public int Reports
    {
        get => _reports;
        set => _reports = value;
    }

    /// <summary>The network tells its time, which it does when the module registers.</summary>
    public void Report()
    {
        if (!_module.Options.NetworkTimeReceived || Reports == 0)
        {
            return;
        }

        int zone = _module.Options.NetworkTimeZone;
        string quarters = ModuleClock.FormatZone(zone);
        string text = Reports switch
        {
            1 => $"+CTZV: \"{quarters}\"",
            2 => $"+CTZE: \"{quarters}\",0,\"{Time(local: true)}\"",
            _ => $"+CTZEU: \"{quarters}\",0,\"{Time(local: false)}\"",
        };
        _module.Output.SendUnsolicited(text);

        string Time(bool local) =>
            ModuleClock.Format(_module.Clock.NetworkUtcNow, zone, true, local)[..^quarters.Length];
    }
}
