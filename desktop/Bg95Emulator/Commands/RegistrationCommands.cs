// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>AT+CREG, AT+CGREG, AT+CEREG and AT+CGATT (module facts 13).</summary>
internal sealed class RegistrationCommands
{
    private const int NotReachable = 3;

    // The vendor's limit (module facts 16).
    private static readonly TimeSpan s_attachLimit = TimeSpan.FromSeconds(140);

    private readonly ModuleState _module;

    public RegistrationCommands(ModuleState module)
    {
        _module = module;
    }

    private RegistrationReports Reports => _module.Registration.Reports;

    [AtCommand("+CREG", CommandForm.Read)]
    [AtCommand("+CREG", CommandForm.Test)]
    [AtCommand("+CREG", CommandForm.Write)]
    public AtResult Circuit(CommandCall call) => Registration(call, RegistrationDomain.Circuit);

    [AtCommand("+CGREG", CommandForm.Read)]
    [AtCommand("+CGREG", CommandForm.Test)]
    [AtCommand("+CGREG", CommandForm.Write)]
    public AtResult Packet(CommandCall call) => Registration(call, RegistrationDomain.Packet);

    [AtCommand("+CEREG", CommandForm.Read)]
    [AtCommand("+CEREG", CommandForm.Test)]
    [AtCommand("+CEREG", CommandForm.Write)]
    public AtResult Eps(CommandCall call) => Registration(call, RegistrationDomain.Eps);

    [AtCommand("+CGATT", CommandForm.Test)]
    public AtResult AttachTest(CommandCall call)
    {
        call.Answer.Row("+CGATT: (0,1)");
        return AtResult.Ok;
    }

    [AtCommand("+CGATT", CommandForm.Read)]
    public AtResult Attached(CommandCall call)
    {
        call.Answer.Row($"+CGATT: {(_module.Registration.IsRegistered ? 1 : 0)}");
        return AtResult.Ok;
    }

    /// <summary>
    /// The answer of 1 comes when the module is registered, or after 140 s. Which error that is does not stand in the facts: 30, no
    /// network service. With the radio off it is 3.
    /// </summary>
    [AtCommand("+CGATT", CommandForm.Write)]
    public AtResult Attach(CommandCall call)
    {
        if (!call.Arguments.TryNumber(0, 0, 1, out int attached) || call.Arguments.Count > 1)
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        if (_module.SimSlot.FaultOrLock is int fault and not 0)
        {
            return AtResult.EquipmentError(fault);
        }

        if (_module.Functionality != 1)
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        _module.Registration.SetAttached(attached == 1);
        return attached == 0 || _module.WaitForRegistration(() => _module.Registration.IsRegistered, s_attachLimit)
            ? AtResult.Ok
            : AtResult.EquipmentError(EquipmentErrors.NoNetwork);
    }

    /// <summary>
    /// n is 0, 1 or 2, and 4 of AT+CEREG: "(0-2,4)". Setting it reports nothing (3GPP TS 27.007, 7.2): reports come with changes.
    /// </summary>
    private AtResult Registration(CommandCall call, RegistrationDomain domain)
    {
        bool isEps = domain == RegistrationDomain.Eps;
        switch (call.Form)
        {
            case CommandForm.Test:
                call.Answer.Row($"{RegistrationReports.Command(domain)}: {(isEps ? "(0-2,4)" : "(0-2)")}");
                return AtResult.Ok;

            case CommandForm.Read:
                call.Answer.Row(Reports.Row(domain));
                return AtResult.Ok;

            default:
                int highest = isEps ? RegistrationReports.PowerSaving : RegistrationReports.Cells;
                if (!call.Arguments.TryOptionalNumber(0, 0, highest, 0, out int mode) || mode == NotReachable || call.Arguments.Count > 1)
                {
                    return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
                }

                Reports.SetMode(domain, mode);
                Reports.TakeAsKnown(domain);
                return AtResult.Ok;
        }
    }
}
