// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>Signal, technology and band (module facts 14).</summary>
internal sealed class SignalCommands
{
    private readonly ModuleState _module;

    public SignalCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+CSQ", CommandForm.Test)]
    public AtResult StrengthTest(CommandCall call) => Row(call, "+CSQ: (0-31,99),(0-7,99)");

    /// <summary>99 while no network is heard. The second number is never known.</summary>
    [AtCommand("+CSQ", CommandForm.Execute)]
    public AtResult Strength(CommandCall call) =>
        Row(call, _module.Registration.Reception is var (_, signal) ? $"+CSQ: {signal.Csq},99" : "+CSQ: 99,99");

    [AtCommand("+QCSQ", CommandForm.Test)]
    public AtResult QualityTest(CommandCall call) => Row(
        call, _module.Options.HasGsm ? $"+QCSQ: \"NOSERVICE\",\"GSM\",\"{LteM}\",\"{NbIot}\"" : $"+QCSQ: \"NOSERVICE\",\"{LteM}\",\"{NbIot}\"");

    /// <summary>Of LTE rssi, rsrp, sinr and rsrq, of GSM rssi alone.</summary>
    [AtCommand("+QCSQ", CommandForm.Execute)]
    [AtCommand("+QCSQ", CommandForm.Read)]
    public AtResult Quality(CommandCall call)
    {
        if (_module.Registration.Reception is not var (cell, signal))
        {
            return Row(call, "+QCSQ: \"NOSERVICE\"");
        }

        return Row(
            call,
            cell.Technology == RadioTechnology.Gsm
                ? $"+QCSQ: \"GSM\",{signal.Rssi}"
                : $"+QCSQ: \"{Name(cell.Technology)}\",{signal.Rssi},{signal.Rsrp},{signal.Sinr},{signal.Rsrq}");
    }

    [AtCommand("+QNWINFO", CommandForm.Test)]
    public AtResult NetworkInformationTest(CommandCall call) => AtResult.Ok;

    /// <summary>
    /// Where the module is registered; "No Service" without quotation marks otherwise. Over GSM it says EDGE, as the vendor's
    /// manuals of the family do.
    /// </summary>
    [AtCommand("+QNWINFO", CommandForm.Execute)]
    [AtCommand("+QNWINFO", CommandForm.Read)]
    public AtResult NetworkInformation(CommandCall call)
    {
        if (_module.Registration.Cell is not RadioCell cell)
        {
            return Row(call, "+QNWINFO: No Service");
        }

        bool gsm = cell.Technology == RadioTechnology.Gsm;
        string technology = gsm ? "EDGE" : Name(cell.Technology);
        string band = gsm ? $"GSM {cell.Band}" : $"LTE BAND {cell.Band}";
        return Row(call, $"+QNWINFO: \"{technology}\",\"{cell.Operator}\",\"{band}\",{cell.Channel}");
    }

    private string LteM => Name(RadioTechnology.LteM);

    private string NbIot => Name(RadioTechnology.NbIot);

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }

    /// <summary>What answers call the technology.</summary>
    public static string Name(ModuleOptions options, RadioTechnology technology) => (technology, options.TechnologiesByCategory) switch
    {
        (RadioTechnology.LteM, false) => "eMTC",
        (RadioTechnology.LteM, true) => "CAT-M1",
        (_, false) => "NBIoT",
        _ => "CAT-NB1",
    };

    private string Name(RadioTechnology technology) => Name(_module.Options, technology);
}
