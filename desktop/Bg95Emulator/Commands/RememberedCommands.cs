// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>
/// Settings that change nothing the emulator plays: drivers write them at the start, and some read them back. They are gone after
/// a restart. The ranges and first values are those of the vendor's manuals of the family.
/// </summary>
internal sealed class RememberedCommands
{
    private const int MaxLength = 200;

    private static readonly Dictionary<string, (string Ranges, string First)> s_settings = new()
    {
        ["+CGEREP"] = ("(0-2),(0,1)", "0,0"),
        ["+CSCON"] = ("(0,1)", "0,0"),
        ["+CRC"] = ("(0,1)", "0"),
        ["+CLIP"] = ("(0,1)", "0,2"),
        ["+CMGF"] = ("(0,1)", "0"),
        ["+CSCS"] = ("(\"IRA\",\"GSM\",\"UCS2\")", "\"GSM\""),
        ["+CNMI"] = ("(0-3),(0-3),(0,2),(0-2),(0,1)", "2,1,0,0,0"),
        ["+CSMP"] = ("(0-255),(0-255),(0-255),(0-255)", "17,167,0,0"),
        ["+CSDH"] = ("(0,1)", "0"),
        ["+CSMS"] = ("(0,1)", "0,1,1,1"),
        ["+CGSMS"] = ("(0-3)", "1"),
        ["+CSCA"] = (string.Empty, "\"\",129"),
    };

    private static readonly Dictionary<string, string> s_named = new()
    {
        ["+QINDCFG/all"] = "1",
        ["+QINDCFG/csq"] = "0",
        ["+QINDCFG/smsfull"] = "0",
        ["+QINDCFG/ring"] = "1",
        ["+QINDCFG/smsincoming"] = "1",
        ["+QINDCFG/act"] = "0",
        ["+QGPSCFG/outport"] = "\"usbnmea\"",
        ["+QGPSCFG/nmeasrc"] = "0",
        ["+QGPSCFG/gpsnmeatype"] = "31",
        ["+QGPSCFG/glonassnmeatype"] = "0",
        ["+QGPSCFG/gnssconfig"] = "1",
        ["+QGPSCFG/priority"] = "0,0",
        ["+QGPSCFG/autogps"] = "0",
        ["+QGPSCFG/xtra_info"] = "0",
    };

    private readonly ModuleState _module;

    public RememberedCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+CGEREP", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CSCON", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CRC", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CLIP", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CMGF", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CSCS", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CNMI", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CSMP", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CSDH", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CSMS", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CGSMS", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    [AtCommand("+CSCA", CommandForm.Read | CommandForm.Write | CommandForm.Test)]
    public AtResult Setting(CommandCall call)
    {
        (string ranges, string first) = s_settings[call.Name];
        switch (call.Form)
        {
            case CommandForm.Test:
                if (ranges.Length > 0)
                {
                    call.Answer.Row($"{call.Name}: {ranges}");
                }

                return AtResult.Ok;

            case CommandForm.Read:
                call.Answer.Row($"{call.Name}: {_module.Remembered.GetValueOrDefault(call.Name, first)}");
                return AtResult.Ok;

            default:
                return Remember(call, call.Name, call.Arguments.ToString());
        }
    }

    /// <summary>"name" reads, "name",value writes.</summary>
    [AtCommand("+QINDCFG", CommandForm.Write | CommandForm.Test)]
    [AtCommand("+QGPSCFG", CommandForm.Write | CommandForm.Test)]
    public AtResult NamedSetting(CommandCall call)
    {
        if (call.Form == CommandForm.Test)
        {
            foreach ((string known, string first) in s_named)
            {
                if (known.StartsWith(call.Name + "/", StringComparison.Ordinal))
                {
                    call.Answer.Row($"{call.Name}: \"{known[(call.Name.Length + 1)..]}\",{(first.Contains('"', StringComparison.Ordinal) ? first : "(0,1)")}");
                }
            }

            return AtResult.Ok;
        }

        if (!call.Arguments.TryString(0, out string name) || !s_named.TryGetValue($"{call.Name}/{name.ToLowerInvariant()}", out string? value))
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        string key = $"{call.Name}/{name.ToLowerInvariant()}";
        if (call.Arguments.Count > 1)
        {
            string written = call.Arguments.ToString();
            return Remember(call, key, written[(written.IndexOf(',', StringComparison.Ordinal) + 1)..]);
        }

        call.Answer.Row($"{call.Name}: \"{name}\",{_module.Remembered.GetValueOrDefault(key, value)}");
        return AtResult.Ok;
    }

    private AtResult Remember(CommandCall call, string key, string value)
    {
        if (call.Arguments.Count == 0 || value.Length is 0 or > MaxLength)
        {
            return AtResult.EquipmentError(EquipmentErrors.NotAllowed);
        }

        _module.Remembered[key] = value;
        return AtResult.Ok;
    }
}
