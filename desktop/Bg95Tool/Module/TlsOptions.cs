// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>The options of the commands that open TLS: whom to trust, who the module is, which suite.</summary>
internal sealed class TlsOptions
{
    /// <summary>What the CA certificate is called in the module unless something else is said.</summary>
    public const string DefaultCaName = "ca.pem";

    // The tool's own, so that a product's files are left alone.
    private const string OwnCaName = "bg95-ca.pem";

    private readonly Option<string?> _ca = new("--ca")
    {
        HelpName = "file.pem",
        Description = $"The certificate to trust, on this PC; it is written into the module as {OwnCaName} unless it is there.",
    };

    private readonly Option<string?> _caName = NameOption("--ca-name", $"The certificate to trust, by its name in the module; {DefaultCaName} unless set.");

    private readonly Option<string?> _certificateName = NameOption("--client-cert-name", "The module's own certificate, by its name in the module.");

    private readonly Option<string?> _keyName = NameOption("--client-key-name", "Its key, by its name in the module.");

    private readonly Option<int?> _suite = new("--suite")
    {
        HelpName = "code",
        CustomParser = ParseSuite,
        Description = "The one cipher suite to offer, such as 0xC02B for a server with an ECDSA certificate. 0xC02F unless set.",
    };

    private readonly bool _withCa;

    /// <summary>Makes them.</summary>
    /// <param name="withCa">With --ca; without it nothing is written into the module.</param>
    public TlsOptions(bool withCa)
    {
        _withCa = withCa;
    }

    /// <summary>An option that takes the name of a file in the module.</summary>
    public static Option<string?> NameOption(string name, string description)
    {
        Option<string?> option = new(name) { HelpName = "name", Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is not { Length: > 0 and <= ModuleFiles.LongestName } text || text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.Contains('"', StringComparison.Ordinal))
            {
                result.AddError($"{name} takes 1 to {ModuleFiles.LongestName} printable ASCII characters without blanks and quotes.");
            }
        });
        return option;
    }

    /// <summary>Adds them.</summary>
    public void AddTo(Command command)
    {
        if (_withCa)
        {
            command.Options.Add(_ca);
        }

        command.Options.Add(_caName);
        command.Options.Add(_certificateName);
        command.Options.Add(_keyName);
        command.Options.Add(_suite);
        command.Validators.Add(result =>
        {
            if (_withCa && result.GetValue(_ca) != null && result.GetValue(_caName) != null)
            {
                result.AddError("--ca and --ca-name exclude each other: the one is a file on this PC, the other one in the module.");
            }

            if ((result.GetValue(_certificateName) == null) != (result.GetValue(_keyName) == null))
            {
                result.AddError("--client-cert-name and --client-key-name need each other.");
            }
        });
    }

    /// <summary>Reads --ca and looks whether it is what it should be; null where it is not given.</summary>
    public Credential? ReadCa(ParseResult result) =>
        _withCa && result.GetValue(_ca) is string path ? CredentialCheck.Ca(path, OwnCaName, TimeProvider.System.GetUtcNow()) : null;

    /// <summary>The name of the certificate in the module.</summary>
    public string CaName(ParseResult result, Credential? ca) => ca?.Name ?? result.GetValue(_caName) ?? DefaultCaName;

    /// <summary>Sets the first SSL context; writes the certificate into the module if need be.</summary>
    public SslContext Apply(ParseResult result, Session session, Credential? ca)
    {
        if (ca != null)
        {
            Provisioner.Bring(session, ca, mayReplace: true);
        }

        SslContext tls = session.Modem.SslContexts[0];
        tls.CaCertificate = CaName(result, ca);
        if (result.GetValue(_certificateName) is string certificate)
        {
            tls.SecurityLevel = SecurityLevel.ServerAndClient;
            tls.ClientCertificate = certificate;
            tls.ClientKey = result.GetValue(_keyName);
        }

        if (result.GetValue(_suite) is int suite)
        {
            tls.CipherSuite = (CipherSuite)suite;
        }

        return tls;
    }

    private static int? ParseSuite(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        if (ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            return code;
        }

        result.AddError("--suite takes the code of a cipher suite, such as 0xC02F.");
        return null;
    }
}
