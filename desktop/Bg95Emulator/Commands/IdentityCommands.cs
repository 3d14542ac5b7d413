// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>Who the module is.</summary>
internal sealed class IdentityCommands
{
    // Test numbers: an IMEI of the test range, and an IMSI and ICCID of the test network 001 01.
    private const string SerialNumber = "004999010640000";
    private const string Subscriber = "001010123456789";
    private const string Card = "8900101000000000000";

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

    [AtCommand("+CGSN", CommandForm.Execute)]
    [AtCommand("+GSN", CommandForm.Execute)]
    public AtResult Imei(CommandCall call) => Row(call, SerialNumber);

    [AtCommand("+CIMI", CommandForm.Execute)]
    public AtResult Imsi(CommandCall call) => Row(call, Subscriber);

    [AtCommand("+QCCID", CommandForm.Execute)]
    public AtResult Iccid(CommandCall call) => Row(call, "+QCCID: " + Card);

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }
}
