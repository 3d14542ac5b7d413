// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace DialogueFuzz;

/// <summary>Compares the settings that a connection was opened with and those that the program demanded.</summary>
internal static class TrustOracle
{
    /// <summary>Gives what QSSLCFG must have been told for a kind of context.</summary>
    public static Dictionary<string, string> Demanded(ContextKind kind)
    {
        return new Dictionary<string, string>
        {
            ["sslversion"] = "3",
            ["ciphersuite"] = "0XC02F",
            ["seclevel"] = kind switch { ContextKind.Unchecked => "0", ContextKind.Mutual => "2", _ => "1" },
            ["cacert"] = kind == ContextKind.Unchecked ? string.Empty : Network.AuthorityFile,
            ["clientcert"] = kind == ContextKind.Mutual ? "client.pem" : string.Empty,
            ["clientkey"] = kind == ContextKind.Mutual ? "key.pem" : string.Empty,
            ["session"] = "0",
            ["sni"] = "1",
            ["checkhost"] = kind == ContextKind.AnyHost ? "0" : "1",
            ["ignorelocaltime"] = kind == ContextKind.AnyTime ? "1" : "0",
            ["negotiatetime"] = "300",
            ["dtls"] = "0",
        };
    }

    /// <summary>Says what was not as the program demanded, or nothing.</summary>
    public static string? Check(ContextKind kind, Connection connection, ModuleTraits traits)
    {
        foreach ((string name, string value) in Demanded(kind))
        {
            // Where the server is not looked at, the rest does not matter; a file that is not needed may be left from before.
            bool matters = name == "seclevel" || (kind != ContextKind.Unchecked && value.Length > 0);

            if (matters && !traits.UnknownSettings.Contains(name) && connection.Settings[name] != value)
            {
                return $"the module had {name} {connection.Settings[name]}, not {value} ({connection.Plan.Certificate} certificate)";
            }
        }

        return null;
    }
}
