// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;

namespace Bg95Emulator;

/// <summary>Settings of the command line itself.</summary>
internal sealed class GeneralCommands
{
    private readonly ModuleState _module;

    public GeneralCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("E", CommandForm.Execute)]
    public AtResult Echo(CommandCall call)
    {
        if (!call.Arguments.TryOptionalNumber(0, 0, 1, 0, out int echo))
        {
            return AtResult.Error;
        }

        _module.Echo = echo == 1;
        return AtResult.Ok;
    }

    /// <summary>Results as words or as numbers (ITU-T V.250, 6.2.6); words after every boot.</summary>
    [AtCommand("V", CommandForm.Execute)]
    public AtResult ResultForm(CommandCall call)
    {
        if (!call.Arguments.TryOptionalNumber(0, 0, 1, 0, out int words))
        {
            return AtResult.Error;
        }

        _module.Verbose = words == 1;
        return AtResult.Ok;
    }

    /// <summary>Taken as they are: the emulator has no carrier line and no profiles, and always answers.</summary>
    [AtCommand("&F", CommandForm.Execute)]
    [AtCommand("&W", CommandForm.Execute)]
    [AtCommand("&C", CommandForm.Execute)]
    [AtCommand("&S", CommandForm.Execute)]
    [AtCommand("&K", CommandForm.Execute)]
    [AtCommand("H", CommandForm.Execute)]
    [AtCommand("Z", CommandForm.Execute)]
    [AtCommand("Q", CommandForm.Execute)]
    [AtCommand("X", CommandForm.Execute)]
    public AtResult Accept(CommandCall call) => AtResult.Ok;

    [AtCommand("+CMEE", CommandForm.Read)]
    [AtCommand("+CMEE", CommandForm.Test)]
    [AtCommand("+CMEE", CommandForm.Write)]
    public AtResult ErrorFormat(CommandCall call)
    {
        if (call.Form == CommandForm.Write)
        {
            if (!call.Arguments.TryNumber(0, 0, 2, out int format))
            {
                return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
            }

            _module.ErrorFormat = format;
            return AtResult.Ok;
        }

        call.Answer.Row(call.Form == CommandForm.Test ? "+CMEE: (0-2)" : $"+CMEE: {_module.ErrorFormat}");
        return AtResult.Ok;
    }

    /// <summary>Flow control; 0,0 after every boot (module facts 4.11). Every line here is reliable with or without.</summary>
    [AtCommand("+IFC", CommandForm.Read)]
    [AtCommand("+IFC", CommandForm.Test)]
    [AtCommand("+IFC", CommandForm.Write)]
    public AtResult FlowControl(CommandCall call)
    {
        if (call.Form == CommandForm.Write)
        {
            if (!call.Arguments.TryNumber(0, 0, 2, out int fromHost)
                || !call.Arguments.TryOptionalNumber(1, 0, 2, fromHost, out int fromModule)
                || fromHost == 1
                || fromModule == 1)
            {
                return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
            }

            _module.FlowControl = (fromHost, fromModule);
            return AtResult.Ok;
        }

        (int host, int module) = _module.FlowControl;
        call.Answer.Row(call.Form == CommandForm.Test ? "+IFC: (0,2),(0,2)" : $"+IFC: {host},{module}");
        return AtResult.Ok;
    }

    /// <summary>Which of the module's ports unsolicited results go to; kept over a restart (module facts 9).</summary>
    [AtCommand("+QURCCFG", CommandForm.Test)]
    [AtCommand("+QURCCFG", CommandForm.Write)]
    public AtResult UrcPort(CommandCall call)
    {
        if (_module.Options.UrcPorts.Count == 0)
        {
            return AtResult.Error;
        }

        if (call.Form == CommandForm.Test)
        {
            call.Answer.Row($"+QURCCFG: \"urcport\",({string.Join(',', _module.Options.UrcPorts.Select(port => $"\"{port}\""))})");
            return AtResult.Ok;
        }

        if (!call.Arguments.TryString(0, out string name)
            || !name.Equals("urcport", StringComparison.OrdinalIgnoreCase)
            || call.Arguments.Count > 2)
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        if (call.Arguments.Count == 1)
        {
            call.Answer.Row($"+QURCCFG: \"urcport\",\"{_module.UrcPort}\"");
            return AtResult.Ok;
        }

        if (!call.Arguments.TryString(1, out string port) || !_module.Options.UrcPorts.Contains(port))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        _module.UrcPort = port;
        return AtResult.Ok;
    }

    /// <summary>The echo of the data of AT+QISEND, which the emulator has not (module facts 8).</summary>
    [AtCommand("+QISDE", CommandForm.Read)]
    [AtCommand("+QISDE", CommandForm.Test)]
    [AtCommand("+QISDE", CommandForm.Write)]
    public AtResult DataEcho(CommandCall call)
    {
        if (call.Form == CommandForm.Write)
        {
            if (!call.Arguments.TryNumber(0, 0, 1, out int echo) || call.Arguments.Count > 1)
            {
                return AtResult.Error;
            }

            _module.DataEcho = echo;
            return AtResult.Ok;
        }

        call.Answer.Row(call.Form == CommandForm.Test ? "+QISDE: (0,1)" : $"+QISDE: {_module.DataEcho}");
        return AtResult.Ok;
    }

    /// <summary>The rate of a line without a UART: only what a host may ask or set out of habit.</summary>
    [AtCommand("+IPR", CommandForm.Read)]
    [AtCommand("+IPR", CommandForm.Write)]
    public AtResult Rate(CommandCall call)
    {
        if (call.Form == CommandForm.Write)
        {
            return call.Arguments.TryNumber(0, 0, 2_900_000, out _) ? AtResult.Ok : AtResult.Error;
        }

        call.Answer.Row("+IPR: 115200");
        return AtResult.Ok;
    }
}
