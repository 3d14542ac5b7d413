// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace Bg95Emulator;

/// <summary>
/// AT+COPS (module facts 14). Every form that waits for a network takes 180 s at most and is aborted by any byte; what is
/// answered then does not stand in the facts: ERROR.
/// </summary>
internal sealed class OperatorCommands
{
    private const int SetFormat = 3;
    private const int MaxFormat = 2;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(180);

    private readonly ModuleState _module;

    public OperatorCommands(ModuleState module)
    {
        _module = module;
    }

    private NetworkRegistration Registration => _module.Registration;

    private OperatorChoice Choice => Registration.Choice;

    [AtCommand("+COPS", CommandForm.Read)]
    public AtResult Current(CommandCall call)
    {
        if (Registration.Cell is not RadioCell cell)
        {
            call.Answer.Row($"+COPS: {Choice.Mode}");
            return AtResult.Ok;
        }

        int technology = RegistrationReports.AccessTechnology(cell.Technology, _module.Options);
        call.Answer.Row($"+COPS: {Choice.Mode},{Choice.Format},\"{OperatorChoice.Name(cell, Choice.Format)}\",{technology}");
        return AtResult.Ok;
    }

    /// <summary>Looks for every operator, and drops the service for it.</summary>
    [AtCommand("+COPS", CommandForm.Test)]
    public AtResult Scan(CommandCall call)
    {
        if (Fault() is int fault and not 0)
        {
            return AtResult.EquipmentError(fault);
        }

        RadioCell? current = Registration.Cell;
        Registration.Scan(begins: true);
        DataMode.WaitEnd end;
        try
        {
            TimeSpan time = _module.Options.OperatorScanTime;
            end = time > TimeSpan.Zero ? call.Data.WaitUnlessAborted(() => false, time) : DataMode.WaitEnd.TimedOut;
        }
        finally
        {
            Registration.Scan(begins: false);
        }

        if (end == DataMode.WaitEnd.Aborted)
        {
            return AtResult.Error;
        }

        call.Answer.Row("+COPS: " + string.Concat(Rows(current).Select(row => row + ",")) + ",(0,1,2,3,4),(0,1,2)");
        return AtResult.Ok;
    }

    /// <summary>
    /// 0 and 1 are answered when the module is registered, so is 4; without a network in time the answer is 30 [chosen].
    /// </summary>
    [AtCommand("+COPS", CommandForm.Write)]
    public AtResult Choose(CommandCall call)
    {
        ArgumentList arguments = call.Arguments;
        if (arguments.Count > 4
            || !arguments.TryNumber(0, 0, OperatorChoice.ByHandThenAutomatic, out int mode)
            || !arguments.TryOptionalNumber(1, 0, MaxFormat, Choice.Format, out int format)
            || !TryTechnology(arguments, out RadioTechnology? technology))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        if (mode == SetFormat)
        {
            Registration.Choice = Choice with { Format = format };
            return AtResult.Ok;
        }

        if (Fault() is int fault and not 0)
        {
            return AtResult.EquipmentError(fault);
        }

        bool byHand = mode is OperatorChoice.ByHand or OperatorChoice.ByHandThenAutomatic;
        string? wanted = null;
        if (byHand && !TryOperator(arguments, format, out wanted))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        Registration.Choice = new OperatorChoice(mode, format, wanted, byHand ? technology : null);
        if (byHand && technology is RadioTechnology chosen)
        {
            RewriteModes(chosen);
        }

        Registration.SearchAnew();
        if (mode == OperatorChoice.None)
        {
            return AtResult.Ok;
        }

        return call.Data.WaitUnlessAborted(() => Registration.IsRegistered || IsRefusedByHand(), s_limit) switch
        {
            DataMode.WaitEnd.Aborted => AtResult.Error,
            _ when Registration.IsRegistered => AtResult.Ok,
            _ => AtResult.EquipmentError(EquipmentErrors.NoNetwork),
        };
    }

    // "AT+COPS=0" of a BG96 without a card was answered with 13; the same as the radio's switch is the error of the card here.
    private int Fault() => (_module.SimSlot.FaultOrLock, _module.Functionality) switch
    {
        (EquipmentErrors.SimNotInserted, _) => EquipmentErrors.SimFailure,
        (not 0, _) => _module.SimSlot.FaultOrLock,
        (_, not 1) => EquipmentErrors.NotAllowed,
        _ => 0,
    };

    private bool IsRefusedByHand() =>
        Choice.Mode == OperatorChoice.ByHand && Registration.State == RegistrationState.Denied;

    // A choice by hand with a technology makes it the only one (module facts 14).
    private void RewriteModes(RadioTechnology technology) => _module.Radio.Change(
        settings => technology switch
        {
            RadioTechnology.Gsm => settings with { ScanMode = 1 },
            RadioTechnology.LteM => settings with { ScanMode = 3, LteMode = 0 },
            _ => settings with { ScanMode = 3, LteMode = 1 },
        },
        now: true);

    private bool TryOperator(ArgumentList arguments, int format, out string? number)
    {
        number = null;
        if (!arguments.TryString(2, out string name) || name.Length == 0)
        {
            return false;
        }

        // A name that nobody has is looked for in vain.
        RadioCell? known = _module.Options.Network.Cells.FirstOrDefault(cell => OperatorChoice.Name(cell, format) == name);
        number = known?.Operator ?? name;
        return true;
    }

    private bool TryTechnology(ArgumentList arguments, out RadioTechnology? technology)
    {
        technology = null;
        if (!arguments.Has(3))
        {
            return true;
        }

        technology = !arguments.TryNumber(3, 0, 9, out int number) ? null : number switch
        {
            0 when _module.Options.HasGsm => RadioTechnology.Gsm,
            9 => RadioTechnology.NbIot,
            _ when number == _module.Options.LteMAccessTechnology => RadioTechnology.LteM,
            _ => null,
        };
        return technology != null;
    }

    // One of each operator and technology: 2 is the one in use, 3 one that refuses the module, 1 any other.
    private IEnumerable<string> Rows(RadioCell? current)
    {
        List<RadioTechnology> order = _module.Radio.Settings.SearchOrder(_module.Options.HasGsm);
        HashSet<(string, RadioTechnology)> seen = [];
        foreach (RadioCell cell in _module.Options.Network.Heard.Where(cell => order.Contains(cell.Technology)))
        {
            if (seen.Add((cell.Operator, cell.Technology)))
            {
                bool inUse = current is RadioCell used && (used.Operator, used.Technology) == (cell.Operator, cell.Technology);
                int status = inUse ? 2 : cell.Answer == CellAnswer.Deny ? 3 : 1;
                int technology = RegistrationReports.AccessTechnology(cell.Technology, _module.Options);
                yield return $"({status},\"{cell.LongName}\",\"{cell.ShortName}\",\"{cell.Operator}\",{technology})";
            }
        }
    }
}
