// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The module's time, on which "ignorelocaltime" 0 depends (application note 1.4).</summary>
internal sealed class ClockCommands
{
    private readonly ModuleState _module;
    private readonly ModuleClock _clock;

    public ClockCommands(ModuleState module)
    {
        _module = module;
        _clock = module.Clock;
    }

    [AtCommand("+CCLK", CommandForm.Read)]
    public AtResult Read(CommandCall call)
    {
        call.Answer.Row($"+CCLK: \"{ModuleClock.Format(_clock.UtcNow, _clock.Zone, false, !_clock.TellsUtc)}\"");
        return AtResult.Ok;
    }

    [AtCommand("+CCLK", CommandForm.Test)]
    public AtResult Test(CommandCall call) => AtResult.Ok;

    [AtCommand("+CCLK", CommandForm.Write)]
    public AtResult Set(CommandCall call) =>
        call.Arguments.Count == 1 && call.Arguments.TryString(0, out string time) && _clock.TrySet(time)
            ? AtResult.Ok
            : AtResult.EquipmentError(EquipmentErrors.NotAllowed);

    [AtCommand("+QLTS", CommandForm.Test)]
    public AtResult NetworkTimeTest(CommandCall call)
    {
        call.Answer.Row("+QLTS: (0-2)");
        return AtResult.Ok;
    }

    /// <summary>
    /// The network's time, which AT+CCLK does not change, with the network's zone in every form: the time itself is UTC in
    /// forms 0, 1 and none, local in 2. Empty when the network has told none (module facts 3).
    /// </summary>
    [AtCommand("+QLTS", CommandForm.Execute)]
    [AtCommand("+QLTS", CommandForm.Write)]
    public AtResult NetworkTime(CommandCall call)
    {
        if (call.Arguments.Count > 1 || !call.Arguments.TryOptionalNumber(0, 0, 2, 0, out int mode))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        if (!_clock.IsNetworkTimeKnown)
        {
            call.Answer.Row("+QLTS: \"\"");
            return AtResult.Ok;
        }

        int zone = _module.Options.NetworkTimeZone;
        string time = ModuleClock.Format(_clock.NetworkUtcNow, zone, true, mode == 2);
        call.Answer.Row($"+QLTS: \"{time},0\"");
        return AtResult.Ok;
    }
}
