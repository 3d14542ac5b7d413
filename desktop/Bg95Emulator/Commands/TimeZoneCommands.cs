// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>AT+CTZU and AT+CTZR: the network's time and zone.</summary>
internal sealed class TimeZoneCommands
{
    private const int NoSuchUpdate = 2;

    private readonly ModuleState _module;

    public TimeZoneCommands(ModuleState module)
    {
        _module = module;
    }

    /// <summary>1 at first [chosen]: the clock is the network's until something else sets it.</summary>
    [AtCommand("+CTZU", CommandForm.Read)]
    [AtCommand("+CTZU", CommandForm.Test)]
    [AtCommand("+CTZU", CommandForm.Write)]
    public AtResult AutomaticUpdate(CommandCall call)
    {
        if (call.Form != CommandForm.Write)
        {
            call.Answer.Row(call.Form == CommandForm.Test ? "+CTZU: (0,1,3)" : $"+CTZU: {_module.Clock.AutomaticUpdate}");
            return AtResult.Ok;
        }

        if (!call.Arguments.TryNumber(0, 0, 3, out int update) || update == NoSuchUpdate || call.Arguments.Count > 1)
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        _module.Clock.AutomaticUpdate = update;
        return AtResult.Ok;
    }

    [AtCommand("+CTZR", CommandForm.Read)]
    [AtCommand("+CTZR", CommandForm.Test)]
    [AtCommand("+CTZR", CommandForm.Write)]
    public AtResult Reports(CommandCall call)
    {
        if (call.Form != CommandForm.Write)
        {
            call.Answer.Row(call.Form == CommandForm.Test ? "+CTZR: (0-3)" : $"+CTZR: {_module.TimeZone.Reports}");
            return AtResult.Ok;
        }

        if (!call.Arguments.TryNumber(0, 0, 3, out int reports) || call.Arguments.Count > 1)
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        _module.TimeZone.Reports = reports;
        return AtResult.Ok;
    }
}
