// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Globalization;

namespace DialogueFuzz;

/// <content>AT+QSSLCFG, and what the settings mean when a server shows its certificate.</content>
internal sealed partial class ModuleModel
{
    private const int ContextCount = 6;

    // The module's own limits (application note 2.1.1), and what it begins with after every start.
    private static readonly (string Name, string Default, int Least, int Most)[] s_settings =
    [
        ("sslversion", "4", 0, 4), ("ciphersuite", "0XFFFF", 0, 0), ("cacert", string.Empty, 0, 0), ("clientcert", string.Empty, 0, 0),
        ("clientkey", string.Empty, 0, 0), ("seclevel", "0", 0, 2), ("session", "0", 0, 1), ("sni", "0", 0, 1), ("checkhost", "0", 0, 1),
        ("ignorelocaltime", "1", 0, 1), ("negotiatetime", "300", 10, 300), ("dtls", "0", 0, 1), ("dtlsversion", "2", 0, 2),
    ];

    private readonly Dictionary<string, string>[] _settings = new Dictionary<string, string>[ContextCount];

    private void ForgetSettings()
    {
        for (int i = 0; i < ContextCount; i++)
        {
            _settings[i] = [];

            foreach ((string name, string value, int _, int _) in s_settings)
            {
                _settings[i].Add(name, value);
            }
        }
    }

    private Outcome Configure(Command command)
    {
        if (command.Form == CommandForm.Test)
        {
            foreach ((string name, string _, int least, int most) in s_settings)
            {
                Row(most > 0 ? $"+QSSLCFG: \"{name}\",(0-5),({least}-{most})" : $"+QSSLCFG: \"{name}\",(0-5),<{name}>");
            }

            return Outcome.Ok;
        }

        string key = command.Text(0)?.ToLowerInvariant() ?? string.Empty;
        int context = command.Number(1);
        int index = Array.FindIndex(s_settings, setting => setting.Name == key);

        if (command.Form != CommandForm.Set || index < 0 || _traits.UnknownSettings.Contains(key) || context is < 0 or >= ContextCount)
        {
            return Outcome.Error();
        }

        if (command.Values.Count == 2)
        {
            return Answer($"+QSSLCFG: \"{key}\",{context}{ReadBack(key, _settings[context][key])}");
        }

        string? value = Accept(command, key, s_settings[index].Least, s_settings[index].Most);

        if (value is null)
        {
            return Outcome.Error();
        }

        _settings[context][key] = value;
        return Outcome.Ok;
    }

    private static string? Accept(Command command, string key, int least, int most)
    {
        if (command.Values.Count != 3 && key != "clientkey")
        {
            return null;
        }

        if (key is "cacert" or "clientcert" or "clientkey")
        {
            string? name = command.Text(2);
            return name?.StartsWith("UFS:", StringComparison.OrdinalIgnoreCase) == true ? name[4..] : name;
        }

        if (key == "ciphersuite")
        {
            string text = command.Values[2].ToUpperInvariant();
            return !command.Quoted[2] && text.Length == 6 && text.StartsWith("0X", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _) ? text : null;
        }

        int number = command.Number(2);
        return number >= least && number <= most ? number.ToString(CultureInfo.InvariantCulture) : null;
    }

    private string ReadBack(string key, string value)
    {
        switch (key)
        {
            case "cacert" or "clientcert" or "clientkey":
                string name = _traits.ReadsBackDrive && value.Length > 0 ? "UFS:" + value : value;
                string rest = key == "clientkey" && _traits.ReadsBackPassword ? ",\"\"" : string.Empty;
                return _traits.ReadsBackBare ? $",{name}{rest}" : $",\"{name}\"{rest}";

            case "ciphersuite":
                return "," + (_traits.ReadsBackLower ? value.ToLowerInvariant() : value);

            default:
                return "," + value;
        }
    }

    // Whether the module, with these settings, goes on with a server that shows this certificate.
    private bool Trusts(Dictionary<string, string> settings, Certificate certificate)
    {
        if (settings["seclevel"] == "0")
        {
            return true;
        }

        if (!_files.TryGetValue(settings["cacert"], out byte[]? authority) || !authority.AsSpan().SequenceEqual(Network.Authority))
        {
            return false;
        }

        bool isRightTime = Now.Year is >= 2024 and < 2040;

        return certificate switch
        {
            Certificate.Foreign => false,
            Certificate.OtherHost => settings["checkhost"] == "0" && (settings["ignorelocaltime"] == "1" || isRightTime),
            Certificate.Expired => settings["ignorelocaltime"] == "1",
            _ => settings["ignorelocaltime"] == "1" || isRightTime,
        };
    }
}
