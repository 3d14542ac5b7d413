// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>PDP contexts, without which no socket opens (application note 1.2 and 3.1).</summary>
internal sealed class PdpCommands
{
    private readonly ModuleState _module;

    public PdpCommands(ModuleState module)
    {
        _module = module;
    }

    /// <summary>At most six values: the seventh in the note's example 3.1.1 is an error of the note (module facts 1).</summary>
    [AtCommand("+QICSGP", CommandForm.Write)]
    public AtResult Configure(CommandCall call)
    {
        ArgumentList arguments = call.Arguments;
        if (arguments.Count > 6 || !TryContext(call, out int context))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        _module.LastError = SslError.None;

        if (arguments.Count == 1)
        {
            PdpContexts.PdpContext known = _module.Pdp[context];
            call.Answer.Row(
                $"+QICSGP: {known.Type},\"{known.AccessPoint}\",\"{known.User}\",\"{known.Password}\",{known.Authentication}");
            return AtResult.Ok;
        }

        if (!arguments.TryNumber(1, 1, 3, out int type)
            || !arguments.TryString(2, out string accessPoint)
            || !arguments.TryOptionalNumber(5, 0, 3, 0, out int authentication))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        arguments.TryString(3, out string user);
        arguments.TryString(4, out string password);
        _module.Pdp[context] = new PdpContexts.PdpContext(type, accessPoint, user, password, authentication);
        return AtResult.Ok;
    }

    [AtCommand("+QICSGP", CommandForm.Test)]
    public AtResult ConfigureTest(CommandCall call)
    {
        call.Answer.Row($"+QICSGP: (1-{_module.Options.PdpContextCount}),(1-3),<APN>,<username>,<password>,(0-3)");
        return AtResult.Ok;
    }

    [AtCommand("+QIACT", CommandForm.Write)]
    public AtResult Activate(CommandCall call)
    {
        if (call.Arguments.Count != 1 || !TryContext(call, out int context))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.IsRefused("+QIACT", out AtResult refused))
        {
            return refused;
        }

        if (_module.Options.AccessPointRequired && _module.Pdp[context].AccessPoint.Length == 0)
        {
            return _module.Refuse(SslError.AccessPointMissing);
        }

        _module.TakeTime(_module.Options.ActivateDelay);

        // Without a registration there is no bearer; a network refuses an access point that it does not know.
        string accessPoint = _module.Pdp[context].AccessPoint;
        if (!_module.Registration.IsRegistered
            || (accessPoint.Length > 0 && !_module.Options.Network.Knows(accessPoint)))
        {
            return _module.Refuse(SslError.OpenPdpFailed);
        }

        // A context that is active already is an error (module facts 4.9).
        _module.LastError = SslError.None;
        if (!_module.Pdp.Activate(context))
        {
            return _module.Refuse(SslError.NotAllowed);
        }

        _module.Pdp.IsHollow[context - 1] = _module.Faults.Occasion(FaultCatalog.PdpHollow) != null;
        return AtResult.Ok;
    }

    [AtCommand("+QIACT", CommandForm.Read)]
    public AtResult ListActive(CommandCall call)
    {
        foreach (int context in _module.Pdp.Active())
        {
            call.Answer.Row($"+QIACT: {context},1,{_module.Pdp[context].Type},\"{_module.Pdp.Address(context)}\"");
        }

        return AtResult.Ok;
    }

    [AtCommand("+QIACT", CommandForm.Test)]
    public AtResult ActivateTest(CommandCall call)
    {
        call.Answer.Row($"+QIACT: (1-{_module.Options.PdpContextCount})");
        return AtResult.Ok;
    }

    [AtCommand("+QIDEACT", CommandForm.Write)]
    public AtResult Deactivate(CommandCall call)
    {
        if (call.Arguments.Count != 1 || !TryContext(call, out int context))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.IsRefused("+QIDEACT", out AtResult refused))
        {
            return refused;
        }

        _module.TakeTime(_module.Options.DeactivateDelay);
        _module.LastError = SslError.None;
        if (_module.Pdp.Deactivate(context))
        {
            // Sockets on it report "closed" (application note 2.2.2), after the answer.
            call.AfterAnswer = () => _module.EndOn(context);
        }

        return AtResult.Ok;
    }

    [AtCommand("+QIDEACT", CommandForm.Test)]
    public AtResult DeactivateTest(CommandCall call)
    {
        call.Answer.Row($"+QIDEACT: (1-{_module.Options.PdpContextCount})");
        return AtResult.Ok;
    }

    private bool TryContext(CommandCall call, out int context) =>
        call.Arguments.TryNumber(0, 1, _module.Options.PdpContextCount, out context);
}
