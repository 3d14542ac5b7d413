// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Numerics;

namespace Bg95Emulator;

/// <summary>
/// AT+QCFG: the choice of technologies and bands, and what else is asked for by it (module facts 15). What was set is kept over a
/// restart. Setting what is set already begins a new search all the same.
/// </summary>
internal sealed class RadioConfigurationCommands
{
    private const string GsmMask = "(0-F)";
    private const string LteMMask = "(0-0x100002000000000F0E189F)";
    private const string NbIotMask = "(0-0x10004200000000090E189F)";

    private static readonly Dictionary<string, (string Ranges, int Lowest, int Highest)> s_numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nwscanmode"] = ("(0,1,3),(0,1)", 0, 3),
        ["servicedomain"] = ("(1,2),(0,1)", 1, 2),
        ["iotopmode"] = ("(0-2),(0,1)", 0, 2),
        ["celevel"] = ("(0-2)", 0, 2),
        ["psm/enter"] = ("(0,1)", 0, 1),
        ["psm/urc"] = ("(0,1)", 0, 1),
    };

    // What is taken and read back, and changes nothing here.
    private static readonly Dictionary<string, string> s_remembered = new()
    {
        ["apready"] = "0,0,500",
        ["airplanecontrol"] = "0,0",
        ["gprsattach"] = "1",
        ["ledmode"] = "0",
        ["nb1/bandprior"] = "",
        ["nbsibscramble"] = "1",
        ["nccconf"] = "1E0",
        ["pdp/duplicatechk"] = "0",
        ["risignaltype"] = "\"respective\"",
        ["roamservice"] = "255",
        ["simeffect"] = "0,1",
        ["urc/delay"] = "0",
        ["urc/ri/other"] = "\"pulse\",120,1",
        ["urc/ri/ring"] = "\"pulse\",120,1000,5000,\"off\",1",
        ["urc/ri/smsincoming"] = "\"pulse\",120,1",
    };

    private readonly ModuleState _module;

    public RadioConfigurationCommands(ModuleState module)
    {
        _module = module;
    }

    private RadioConfiguration Radio => _module.Radio;

    private RadioSettings Stored => _module.Radio.Stored;

    [AtCommand("+QCFG", CommandForm.Test)]
    public AtResult Test(CommandCall call)
    {
        foreach (string name in (string[])["nwscanmode", "servicedomain"])
        {
            call.Answer.Row($"+QCFG: \"{name}\",{s_numbers[name].Ranges}");
        }

        call.Answer.Row($"+QCFG: \"nwscanseq\",({(_module.Options.HasGsm ? "00-010203" : "00-0203")}),(0,1)");
        call.Answer.Row($"+QCFG: \"band\",{(_module.Options.HasGsm ? GsmMask : "(0)")},{LteMMask},{NbIotMask},(0,1)");
        foreach (string name in (string[])["iotopmode", "celevel", "psm/enter", "psm/urc"])
        {
            call.Answer.Row($"+QCFG: \"{name}\",{s_numbers[name].Ranges}");
        }

        return AtResult.Ok;
    }

    /// <summary>The name alone reads. A last value says when the new one counts: 1 at once, and so without it, 0 after a restart.</summary>
    [AtCommand("+QCFG", CommandForm.Write)]
    public AtResult Configure(CommandCall call)
    {
        if (!call.Arguments.TryString(0, out string given))
        {
            return Refused;
        }

        string name = given.ToLowerInvariant();
        return (name, call.Arguments.Count) switch
        {
            ("nwscanseq", 1) => Row(call, $"+QCFG: \"nwscanseq\",{Sequence}"),
            ("band", 1) => Row(
                call, $"+QCFG: \"band\",{BandMask.Format(Stored.GsmBands)},{BandMask.Format(Stored.LteMBands)},{BandMask.Format(Stored.NbIotBands)}"),
            ("nwscanseq", 2 or 3) => SetSequence(call),
            ("band", 4 or 5) => SetBands(call),
            (_, 1) when s_numbers.ContainsKey(name) => Row(call, $"+QCFG: \"{name}\",{Read(name)}"),
            (_, 2 or 3) when s_numbers.ContainsKey(name) => SetNumber(call, name),
            (_, 1) when s_remembered.TryGetValue(name, out string? first) =>
                Row(call, $"+QCFG: \"{name}\",{_module.Remembered.GetValueOrDefault("+QCFG/" + name, first)}"),
            _ when s_remembered.ContainsKey(name) => Remember(name, call.Arguments.ToString()),
            _ => Refused,
        };
    }

    private static AtResult Refused => AtResult.EquipmentError(EquipmentErrors.NotAllowed);

    private string Sequence => _module.Options.ScanSequenceLosesZero ? Stored.ScanSequence.TrimStart('0') : Stored.ScanSequence;

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }

    private AtResult Remember(string name, string written)
    {
        _module.Remembered["+QCFG/" + name] = written[(written.IndexOf(',', StringComparison.Ordinal) + 1)..];
        return AtResult.Ok;
    }

    private int Read(string name) => name switch
    {
        "nwscanmode" => Stored.ScanMode,
        "servicedomain" => Stored.ServiceDomain,
        "iotopmode" => Stored.LteMode,
        "celevel" => Radio.CoverageLevel,
        "psm/enter" => Radio.EntersPowerSavingAtOnce,
        _ => Radio.ReportsPowerSaving,
    };

    private AtResult SetNumber(CommandCall call, string name)
    {
        (string ranges, int lowest, int highest) = s_numbers[name];
        bool takesEffect = ranges.EndsWith(",(0,1)", StringComparison.Ordinal);
        if (!call.Arguments.TryNumber(1, lowest, highest, out int value)
            || (name == "nwscanmode" && (value == 2 || (value == 1 && !_module.Options.HasGsm)))
            || (!takesEffect && call.Arguments.Count > 2)
            || !call.Arguments.TryOptionalNumber(2, 0, 1, 1, out int now))
        {
            return Refused;
        }

        switch (name)
        {
            case "nwscanmode":
                return Change(settings => settings with { ScanMode = value }, now);
            case "iotopmode":
                return Change(settings => settings with { LteMode = value }, now);
            case "servicedomain":
                Radio.Change(settings => settings with { ServiceDomain = value }, now == 1);
                return AtResult.Ok;
            case "celevel":
                Radio.CoverageLevel = value;
                return AtResult.Ok;
            case "psm/enter":
                Radio.EntersPowerSavingAtOnce = value;
                return AtResult.Ok;
            default:
                Radio.ReportsPowerSaving = value;
                return AtResult.Ok;
        }
    }

    // A sequence that has lost its leading zero is taken as well: it is what some firmware reads back.
    private AtResult SetSequence(CommandCall call)
    {
        if (!call.Arguments.TryWord(1, out string sequence)
            || sequence.Length > 6
            || sequence.AsSpan().ContainsAnyExceptInRange('0', '9')
            || !call.Arguments.TryOptionalNumber(2, 0, 1, 1, out int now))
        {
            return Refused;
        }

        sequence = sequence.Length % 2 == 1 ? "0" + sequence : sequence;
        return RadioSettings.TryParseSequence(sequence, _module.Options.HasGsm, out _)
            ? Change(settings => settings with { ScanSequence = sequence }, now)
            : Refused;
    }

    // A mask of 0 leaves the bands of that technology as they are (the vendor's manual of the family).
    private AtResult SetBands(CommandCall call)
    {
        if (!TryMask(call, 1, out BigInteger gsm)
            || !TryMask(call, 2, out BigInteger lteM)
            || !TryMask(call, 3, out BigInteger nbIot)
            || !call.Arguments.TryOptionalNumber(4, 0, 1, 1, out int now)
            || (!_module.Options.HasGsm && !gsm.IsZero)
            || gsm > 0xF)
        {
            return Refused;
        }

        _module.TakeTime(_module.Options.BandSettingTime);
        return Change(
            settings => settings with
            {
                GsmBands = gsm.IsZero ? settings.GsmBands : gsm,
                LteMBands = lteM.IsZero ? settings.LteMBands : lteM,
                NbIotBands = nbIot.IsZero ? settings.NbIotBands : nbIot,
            },
            now);
    }

    private static bool TryMask(CommandCall call, int index, out BigInteger mask)
    {
        BigInteger? parsed = call.Arguments.TryWord(index, out string text) ? BandMask.Parse(text) : null;
        mask = parsed ?? BigInteger.Zero;
        return parsed != null;
    }

    private AtResult Change(Func<RadioSettings, RadioSettings> change, int now)
    {
        if (change(Stored) == Stored && (now == 0 || change(Radio.Settings) == Radio.Settings))
        {
            _module.Judge.SettingRewritten();
        }

        Radio.Change(change, now == 1);
        if (now == 1)
        {
            _module.Output.HoldUntilAnswer();
            _module.Registration.SearchAnew();
        }

        return AtResult.Ok;
    }
}
