// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>Who the module is.</summary>
internal sealed class IdentityCommands
{
    private readonly ModuleOptions _options;

    public IdentityCommands(ModuleState module)
    {
        _options = module.Options;
    }

    [AtCommand("I", CommandForm.Execute)]
    public AtResult Information(CommandCall call)
    {
        call.Answer.Row(_options.Manufacturer);
        call.Answer.Row(_options.Model);
        call.Answer.Row("Revision: " + _options.Revision);
        return AtResult.Ok;
    }

    [AtCommand("+CGMI", CommandForm.Execute)]
    [AtCommand("+GMI", CommandForm.Execute)]
    public AtResult ManufacturerName(CommandCall call) => Row(call, _options.Manufacturer);

    [AtCommand("+CGMM", CommandForm.Execute)]
    [AtCommand("+GMM", CommandForm.Execute)]
    public AtResult ModelName(CommandCall call) => Row(call, _options.Model);

    [AtCommand("+CGMR", CommandForm.Execute)]
    [AtCommand("+GMR", CommandForm.Execute)]
    public AtResult FirmwareRevision(CommandCall call) => Row(call, _options.Revision);

    /// <summary>The revision with what the vendor's tools want to know of it (module facts 11).</summary>
    [AtCommand("+QGMR", CommandForm.Execute)]
    public AtResult FullRevision(CommandCall call) =>
        Row(call, _options.SubRevision.Length > 0 ? $"{_options.Revision}_{_options.SubRevision}" : _options.Revision);

    /// <summary>The IMEI, bare digits.</summary>
    [AtCommand("+CGSN", CommandForm.Execute)]
    [AtCommand("+GSN", CommandForm.Execute)]
    public AtResult Imei(CommandCall call) => Row(call, _options.Imei);

    [AtCommand("+CGMI", CommandForm.Test)]
    [AtCommand("+GMI", CommandForm.Test)]
    [AtCommand("+CGMM", CommandForm.Test)]
    [AtCommand("+GMM", CommandForm.Test)]
    [AtCommand("+CGMR", CommandForm.Test)]
    [AtCommand("+GMR", CommandForm.Test)]
    [AtCommand("+QGMR", CommandForm.Test)]
    [AtCommand("+CGSN", CommandForm.Test)]
    [AtCommand("+GSN", CommandForm.Test)]
    public AtResult Test(CommandCall call) => AtResult.Ok;

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }
}
