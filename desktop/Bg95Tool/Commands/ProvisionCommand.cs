// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.CommandLine;
using Bg95Emulator.Tool;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>"provision": certificates and keys into the module, once they are known to be what they are given for.</summary>
internal sealed class ProvisionCommand(CommandRun run)
{
    private const string DefaultCertificateName = "client.pem";
    private const string DefaultKeyName = "client.key";

    private readonly CommonOptions _common = new();
    private readonly Option<string?> _ca = FileOption("--ca", "The CA certificate that servers are checked by.");
    private readonly Option<string?> _caName = TlsOptions.NameOption("--ca-name", $"Its name in the module; {TlsOptions.DefaultCaName} unless set.");
    private readonly Option<string?> _certificate = FileOption("--client-cert", "The module's own certificate.");
    private readonly Option<string?> _certificateName = TlsOptions.NameOption("--client-cert-name", $"Its name in the module; {DefaultCertificateName} unless set.");
    private readonly Option<string?> _key = FileOption("--client-key", "The key of that certificate, without a password.");
    private readonly Option<string?> _keyName = TlsOptions.NameOption("--client-key-name", $"Its name in the module; {DefaultKeyName} unless set.");
    private readonly Option<string?> _psk = FileOption("--psk", "A pre-shared key for DTLS: one line, identity&key, the key in hexadecimal.");
    private readonly Option<int> _context = NumberOption.Whole("--ssl-context", "0-5", 0, SslContextCollection.Count - 1, 0, "The SSL context that --psk is for.");
    private readonly Option<bool> _replace = new("--replace") { Description = "Write over files of these names whose content differs." };

    public Command Build()
    {
        Command command = new(
            "provision",
            """
            Writes certificates and keys into the module's file system. Before the port is opened each file is checked: PEM,
            the right kind, valid today, a key that the module takes and that belongs to the certificate. What is there
            already, byte for byte, is not written again; what was written is read back.
            """);
        foreach (Option option in (Option[])[_ca, _caName, _certificate, _certificateName, _key, _keyName, _psk, _context, _replace])
        {
            command.Options.Add(option);
        }

        _common.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_ca) == null && result.GetValue(_certificate) == null && result.GetValue(_key) == null && result.GetValue(_psk) == null)
            {
                result.AddError("Say what to write: --ca, --client-cert, --client-key or --psk.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { HelpName = "file", Description = description };

    private int Run(ParseResult result)
    {
        List<Credential> credentials = Check(result, TimeProvider.System.GetUtcNow());
        return run.Run("provision", _common.Read(result), session => Provision(session, credentials, result.GetValue(_replace)));
    }

    private List<Credential> Check(ParseResult result, DateTimeOffset now)
    {
        List<Credential> credentials = [];
        if (result.GetValue(_ca) is string ca)
        {
            credentials.Add(CredentialCheck.Ca(ca, result.GetValue(_caName) ?? TlsOptions.DefaultCaName, now));
        }

        Credential? certificate = result.GetValue(_certificate) is string path
            ? CredentialCheck.ClientCertificate(path, result.GetValue(_certificateName) ?? DefaultCertificateName, now)
            : null;
        if (certificate != null)
        {
            credentials.Add(certificate);
        }

        if (result.GetValue(_key) is string key)
        {
            credentials.Add(CredentialCheck.ClientKey(key, result.GetValue(_keyName) ?? DefaultKeyName, certificate?.Certificate));
        }

        if (result.GetValue(_psk) is string psk)
        {
            credentials.Add(CredentialCheck.PreSharedKey(psk, result.GetValue(_context)));
        }

        for (int i = 0; i < credentials.Count; i++)
        {
            if (credentials.FindIndex(other => other.Name == credentials[i].Name) != i)
            {
                throw new ToolFailure("options", "usage", $"Two files would have the name {credentials[i].Name} in the module.", "Give each a name of its own.", ExitCode.Usage);
            }
        }

        return credentials;
    }

    private static ProvisionResult Provision(Session session, List<Credential> credentials, bool mayReplace)
    {
        List<ProvisionResult.ProvisionedFile> files = [];
        foreach (Credential credential in credentials)
        {
            try
            {
                FileStatus status = Provisioner.Bring(session, credential, mayReplace);
                files.Add(new ProvisionResult.ProvisionedFile(
                    credential.Kind,
                    credential.Name,
                    credential.Bytes.Length,
                    Provisioner.ChecksumOf(credential),
                    status,
                    credential.Description,
                    credential.Validity?.From,
                    credential.Validity?.To,
                    credential.Warnings)
                {
                    Title = credential.Title,
                });
            }
            catch (ToolFailure failure) when (failure.Partial == null)
            {
                throw new ToolFailure(failure.Step, failure.Kind, failure.Message, failure.Advice, failure.ExitCode) { Partial = new ProvisionResult(files) };
            }
        }

        return new ProvisionResult(files);
    }
}
