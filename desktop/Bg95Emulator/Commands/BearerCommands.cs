// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Linq;

namespace Bg95Emulator;

/// <summary>
/// The contexts as 3GPP TS 27.007 has them (module facts 16): the access point of the attach is that of AT+CGDCONT's context 1, and a
/// change needs a new attach. AT+QICSGP's contexts have the same numbers and addresses, but are configured apart [chosen].
/// </summary>
internal sealed class BearerCommands
{
    private static readonly string[] s_types = ["IP", "IPV6", "IPV4V6", "PPP", "Non-IP"];

    private readonly ModuleState _module;

    public BearerCommands(ModuleState module)
    {
        _module = module;
    }

    private SortedDictionary<int, PdpContexts.Definition> Definitions => _module.Pdp.Definitions;

    [AtCommand("+CGDCONT", CommandForm.Test)]
    public AtResult DefineTest(CommandCall call)
    {
        foreach (string type in s_types)
        {
            call.Answer.Row($"+CGDCONT: (1-{_module.Options.PdpContextCount}),\"{type}\",,,(0-2),(0-4),(0),(0)");
        }

        return AtResult.Ok;
    }

    [AtCommand("+CGDCONT", CommandForm.Read)]
    public AtResult ListDefinitions(CommandCall call)
    {
        foreach ((int context, PdpContexts.Definition defined) in Definitions)
        {
            call.Answer.Row($"+CGDCONT: {context},\"{defined.Type}\",\"{defined.AccessPoint}\",\"0.0.0.0\",0,0,0,0");
        }

        return AtResult.Ok;
    }

    /// <summary>The number alone takes the definition away.</summary>
    [AtCommand("+CGDCONT", CommandForm.Write)]
    public AtResult Define(CommandCall call)
    {
        ArgumentList arguments = call.Arguments;
        if (arguments.Count > 8 || !arguments.TryNumber(0, 1, _module.Options.PdpContextCount, out int context))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        if (arguments.Count == 1)
        {
            Definitions.Remove(context);
            return AtResult.Ok;
        }

        if (!arguments.TryString(1, out string type)
            || !s_types.Contains(type)
            || (arguments.Has(2) && !arguments.TryString(2, out _)))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        arguments.TryString(2, out string accessPoint);
        Definitions[context] = new PdpContexts.Definition(type, accessPoint);
        return AtResult.Ok;
    }

    [AtCommand("+CGAUTH", CommandForm.Test)]
    public AtResult AuthenticationTest(CommandCall call)
    {
        call.Answer.Row($"+CGAUTH: (1-{_module.Options.PdpContextCount}),(0-3),<password>,<userid>");
        return AtResult.Ok;
    }

    /// <summary>Taken and not told: no network here asks for it.</summary>
    [AtCommand("+CGAUTH", CommandForm.Read)]
    [AtCommand("+CGAUTH", CommandForm.Write)]
    public AtResult Authentication(CommandCall call) => call.Form == CommandForm.Read || TryContext(call, 0, out _)
        ? AtResult.Ok
        : AtResult.EquipmentError(EquipmentErrors.NotAllowed);

    [AtCommand("+CGPADDR", CommandForm.Test)]
    public AtResult AddressTest(CommandCall call)
    {
        call.Answer.Row($"+CGPADDR: ({string.Join(',', Shown())})");
        return AtResult.Ok;
    }

    /// <summary>The addresses without quotation marks, as seen; of a context that has none 0.0.0.0 [chosen].</summary>
    [AtCommand("+CGPADDR", CommandForm.Execute)]
    [AtCommand("+CGPADDR", CommandForm.Read)]
    public AtResult Addresses(CommandCall call) => AddressRows(call, Shown());

    [AtCommand("+CGPADDR", CommandForm.Write)]
    public AtResult AddressOf(CommandCall call)
    {
        List<int> contexts = [];
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            if (!TryContext(call, i, out int context))
            {
                return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
            }

            contexts.Add(context);
        }

        return contexts.Count > 0 ? AddressRows(call, contexts) : AtResult.EquipmentError(EquipmentErrors.NotAllowed);
    }

    [AtCommand("+CGACT", CommandForm.Test)]
    public AtResult ActivateTest(CommandCall call)
    {
        call.Answer.Row("+CGACT: (0,1)");
        return AtResult.Ok;
    }

    [AtCommand("+CGACT", CommandForm.Read)]
    public AtResult ListActive(CommandCall call)
    {
        foreach (int context in Shown())
        {
            call.Answer.Row($"+CGACT: {context},{(IsUp(context) ? 1 : 0)}");
        }

        return AtResult.Ok;
    }

    /// <summary>
    /// Activates what AT+QIACT does, without a word of it in AT+QIACT? before; deactivated, the sockets on it are dead, and the host is not
    /// told, who asked for it. The bearer of an LTE attach stays up: the last one cannot be taken away [3GPP TS 24.301, 6.5.2].
    /// </summary>
    [AtCommand("+CGACT", CommandForm.Write)]
    public AtResult Activate(CommandCall call)
    {
        if (call.Arguments.Count != 2
            || !call.Arguments.TryNumber(0, 0, 1, out int active)
            || !TryContext(call, 1, out int context)
            || !Shown().Contains(context))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        if (active == 1 && !_module.Registration.IsRegistered)
        {
            return AtResult.EquipmentError(EquipmentErrors.NoNetwork);
        }

        if (active == 1)
        {
            _module.Pdp.Activate(context);
        }
        else if (_module.Pdp.Deactivate(context))
        {
            call.AfterAnswer = () => _module.EndOn(context);
        }

        return AtResult.Ok;
    }

    [AtCommand("+CGCONTRDP", CommandForm.Execute)]
    [AtCommand("+CGCONTRDP", CommandForm.Write)]
    public AtResult Parameters(CommandCall call)
    {
        int wanted = 0;
        if (call.Arguments.Count > 0 && !TryContext(call, 0, out wanted))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        foreach (int context in Shown().Where(context => IsUp(context) && (wanted == 0 || context == wanted)))
        {
            string accessPoint = context == 1 ? _module.Registration.AttachedAccessPoint : Definitions[context].AccessPoint;
            (string primary, string secondary) = _module.Pdp.DnsServers[context - 1];
            call.Answer.Row(
                $"+CGCONTRDP: {context},{context + 4},\"{accessPoint}\",\"{_module.Pdp.Address(context)}\",\"\",\"{primary}\",\"{secondary}\"");
        }

        return AtResult.Ok;
    }

    // Those that are defined, and those that AT+QIACT has activated all the same.
    private SortedSet<int> Shown() => [.. Definitions.Keys, .. _module.Pdp.Active()];

    private bool IsUp(int context)
    {
        bool attach = context == 1 && _module.Registration.Cell is { Technology: not RadioTechnology.Gsm };
        return !_module.Pdp.IsHollow[context - 1] && (attach || _module.Pdp.IsActive(context));
    }

    private bool TryContext(CommandCall call, int index, out int context) =>
        call.Arguments.TryNumber(index, 1, _module.Options.PdpContextCount, out context);

    private AtResult AddressRows(CommandCall call, IEnumerable<int> contexts)
    {
        foreach (int context in contexts)
        {
            call.Answer.Row($"+CGPADDR: {context},{(IsUp(context) ? _module.Pdp.Address(context) : "0.0.0.0")}");
        }

        return AtResult.Ok;
    }
}
