// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;

namespace Bg95Emulator;

/// <summary>One name of AT+QSSLCFG: how its value is read from a command, printed, and put into the settings.</summary>
internal sealed class SslParameter
{
    private readonly Func<ArgumentList, SslContextSettings, SslContextSettings?> _set;
    private readonly Func<SslContextSettings, string> _print;

    private SslParameter(
        string name,
        string values,
        Func<ArgumentList, SslContextSettings, SslContextSettings?> set,
        Func<SslContextSettings, string> print)
    {
        Name = name;
        Values = values;
        _set = set;
        _print = print;
    }

    // In the order of the test form. "renegotiation" is not in the note, but in the vendor's driver (module facts 2).
    public static SslParameter[] All { get; } =
    [
        Number("sslversion", 0, 4, (s, v) => s with { Version = v }, s => s.Version),
        new("ciphersuite", "(" + CipherSuites.List + ")", SetSuite, s => CipherSuites.Format(s.CipherSuite)),
        Path("cacert", (s, v) => s with { CaCertificate = v }, s => s.CaCertificate),
        Path("clientcert", (s, v) => s with { ClientCertificate = v }, s => s.ClientCertificate),
        Path("clientkey", (s, v) => s with { ClientKey = v }, s => s.ClientKey),
        Number("seclevel", 0, 2, (s, v) => s with { SecurityLevel = v }, s => s.SecurityLevel),
        Number("session", 0, 1, (s, v) => s with { Session = v }, s => s.Session),
        Number("sni", 0, 1, (s, v) => s with { Sni = v }, s => s.Sni),
        Number("checkhost", 0, 1, (s, v) => s with { CheckHost = v }, s => s.CheckHost),
        Number("ignorelocaltime", 0, 1, (s, v) => s with { IgnoreLocalTime = v }, s => s.IgnoreLocalTime, "(0,1)"),
        Number("negotiatetime", 10, 300, (s, v) => s with { NegotiateTime = v }, s => s.NegotiateTime),
        Number("renegotiation", 0, 1, (s, v) => s with { Renegotiation = v }, s => s.Renegotiation),
        Number("dtls", 0, 1, (s, v) => s with { Dtls = v }, s => s.Dtls),
        Number("dtlsversion", 0, 2, (s, v) => s with { DtlsVersion = v }, s => s.DtlsVersion),
    ];

    public string Name { get; }

    /// <summary>The range as the test form shows it.</summary>
    public string Values { get; }

    /// <summary>A certificate's or key's file: printed as a string, perhaps with the firmware's prefix.</summary>
    public bool IsPath { get; private init; }

    /// <summary>The settings with the value of the third parameter; null when that is no value of this name.</summary>
    public SslContextSettings? Set(ArgumentList arguments, SslContextSettings settings) => _set(arguments, settings);

    public string Print(SslContextSettings settings) => _print(settings);

    private static SslParameter Number(
        string name,
        int minimum,
        int maximum,
        Func<SslContextSettings, int, SslContextSettings> set,
        Func<SslContextSettings, int> get,
        string? values = null) => new(
            name,
            values ?? $"({minimum}-{maximum})",
            (arguments, settings) =>
                arguments.TryNumber(2, minimum, maximum, out int value) ? set(settings, value) : null,
            settings => get(settings).ToString(CultureInfo.InvariantCulture));

    private static SslParameter Path(
        string name,
        Func<SslContextSettings, string, SslContextSettings> set,
        Func<SslContextSettings, string> get) => new(
            name,
            $"<{name}path>",
            (arguments, settings) => arguments.TryString(2, out string path) ? set(settings, path) : null,
            get)
        {
            IsPath = true,
        };

    // Unquoted: a quoted code gives a bare ERROR (module facts 2).
    private static SslContextSettings? SetSuite(ArgumentList arguments, SslContextSettings settings) =>
        arguments.TryWord(2, out string word) && CipherSuites.TryParse(word, out int code)
            ? settings with { CipherSuite = code }
            : null;
}
