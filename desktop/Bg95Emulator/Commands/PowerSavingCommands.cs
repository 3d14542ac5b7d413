// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>Power saving mode and eDRX (module facts 18).</summary>
internal sealed class PowerSavingCommands
{
    private const int Reset = 2;
    private const int ForgetEdrx = 3;
    private const int CycleLength = 4;

    private readonly ModuleState _module;

    public PowerSavingCommands(ModuleState module)
    {
        _module = module;
    }

    private PowerSaving Saving => _module.PowerSaving;

    private ExtendedDrx Edrx => _module.Edrx;

    [AtCommand("+CPSMS", CommandForm.Test)]
    public AtResult SavingTest(CommandCall call) =>
        Row(call, "+CPSMS: (0-2),,,(\"00000000\"-\"11111111\"),(\"00000000\"-\"11111111\")");

    /// <summary>What was asked for; of a module that was never asked 12 hours and 20 seconds, as read back on hardware.</summary>
    [AtCommand("+CPSMS", CommandForm.Read)]
    public AtResult SavingRequested(CommandCall call) =>
        Row(call, $"+CPSMS: {Wanted},,,\"{Saving.RequestedPeriodic}\",\"{Saving.RequestedActive}\"");

    [AtCommand("+CPSMS", CommandForm.Write)]
    public AtResult AskForSaving(CommandCall call) => Ask(call);

    [AtCommand("+QPSMS", CommandForm.Test)]
    public AtResult VendorsSavingTest(CommandCall call) =>
        Row(call, "+QPSMS: (0-2),,,(\"00000000\"-\"11111111\"),(\"00000000\"-\"11111111\")");

    /// <summary>In seconds, and what the network has granted.</summary>
    [AtCommand("+QPSMS", CommandForm.Read)]
    public AtResult SavingGranted(CommandCall call)
    {
        (long periodic, long active) = Saving.Seconds;
        return Row(call, $"+QPSMS: {Wanted},,,\"{periodic}\",\"{active}\"");
    }

    /// <summary>Written as AT+CPSMS is, in bits [chosen]: only its reading is known to be in seconds.</summary>
    [AtCommand("+QPSMS", CommandForm.Write)]
    public AtResult AskForVendorsSaving(CommandCall call) => Ask(call);

    [AtCommand("+CEDRXS", CommandForm.Test)]
    public AtResult EdrxTest(CommandCall call) => Row(call, "+CEDRXS: (0-3),(4,5),(\"0000\"-\"1111\")");

    /// <summary>A row for each technology that it is on for, as 3GPP TS 27.007, 7.40 has it; a single 0 when it is off [as seen].</summary>
    [AtCommand("+CEDRXS", CommandForm.Read)]
    public AtResult EdrxRequested(CommandCall call)
    {
        foreach ((int technology, string cycle) in Edrx.Requested)
        {
            call.Answer.Row($"+CEDRXS: {technology},\"{cycle}\"");
        }

        return Edrx.Requested.Count > 0 ? AtResult.Ok : Row(call, "+CEDRXS: 0");
    }

    /// <summary>0 switches off, 1 on, 2 on with reports, 3 off and forgotten; without a technology 0 and 3 concern both.</summary>
    [AtCommand("+CEDRXS", CommandForm.Write)]
    public AtResult AskForEdrx(CommandCall call)
    {
        ArgumentList arguments = call.Arguments;
        if (arguments.Count > 3
            || !arguments.TryNumber(0, 0, ForgetEdrx, out int mode)
            || !arguments.TryOptionalNumber(1, ExtendedDrx.LteM, ExtendedDrx.NbIot, 0, out int technology)
            || !TryBits(arguments, 2, CycleLength, out string? cycle))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        bool off = mode is 0 or ForgetEdrx;
        if (!off && (technology == 0 || (cycle == null && !Edrx.Requested.ContainsKey(technology))))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        Edrx.Reports = mode == 2;
        foreach (int concerned in (IEnumerable<int>)(technology == 0 ? [ExtendedDrx.LteM, ExtendedDrx.NbIot] : [technology]))
        {
            if (off)
            {
                Edrx.Requested.Remove(concerned);
            }
            else
            {
                Edrx.Requested[concerned] = cycle ?? Edrx.Requested[concerned];
            }
        }

        if (Edrx is { Reports: true, InUse: var (used, asked, granted) })
        {
            call.AfterAnswer = () =>
                _module.Output.SendUnsolicited($"+CEDRXP: {used},\"{asked}\",\"{granted}\",\"{ExtendedDrx.PagingWindow}\"");
        }

        return AtResult.Ok;
    }

    [AtCommand("+CEDRXRDP", CommandForm.Test)]
    public AtResult EdrxGrantedTest(CommandCall call) => AtResult.Ok;

    /// <summary>What is in use: asked for, granted, and the window for paging; 0 when nothing is [as seen].</summary>
    [AtCommand("+CEDRXRDP", CommandForm.Execute)]
    public AtResult EdrxGranted(CommandCall call) => Row(
        call,
        Edrx.InUse is var (technology, asked, granted)
            ? $"+CEDRXRDP: {technology},\"{asked}\",\"{granted}\",\"{ExtendedDrx.PagingWindow}\""
            : "+CEDRXRDP: 0");

    private int Wanted => Saving.IsWanted ? 1 : 0;

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }

    /// <summary>A quoted string of bits, or null where it was left out.</summary>
    private static bool TryBits(ArgumentList arguments, int index, int length, out string? bits)
    {
        bits = null;
        if (!arguments.Has(index))
        {
            return true;
        }

        bool good = arguments.TryString(index, out string text) && TimerCode.IsBits(text, length);
        bits = good ? text : null;
        return good;
    }

    // The second and third value are timers of GPRS, which the family has not.
    private AtResult Ask(CommandCall call)
    {
        ArgumentList arguments = call.Arguments;
        if (arguments.Count > 5
            || !arguments.TryNumber(0, 0, Reset, out int mode)
            || !TryBits(arguments, 1, TimerCode.Length, out _)
            || !TryBits(arguments, 2, TimerCode.Length, out _)
            || !TryBits(arguments, 3, TimerCode.Length, out string? periodic)
            || !TryBits(arguments, 4, TimerCode.Length, out string? active))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        _module.Output.HoldUntilAnswer();
        if (mode == Reset)
        {
            Saving.Forget();
        }
        else
        {
            Saving.Ask(mode == 1, periodic, active);
        }

        return AtResult.Ok;
    }
}
