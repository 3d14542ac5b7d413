// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>A SIM that is ready and a network that is there.</summary>
internal sealed class NetworkCommands
{
    private const int MaxReportingMode = 4;

    private readonly ModuleState _module;

    public NetworkCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+CPIN", CommandForm.Read)]
    public AtResult Pin(CommandCall call) => Row(call, "+CPIN: READY");

    [AtCommand("+CSQ", CommandForm.Execute)]
    public AtResult SignalQuality(CommandCall call) => Row(call, _module.Functionality == 1 ? "+CSQ: 24,99" : "+CSQ: 99,99");

    [AtCommand("+CREG", CommandForm.Read)]
    public AtResult Registration(CommandCall call) => Row(call, "+CREG: 0," + Registered);

    [AtCommand("+CGREG", CommandForm.Read)]
    public AtResult PacketRegistration(CommandCall call) => Row(call, "+CGREG: 0," + Registered);

    [AtCommand("+CEREG", CommandForm.Read)]
    public AtResult EpsRegistration(CommandCall call) => Row(call, "+CEREG: 0," + Registered);

    /// <summary>Registration reports can be asked for, but the network never changes.</summary>
    [AtCommand("+CREG", CommandForm.Write)]
    [AtCommand("+CGREG", CommandForm.Write)]
    [AtCommand("+CEREG", CommandForm.Write)]
    public AtResult SetReports(CommandCall call) =>
        call.Arguments.TryNumber(0, 0, MaxReportingMode, out _)
            ? AtResult.Ok
            : AtResult.EquipmentError(EquipmentErrors.NotAllowed);

    [AtCommand("+CGATT", CommandForm.Read)]
    public AtResult Attached(CommandCall call) => Row(call, "+CGATT: " + Registered);

    [AtCommand("+CGATT", CommandForm.Write)]
    public AtResult Attach(CommandCall call) =>
        call.Arguments.TryNumber(0, 1, 1, out _) ? AtResult.Ok : AtResult.EquipmentError(EquipmentErrors.NotAllowed);

    private string Registered => _module.Functionality == 1 ? "1" : "0";

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }
}
