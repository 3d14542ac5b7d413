// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>
/// AT+QSCLK: with 1 the module sleeps while DTR is high, and its UART takes nothing (module facts 18). Of the family with the
/// ALT1250 chip 2 is taken too, which needs no DTR; what it does is not known, and the emulator stays awake. 0 after a start
/// [chosen: nothing says that it is kept].
/// </summary>
internal sealed class SleepClock
{
    private readonly ModuleState _module;

    public SleepClock(ModuleState module)
    {
        _module = module;
    }

    public int Mode { get; set; }

    /// <summary>The UART takes nothing. Unsolicited results go out all the same [chosen]: RI wakes the host for them.</summary>
    public bool IsAsleep => Mode == 1 && !_module.DataTerminalReady;
}
