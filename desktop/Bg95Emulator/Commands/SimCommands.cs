// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>The SIM card (module facts 11).</summary>
internal sealed class SimCommands
{
    private readonly ModuleState _module;
    private readonly SimCard _card;

    public SimCommands(ModuleState module)
    {
        _module = module;
        _card = module.Options.Sim;
    }

    private SimSlot Slot => _module.SimSlot;

    [AtCommand("+CPIN", CommandForm.Test)]
    public AtResult PinTest(CommandCall call) => AtResult.Ok;

    [AtCommand("+CPIN", CommandForm.Read)]
    public AtResult Pin(CommandCall call) =>
        Slot.Fault != 0 ? AtResult.EquipmentError(Slot.Fault) : Row(call, "+CPIN: " + Slot.LockName);

    /// <summary>
    /// A PIN, or a PUK and the new PIN. The facts do not say what a wrong one is answered with: 16, incorrect password, as 3GPP TS
    /// 27.007, 9.2 has it; the PUK is asked for afterwards with 12. A card that wants nothing answers 3.
    /// </summary>
    [AtCommand("+CPIN", CommandForm.Write)]
    public AtResult EnterPin(CommandCall call)
    {
        if (Slot.Fault != 0)
        {
            return AtResult.EquipmentError(Slot.Fault);
        }

        bool hasNew = call.Arguments.Count == 2;
        if (call.Arguments.Count is 0 or > 2
            || !TryCode(call, 0, out string code)
            || !TryCode(call, hasNew ? 1 : 0, out string newPin))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        SimLock wanted = _card.Lock;
        if (wanted == SimLock.Puk && !hasNew)
        {
            return AtResult.EquipmentError(EquipmentErrors.PukRequired);
        }

        if (wanted is not (SimLock.Pin or SimLock.Puk) || (wanted == SimLock.Pin && hasNew))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        if (!(hasNew ? _card.EnterPuk(code, newPin) : _card.EnterPin(code)))
        {
            if (!hasNew)
            {
                _module.Judge.PinRefused(code);
            }

            return AtResult.EquipmentError(EquipmentErrors.IncorrectPassword);
        }

        _module.Output.HoldUntilAnswer();
        Slot.Unlocked();
        return AtResult.Ok;
    }

    /// <summary>The tries that are left, in the vendor's form: PIN and PUK, then PIN2 and PUK2, which nobody uses up here.</summary>
    [AtCommand("+QPINC", CommandForm.Read)]
    public AtResult Tries(CommandCall call)
    {
        if (Slot.Fault != 0)
        {
            return AtResult.EquipmentError(Slot.Fault);
        }

        call.Answer.Row(FirstTries);
        call.Answer.Row(SecondTries);
        return AtResult.Ok;
    }

    [AtCommand("+QPINC", CommandForm.Test)]
    public AtResult TriesTest(CommandCall call) => Row(call, "+QPINC: (\"SC\",\"P2\")");

    [AtCommand("+QPINC", CommandForm.Write)]
    public AtResult TriesOf(CommandCall call)
    {
        if (!call.Arguments.TryString(0, out string facility) || call.Arguments.Count > 1 || facility is not ("SC" or "P2"))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        return Slot.Fault != 0 ? AtResult.EquipmentError(Slot.Fault) : Row(call, facility == "SC" ? FirstTries : SecondTries);
    }

    [AtCommand("+CIMI", CommandForm.Test)]
    public AtResult ImsiTest(CommandCall call) => AtResult.Ok;

    /// <summary>The subscriber's number alone; the card tells it only once its PIN was entered.</summary>
    [AtCommand("+CIMI", CommandForm.Execute)]
    public AtResult Imsi(CommandCall call) =>
        Slot.FaultOrLock != 0 ? AtResult.EquipmentError(Slot.FaultOrLock) : Row(call, _card.Imsi);

    [AtCommand("+QCCID", CommandForm.Test)]
    [AtCommand("+ICCID", CommandForm.Test)]
    public AtResult IccidTest(CommandCall call) => AtResult.Ok;

    /// <summary>The card's number, which needs no PIN; one of 19 digits gets an F (module facts 11).</summary>
    [AtCommand("+QCCID", CommandForm.Execute)]
    public AtResult Iccid(CommandCall call) => Number(call, "+QCCID: ");

    /// <summary>The same by its other name.</summary>
    [AtCommand("+ICCID", CommandForm.Execute)]
    public AtResult IccidByItsOtherName(CommandCall call) => Number(call, "+ICCID: ");

    [AtCommand("+QSIMSTAT", CommandForm.Test)]
    public AtResult InsertionTest(CommandCall call) => Row(call, "+QSIMSTAT: (0,1)");

    /// <summary>2, unknown, while the slot has no power [chosen].</summary>
    [AtCommand("+QSIMSTAT", CommandForm.Read)]
    public AtResult Insertion(CommandCall call)
    {
        int inserted = Slot.Fault == EquipmentErrors.SimFailure && _module.Functionality == 0 ? 2 : _card.IsInserted ? 1 : 0;
        return Row(call, $"+QSIMSTAT: {(Slot.ReportsInsertion ? 1 : 0)},{inserted}");
    }

    [AtCommand("+QSIMSTAT", CommandForm.Write)]
    public AtResult ReportInsertion(CommandCall call)
    {
        if (!call.Arguments.TryNumber(0, 0, 1, out int reports) || call.Arguments.Count > 1)
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        Slot.ReportsInsertion = reports == 1;
        return AtResult.Ok;
    }

    [AtCommand("+QINISTAT", CommandForm.Test)]
    public AtResult InitialisationTest(CommandCall call) => Row(call, "+QINISTAT: (0-3)");

    [AtCommand("+QINISTAT", CommandForm.Execute)]
    [AtCommand("+QINISTAT", CommandForm.Read)]
    public AtResult Initialisation(CommandCall call) => Row(call, $"+QINISTAT: {Slot.InitialisationStatus}");

    private string FirstTries => $"+QPINC: \"SC\",{_card.PinTries},{_card.PukTries}";

    private static string SecondTries => $"+QPINC: \"P2\",{SimCard.MaxPinTries},{SimCard.MaxPukTries}";

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }

    // Modules take a PIN with and without quotation marks.
    private static bool TryCode(CommandCall call, int index, out string code) =>
        (call.Arguments.TryString(index, out code) || call.Arguments.TryWord(index, out code))
        && code.Length is >= 4 and <= 8
        && !code.AsSpan().ContainsAnyExceptInRange('0', '9');

    private AtResult Number(CommandCall call, string name)
    {
        const int Padded = 20;
        return Slot.Fault != 0 ? AtResult.EquipmentError(Slot.Fault) : Row(call, name + _card.Iccid.PadRight(Padded, 'F'));
    }
}
