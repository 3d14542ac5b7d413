// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Globalization;

namespace Bg95Emulator;

/// <summary>Registers, supply and temperature, the cell and its operator as the vendor's own commands tell them.</summary>
internal sealed class ConditionCommands
{
    // ITU-T V.250: automatic answer, the characters of line ends and of backspace, and times nothing waits for here.
    private static readonly Dictionary<int, int> s_registers = new()
    {
        [0] = 0,
        [3] = 13,
        [4] = 10,
        [5] = 8,
        [6] = 2,
        [7] = 0,
        [8] = 2,
        [10] = 15,
        [12] = 50,
    };

    private const int ReadBinary = 176;
    private const int HomeNetworkFile = 0x6F62;

    private readonly ModuleState _module;

    public ConditionCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("S", CommandForm.Read)]
    public AtResult Register(CommandCall call)
    {
        if (!call.Arguments.TryNumber(0, 0, 255, out int register) || !s_registers.TryGetValue(register, out int first))
        {
            return AtResult.Error;
        }

        return Row(call, _module.Registers.GetValueOrDefault(register, first).ToString("000", CultureInfo.InvariantCulture));
    }

    /// <summary>Taken and read back; other characters than CR and LF end no line here.</summary>
    [AtCommand("S", CommandForm.Write)]
    public AtResult SetRegister(CommandCall call)
    {
        if (!call.Arguments.TryNumber(0, 0, 255, out int register)
            || !s_registers.ContainsKey(register)
            || !call.Arguments.TryNumber(1, 0, 255, out int value))
        {
            return AtResult.Error;
        }

        _module.Registers[register] = value;
        return AtResult.Ok;
    }

    [AtCommand("+CBC", CommandForm.Test)]
    public AtResult SupplyTest(CommandCall call) => Row(call, "+CBC: (0-2),(0-100),<voltage>");

    [AtCommand("+CBC", CommandForm.Execute)]
    public AtResult Supply(CommandCall call) => Row(call, "+CBC: 0,80,3800");

    /// <summary>Of the power chip, the oscillator, the amplifier and, on some, one more, in degrees Celsius (module facts 20).</summary>
    [AtCommand("+QTEMP", CommandForm.Execute)]
    public AtResult Temperature(CommandCall call) => Row(call, "+QTEMP: 30,29,29" + (_module.Options.HasFourTemperatures ? ",29" : string.Empty));

    [AtCommand("+CPAS", CommandForm.Execute)]
    public AtResult Activity(CommandCall call) => Row(call, "+CPAS: 0");

    [AtCommand("+GCAP", CommandForm.Execute)]
    public AtResult Capabilities(CommandCall call) => Row(call, "+GCAP: +CGSM");

    [AtCommand("+CPAS", CommandForm.Test)]
    [AtCommand("+GCAP", CommandForm.Test)]
    [AtCommand("+QTEMP", CommandForm.Test)]
    [AtCommand("+QSPN", CommandForm.Test)]
    public AtResult Test(CommandCall call) => AtResult.Ok;

    /// <summary>The names of the network where it is registered.</summary>
    [AtCommand("+QSPN", CommandForm.Execute | CommandForm.Read)]
    public AtResult OperatorNames(CommandCall call) => _module.Registration.Cell is RadioCell cell
        ? Row(call, $"+QSPN: \"{cell.LongName}\",\"{cell.ShortName}\",\"\",0,\"{cell.Operator}\"")
        : AtResult.EquipmentError(EquipmentErrors.NoNetwork);

    [AtCommand("+QENG", CommandForm.Test)]
    public AtResult CellTest(CommandCall call) => Row(call, "+QENG: (\"servingcell\",\"neighbourcell\")");

    /// <summary>There are no neighbours. The technologies have the names of AT+QCSQ.</summary>
    [AtCommand("+QENG", CommandForm.Write)]
    public AtResult Cell(CommandCall call)
    {
        if (!call.Arguments.TryString(0, out string which) || call.Arguments.Count > 1)
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        switch (which.ToLowerInvariant())
        {
            case "neighbourcell":
                return AtResult.Ok;
            case "servingcell":
                return Row(call, "+QENG: \"servingcell\"," + Serving());
            default:
                return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }
    }

    /// <summary>
    /// The card's files (3GPP TS 27.007, 8.18): it lets its home network be read, and has none besides that anybody may read, 6A82.
    /// </summary>
    [AtCommand("+CRSM", CommandForm.Write)]
    public AtResult SimFile(CommandCall call)
    {
        if (_module.SimSlot.FaultOrLock is int fault and not 0)
        {
            return AtResult.EquipmentError(fault);
        }

        bool isRead = call.Arguments.TryNumber(0, ReadBinary, ReadBinary, out _) && call.Arguments.TryNumber(1, HomeNetworkFile, HomeNetworkFile, out _);
        return Row(call, isRead ? $"+CRSM: 144,0,\"{HomeNetwork(_module.Options.Sim.Imsi)}\"" : "+CRSM: 106,130");
    }

    // The codes of country and network with their digits swapped, F for a third one of the network's, and both technologies (3GPP TS 31.102, 4.2.54).
    private static string HomeNetwork(string imsi) =>
        imsi.Length < 5 ? "FFFFFF0000" : $"{imsi[1]}{imsi[0]}F{imsi[2]}{imsi[4]}{imsi[3]}4080";

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }

    private string Serving()
    {
        if (_module.Registration.Cell is not RadioCell cell || _module.Registration.Reception is not var (_, signal))
        {
            return "\"SEARCH\"";
        }

        string country = cell.Operator[..3];
        string network = cell.Operator[3..];
        return cell.Technology == RadioTechnology.Gsm
            ? $"\"NOCONN\",\"GSM\",{country},{network},{cell.Area & 0xFFFF:X},{cell.Id & 0xFFFF:X},1,{cell.Channel},0,{signal.Rssi},255,255,0,42,42,1,-,-,-,-,-,-,-,-,-"
            : $"\"NOCONN\",\"{SignalCommands.Name(_module.Options, cell.Technology)}\",\"FDD\",{country},{network},{cell.Id:X},7,{cell.Channel},{cell.Band},5,5,"
                + $"{cell.Area:X},{signal.Rsrp},{signal.Rsrq},{signal.Rssi},{signal.Sinr},36";
    }
}
