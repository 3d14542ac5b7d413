// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>
/// PWRKEY, RESET_N and STATUS, for programs that switch a module over GPIO: how long a pin was low, by the module's clock,
/// decides what it does (module facts 17). A pulse of 575 ms switches on and never off.
/// </summary>
public sealed class ModulePins
{
    // "PWRKEY right after is ignored: wait 1 s" (module facts 18); the same of any other way of switching off [chosen].
    private static readonly TimeSpan s_deafAfterOff = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly EmulatedModule _module;
    private long? _keyLowSince;
    private long? _resetLowSince;
    private long? _offSince;
    private long? _statusFrom;

    internal ModulePins(EmulatedModule module)
    {
        _module = module;
    }

    /// <summary>
    /// STATUS: high (true) while the module is on, and a little before its UART is ready.
    /// </summary>
    public bool Status
    {
        get
        {
            lock (_gate)
            {
                return _module.IsOn || (_statusFrom is long from && Now >= from);
            }
        }
    }

    private TimeProvider Clock => _module.Options.Clock;

    private long Now => Clock.GetTimestamp();

    /// <summary>PWRKEY at ground (true) or left alone. What it does, it does when it is left.</summary>
    public void SetPowerKey(bool low)
    {
        if (Held(ref _keyLowSince, low) is not TimeSpan held)
        {
            return;
        }

        PinTimes times = _module.Options.PinTimes;
        if (_module.IsOn)
        {
            if (held >= times.OffFrom && held <= (times.OffTo ?? TimeSpan.MaxValue))
            {
                _module.PowerDown(PowerDownReason.PowerKey);
            }
            else if (times.KeyResets && held >= times.ResetFrom && held <= times.ResetTo)
            {
                SwitchOn();
            }
        }
        else if (held >= times.OnFrom && held <= times.OnTo && !IsDeaf(held))
        {
            SwitchOn();
        }
    }

    /// <summary>RESET_N at ground (true) or left alone: the module starts over, and says no goodbye. One that is off stays so.</summary>
    public void SetReset(bool low)
    {
        PinTimes times = _module.Options.PinTimes;
        if (Held(ref _resetLowSince, low) is TimeSpan held && !times.KeyResets && held >= times.ResetFrom && held <= times.ResetTo && _module.IsOn)
        {
            SwitchOn();
        }
    }

    internal void SwitchedOff()
    {
        lock (_gate)
        {
            _offSince = Now;
            _statusFrom = null;
        }
    }

    private void SwitchOn()
    {
        _module.Reboot();
        TimeSpan dark = _module.Options.BootDelay - _module.Options.PinTimes.StatusBeforeUart;
        lock (_gate)
        {
            _statusFrom = Now + (long)(Math.Max(0, dark.TotalSeconds) * Clock.TimestampFrequency);
        }
    }

    // A module that starts is none that is switched on a second time.
    private bool IsDeaf(TimeSpan held)
    {
        lock (_gate)
        {
            return _statusFrom != null || (_offSince is long since && Clock.GetElapsedTime(since) - held < s_deafAfterOff);
        }
    }

    private TimeSpan? Held(ref long? lowSince, bool low)
    {
        lock (_gate)
        {
            if (low)
            {
                lowSince ??= Now;
                return null;
            }

            TimeSpan? held = lowSince is long since ? Clock.GetElapsedTime(since) : null;
            lowSince = null;
            return held;
        }
    }
}
