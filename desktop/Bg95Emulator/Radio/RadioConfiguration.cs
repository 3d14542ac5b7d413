// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>The settings of AT+QCFG in use, and those that wait for a restart (module facts 15).</summary>
internal sealed class RadioConfiguration
{
    public RadioConfiguration(ModuleOptions options)
    {
        Settings = RadioSettings.Defaults(options);
        Stored = Settings;
    }

    /// <summary>What the radio goes by.</summary>
    public RadioSettings Settings { get; private set; }

    /// <summary>What AT+QCFG reads back, and what a restart makes valid.</summary>
    public RadioSettings Stored { get; private set; }

    /// <summary>"celevel": remembered only.</summary>
    public int CoverageLevel { get; set; }

    /// <summary>"psm/urc": AT+QPSMS's timers are reported when the network grants them.</summary>
    public int ReportsPowerSaving { get; set; }

    /// <summary>"psm/enter": remembered only.</summary>
    public int EntersPowerSavingAtOnce { get; set; }

    public void Change(Func<RadioSettings, RadioSettings> change, bool now)
    {
        Stored = change(Stored);
        if (now)
        {
            Settings = change(Settings);
        }
    }

    public void Restart() => Settings = Stored;
}
