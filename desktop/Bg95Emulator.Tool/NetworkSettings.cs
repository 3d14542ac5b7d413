// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;

namespace Bg95Emulator.Tool;

/// <summary>The options that say what SIM a module has, what networks surround it, and how long what takes.</summary>
internal sealed class NetworkSettings : OptionGroup
{
    private static readonly Dictionary<string, RadioTechnology> s_technologies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lte-m"] = RadioTechnology.LteM,
        ["nb-iot"] = RadioTechnology.NbIot,
        ["gsm"] = RadioTechnology.Gsm,
    };

    // What a BG95 takes on a desk, from module facts 3, 11, 13, 14 and 17.
    private static readonly Dictionary<string, TimeSpan> s_hardware = new()
    {
        ["boot"] = TimeSpan.FromSeconds(2.5),
        ["ready"] = TimeSpan.FromSeconds(1),
        ["sim"] = TimeSpan.FromSeconds(2),
        ["registration"] = TimeSpan.FromSeconds(5),
        ["band-search"] = TimeSpan.FromSeconds(4),
        ["scan"] = TimeSpan.FromSeconds(60),
        ["power-down"] = TimeSpan.FromSeconds(1.3),
        ["activate"] = TimeSpan.FromSeconds(1),
    };

    private readonly Option<string?> _sim = new("--sim")
    {
        HelpName = "ready|none|pin|puk",
        DefaultValueFactory = _ => "ready",
        Description = "The SIM card: there and open, not there, waiting for its PIN (1234 unless --pin says otherwise), or for its PUK (12345678).",
    };

    private readonly Option<string?> _pin = new("--pin")
    {
        HelpName = "digits",
        Description = "The SIM card has this PIN and asks for it at every start.",
    };

    private readonly Option<string?> _imsi = new("--imsi")
    {
        HelpName = "digits",
        Description = "The subscriber's number, 001010123456789 unless set; it begins with the home network's code.",
    };

    private readonly Option<string?> _iccid = new("--iccid")
    {
        HelpName = "digits",
        Description = "The SIM card's number, 19 or 20 digits.",
    };

    private readonly Option<string?> _networks = new("--network")
    {
        HelpName = "lte-m,nb-iot,gsm|none",
        DefaultValueFactory = _ => "lte-m,nb-iot,gsm",
        Description = "Which technologies there is a cell of; none: no coverage at all.",
    };

    private readonly Option<int> _lteMode = NumberOption.Whole(
        "--iotopmode", "0|1|2", 0, 2, 0, "What an earlier host has set with AT+QCFG: the module looks for LTE-M, for NB-IoT, or for both.");

    private readonly Option<string?> _operator = new("--operator")
    {
        HelpName = "code[=name]",
        DefaultValueFactory = _ => "00101",
        Description = "The operator of the cells, as in 26201=Example. With another code than the subscriber's number begins with the module is roaming.",
    };

    private readonly Option<string?> _registration = new("--registration")
    {
        HelpName = "accept|deny|silence",
        DefaultValueFactory = _ => "accept",
        Description = "What the network makes of the module: takes it in, denies it, or never answers.",
    };

    private readonly Option<string[]> _apn = new("--apn")
    {
        HelpName = "name",
        Description = "An access point that the network knows, as often as you like; without it the network takes any.",
    };

    private readonly Option<string?> _signal = new("--signal")
    {
        HelpName = "rssi[,rsrp,sinr,rsrq]",
        Description = "How the cells are received, -65,-92,120,-11 unless set; sinr as the module tells it, dB = sinr / 5 - 20.",
    };

    private readonly Option<int> _swing = NumberOption.Whole(
        "--signal-swing", "dB", 0, 100, 0, "The signal goes up and down by so much, once a minute.");

    private readonly Option<string?> _networkTime = new("--network-time")
    {
        HelpName = "time|none",
        Description = "The time that the network tells, apart from --clock, as in 2031-05-01T12:00:00Z; none: it tells none, and the clock counts from 1980.",
    };

    private readonly Option<int> _zone = NumberOption.Whole(
        "--network-zone", "quarters", -48, 56, 0, "The network's time zone, in quarters of an hour east of Greenwich.");

    private readonly Option<bool> _noPsm = new("--no-psm")
    {
        Description = "The network grants no power saving.",
    };

    private readonly Option<bool> _dtrHigh = new("--dtr-high")
    {
        Description = "DTR is not wired, and stands high: with AT+QSCLK=1 the UART is dead.",
    };

    private readonly Option<bool> _hardwareTimes = new("--hardware-times")
    {
        Description = "Start, SIM, search, registration, activation and switching off take their time as on a desk: "
            + "RDY after 2.5 s, APP RDY 1 s later, the SIM 2 s, 5 s in a known cell and 4 s a band before that, a scan a minute, 1.3 s to switch off. "
            + "Single times set by other options count. Without it everything is there at once, and the module is registered when it is on.",
    };

    private readonly Option<int> _ready = NumberOption.Time("--ready-delay", "From RDY to APP RDY; every command is answered with ERROR meanwhile.");
    private readonly Option<int> _simTime = NumberOption.Time("--sim-delay", "How long the SIM takes after APP RDY; up to 10000 on hardware.");
    private readonly Option<int> _registrationTime = NumberOption.Time("--registration-delay", "How long registering takes in a network that is found.");
    private readonly Option<int> _bandSearch = NumberOption.Time("--band-search", "How long the search of one band takes where the module knows no cell; minutes for all on hardware.");
    private readonly Option<int> _scan = NumberOption.Time("--scan-delay", "How long AT+COPS=? takes; 60000 on hardware.");
    private readonly Option<int> _powerDown = NumberOption.Time("--power-down-delay", "From the OK of AT+QPOWD to POWERED DOWN; 700 to 40000 on hardware.");
    private readonly Option<int> _activate = NumberOption.Time("--activate-delay", "How long AT+QIACT takes; up to 150000 on hardware.");

    public NetworkSettings()
    {
        Allow(_sim, text => text is "ready" or "none" or "pin" or "puk", "--sim takes ready, none, pin or puk.");
        Allow(_registration, text => text is "accept" or "deny" or "silence", "--registration takes accept, deny or silence.");
        Allow(_networks, text => text == "none" || Array.TrueForAll(text.Split(','), s_technologies.ContainsKey), "--network takes lte-m, nb-iot, gsm or none.");
        Allow(_signal, text => TrySignal(text, out _), "--signal takes rssi[,rsrp,sinr,rsrq].");
        Allow(_networkTime, text => text == "none" || TryTime(text, out _), "--network-time takes a time like 2031-05-01T12:00:00Z, or none.");
        Allow(_imsi, text => text.Length is >= 6 and <= 15 && text.All(char.IsAsciiDigit), "--imsi takes 6 to 15 digits.");
        Allow(_iccid, text => text.Length is 19 or 20 && text.All(char.IsAsciiDigit), "--iccid takes 19 or 20 digits.");
        Allow(_operator, IsOperator, "--operator takes a code of 5 or 6 digits, and a name after =.");
        Allow(_pin, text => text.Length is >= 4 and <= 8 && text.All(char.IsAsciiDigit), "--pin takes 4 to 8 digits.");
        Group(
            _sim, _pin, _imsi, _iccid, _networks, _lteMode, _operator, _registration, _apn, _signal, _swing, _networkTime, _zone, _noPsm, _dtrHigh,
            _hardwareTimes, _ready, _simTime, _registrationTime, _bandSearch, _scan, _powerDown, _activate);
    }

    public void ApplyTo(ModuleOptions options, ParseResult result, TimeProvider clock)
    {
        ApplySim(options.Sim, result);
        ApplyNetwork(options.Network, result);
        ApplyTimes(options, result);
        options.LteMode = result.GetValue(_lteMode);
        options.DataTerminalReady = !result.GetValue(_dtrHigh);
        options.NetworkTimeZone = result.GetValue(_zone);
        options.NetworkTimeReceived = result.GetValue(_networkTime) != "none";
        if (TryTime(result.GetValue(_networkTime), out DateTimeOffset told))
        {
            options.NetworkTimeOffset = told - clock.GetUtcNow();
        }
    }

    private static bool TrySignal(string? text, out SignalLevel level)
    {
        level = default;
        string[] parts = text?.Split(',') ?? [];
        int[] numbers = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return false;
            }
        }

        level = numbers switch
        {
            [int rssi] => new SignalLevel(rssi),
            [int rssi, int rsrp, int sinr, int rsrq] => new SignalLevel(rssi, rsrp, sinr, rsrq),
            _ => default,
        };
        return numbers.Length is 1 or 4;
    }

    private static bool IsOperator(string text)
    {
        string code = text.Split('=')[0];
        return code.Length is 5 or 6 && code.All(char.IsAsciiDigit);
    }

    private void ApplySim(SimCard sim, ParseResult result)
    {
        string kind = result.GetValue(_sim)!;
        sim.Pin = result.GetValue(_pin) ?? (kind is "pin" or "puk" ? "1234" : null);
        sim.IsInserted = kind != "none";
        sim.PinTries = kind == "puk" ? 0 : SimCard.MaxPinTries;
        sim.Imsi = result.GetValue(_imsi) ?? sim.Imsi;
        sim.Iccid = result.GetValue(_iccid) ?? sim.Iccid;
    }

    private void ApplyNetwork(RadioNetwork network, ParseResult result)
    {
        string networks = result.GetValue(_networks)!;
        string[] names = networks == "none" ? [] : networks.Split(',');
        string[] code = result.GetValue(_operator)!.Split('=', 2);
        CellAnswer answer = result.GetValue(_registration) switch
        {
            "deny" => CellAnswer.Deny,
            "silence" => CellAnswer.Silence,
            _ => CellAnswer.Accept,
        };
        network.Cells = [.. names.Select(name => new RadioCell(s_technologies[name]))];
        network.ChangeCells(cell => cell with
        {
            Operator = code[0],
            LongName = code.Length > 1 ? code[1] : cell.LongName,
            ShortName = code.Length > 1 ? code[1] : cell.ShortName,
            Answer = answer,
            Signal = TrySignal(result.GetValue(_signal), out SignalLevel level) ? level : cell.Signal,
        });
        network.AccessPoints = result.GetValue(_apn) ?? [];
        network.SignalSwing = result.GetValue(_swing);
        network.GrantsPowerSaving = !result.GetValue(_noPsm);
    }

    private void ApplyTimes(ModuleOptions options, ParseResult result)
    {
        bool hardware = result.GetValue(_hardwareTimes);
        options.BootDelay = options.BootDelay > TimeSpan.Zero || !hardware ? options.BootDelay : s_hardware["boot"];
        options.ApplicationReadyTime = Chosen(_ready, "ready");
        options.SimStartTime = Chosen(_simTime, "sim");
        options.RegistrationTime = Chosen(_registrationTime, "registration");
        options.BandSearchTime = Chosen(_bandSearch, "band-search");
        options.OperatorScanTime = Chosen(_scan, "scan");
        options.PowerDownTime = Chosen(_powerDown, "power-down");
        options.ActivateDelay = Chosen(_activate, "activate");

        TimeSpan Chosen(Option<int> option, string name) => result.GetResult(option) is { Implicit: false }
            ? TimeSpan.FromMilliseconds(result.GetValue(option))
            : hardware ? s_hardware[name] : TimeSpan.Zero;
    }
}
