// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>GNSS as in a cellar: it can be switched on, and never has a fix (errors 504, 505 and 516 of the vendor's manual).</summary>
internal sealed class GnssCommands
{
    private const int SessionOngoing = 504;
    private const int SessionNotActive = 505;
    private const int NotFixed = 516;

    private readonly ModuleState _module;

    public GnssCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+QGPS", CommandForm.Test)]
    public AtResult SwitchTest(CommandCall call) => Row(call, "+QGPS: (1),(1-255),(1-1000),(0-1000),(1-65535)");

    [AtCommand("+QGPS", CommandForm.Read)]
    public AtResult IsOn(CommandCall call) => Row(call, $"+QGPS: {(_module.GnssIsOn ? 1 : 0)}");

    [AtCommand("+QGPS", CommandForm.Write)]
    public AtResult SwitchOn(CommandCall call)
    {
        if (!call.Arguments.TryNumber(0, 1, 4, out _) || _module.GnssIsOn)
        {
            return AtResult.EquipmentError(_module.GnssIsOn ? SessionOngoing : EquipmentErrors.NotAllowed);
        }

        _module.GnssIsOn = true;
        return AtResult.Ok;
    }

    [AtCommand("+QGPSEND", CommandForm.Execute)]
    public AtResult SwitchOff(CommandCall call)
    {
        bool wasOn = _module.GnssIsOn;
        _module.GnssIsOn = false;
        return wasOn ? AtResult.Ok : AtResult.EquipmentError(SessionNotActive);
    }

    [AtCommand("+QGPSLOC", CommandForm.Test)]
    public AtResult LocationTest(CommandCall call) => Row(call, "+QGPSLOC: (0-2)");

    [AtCommand("+QGPSLOC", CommandForm.Execute | CommandForm.Read | CommandForm.Write)]
    [AtCommand("+QGPSGNMEA", CommandForm.Write)]
    public AtResult Location(CommandCall call) => AtResult.EquipmentError(_module.GnssIsOn ? NotFixed : SessionNotActive);

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }
}
