// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The module's time, on which "ignorelocaltime" 0 depends (application note 1.4).</summary>
internal sealed class ClockCommands
{
    private readonly ModuleClock _clock;

    public ClockCommands(ModuleState module)
    {
        _clock = module.Clock;
    }

    [AtCommand("+CCLK", CommandForm.Read)]
    public AtResult Read(CommandCall call)
    {
        call.Answer.Row($"+CCLK: \"{ModuleClock.Format(_clock.UtcNow, _clock.Zone, false)}\"");
        return AtResult.Ok;
    }

    [AtCommand("+CCLK", CommandForm.Write)]
    public AtResult Set(CommandCall call) =>
        call.Arguments.TryString(0, out string time) && _clock.TrySet(time)
            ? AtResult.Ok
            : AtResult.EquipmentError(EquipmentErrors.NotAllowed);

    /// <summary>The network's time, which AT+CCLK does not change: 0 and none as received, 1 in UTC, 2 local.</summary>
    [AtCommand("+QLTS", CommandForm.Execute)]
    [AtCommand("+QLTS", CommandForm.Write)]
    public AtResult NetworkTime(CommandCall call)
    {
        if (!call.Arguments.TryOptionalNumber(0, 0, 2, 0, out int mode))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        int zone = mode == 1 ? 0 : _clock.Zone;
        call.Answer.Row($"+QLTS: \"{ModuleClock.Format(_clock.NetworkUtcNow, zone, true)},0\"");
        return AtResult.Ok;
    }
}
