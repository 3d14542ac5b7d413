// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;

namespace Bg95Emulator;

/// <summary>
/// AT+CREG, AT+CGREG and AT+CEREG: what they answer and what they report unasked, in every n (module facts 13).
/// </summary>
internal sealed class RegistrationReports
{
    public const int Cells = 2;
    public const int PowerSaving = 4;

    private readonly ModuleState _module;
    private readonly int[] _modes = new int[3];
    private readonly string[] _reported = new string[3];

    public RegistrationReports(ModuleState module)
    {
        _module = module;
    }

    public static string Command(RegistrationDomain domain) => domain switch
    {
        RegistrationDomain.Circuit => "+CREG",
        RegistrationDomain.Packet => "+CGREG",
        _ => "+CEREG",
    };

    /// <summary>n of a command; 0 after every boot.</summary>
    public int Mode(RegistrationDomain domain) => _modes[(int)domain];

    public void SetMode(RegistrationDomain domain, int mode) => _modes[(int)domain] = mode;

    public void Reset() => Array.Clear(_modes);

    /// <summary>
    /// What a command tells of a registration. Over LTE AT+CGREG tells 4 [C BG96], over GSM AT+CEREG does [C]. While there is none,
    /// all three tell the same [chosen]. With a card for data alone AT+CREG stays at 2.
    /// </summary>
    public RegistrationState State(RegistrationDomain domain)
    {
        RegistrationState state = _module.Registration.State;
        if (_module.Registration.Cell is not RadioCell cell)
        {
            return state;
        }

        bool gsm = cell.Technology == RadioTechnology.Gsm;
        return domain switch
        {
            RegistrationDomain.Packet when !gsm => RegistrationState.Unknown,
            RegistrationDomain.Eps when gsm => RegistrationState.Unknown,
            RegistrationDomain.Circuit when _module.Options.Sim.IsForDataOnly => RegistrationState.Searching,
            _ => state,
        };
    }

    /// <summary>The row of the read command: n first.</summary>
    public string Row(RegistrationDomain domain)
    {
        int mode = Mode(domain);
        return $"{Command(domain)}: {mode},{(int)State(domain)}{Details(domain, mode)}";
    }

    /// <summary>Tells the host what has changed, where it wants to know. n 1 tells of the state alone.</summary>
    public void Report()
    {
        foreach (RegistrationDomain domain in Enum.GetValues<RegistrationDomain>())
        {
            int mode = Mode(domain);
            string text = $"{Command(domain)}: {(int)State(domain)}{Details(domain, mode, unasked: true)}";
            if (mode > 0 && text != _reported[(int)domain])
            {
                _module.Output.SendUnsolicited(text);
            }

            _reported[(int)domain] = text;
        }
    }

    /// <summary>What is so now needs no report.</summary>
    public void TakeAsKnown(RegistrationDomain domain) =>
        _reported[(int)domain] = $"{Command(domain)}: {(int)State(domain)}{Details(domain, Mode(domain), unasked: true)}";

    /// <summary>The number of a technology in answers: 8 or 7 is LTE-M, by the chip (module facts 10, 13).</summary>
    public static int AccessTechnology(RadioTechnology technology, ModuleOptions options) => technology switch
    {
        RadioTechnology.Gsm => 0,
        RadioTechnology.LteM => options.LteMAccessTechnology,
        _ => 9,
    };

    private string Details(RegistrationDomain domain, int mode, bool unasked = false)
    {
        if (mode < Cells)
        {
            return string.Empty;
        }

        if (_module.Registration.Cell is not RadioCell cell || State(domain) is not (RegistrationState.Home or RegistrationState.Roaming))
        {
            // The capture "+CEREG: 2,,,,,0,0" has no n in the facts; taken for the report of n 4, which has that many fields.
            return mode == PowerSaving && unasked ? ",,,,,0,0" : string.Empty;
        }

        string where = string.Create(CultureInfo.InvariantCulture, $",\"{cell.Area:X4}\",\"{cell.Id:X}\"");
        int technology = AccessTechnology(cell.Technology, _module.Options);
        return mode == PowerSaving && _module.PowerSaving.Granted is (string periodic, string active)
            ? $"{where},{technology},,,\"{active}\",\"{periodic}\""
            : $"{where},{technology}";
    }
}
