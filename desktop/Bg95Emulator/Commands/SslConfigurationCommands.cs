// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>AT+QSSLCFG (application note 2.1.1).</summary>
internal sealed class SslConfigurationCommands
{
    // The module wants the name with one l; the note prints it with two throughout (module facts 1).
    private const string SecurityLevel = "seclevel";
    private const string SecurityLevelOfTheNote = "secllevel";

    private readonly ModuleState _module;

    public SslConfigurationCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+QSSLCFG", CommandForm.Test)]
    public AtResult Test(CommandCall call)
    {
        foreach (SslParameter parameter in Array.FindAll(SslParameter.All, IsKnown))
        {
            call.Answer.Row($"+QSSLCFG: \"{Spelling(parameter)}\",(0-5),{Values(parameter)}");
        }

        return AtResult.Ok;
    }

    /// <summary>Two parameters query, three set; there is no form that does without the context (module facts 2). Capitals do not count.</summary>
    [AtCommand("+QSSLCFG", CommandForm.Write)]
    public AtResult Configure(CommandCall call)
    {
        _module.LastError = SslError.None;
        if (!call.Arguments.TryString(0, out string name)
            || Array.Find(SslParameter.All, item => Spelling(item).Equals(name, StringComparison.OrdinalIgnoreCase) && IsKnown(item)) is not SslParameter parameter
            || !call.Arguments.TryNumber(1, 0, ModuleState.SslContextCount - 1, out int context))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        ref SslContextSettings settings = ref _module.SslContexts[context];
        if (call.Arguments.Count == 2)
        {
            call.Answer.Row($"+QSSLCFG: \"{Spelling(parameter)}\",{context},{Print(parameter, settings)}");
            return AtResult.Ok;
        }

        SslContextSettings? changed = call.Arguments.Count == 3 ? parameter.Set(call.Arguments, settings) : null;
        if (changed == null || !CipherSuites.IsAccepted(changed.CipherSuite, _module.Options))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        settings = changed;
        return AtResult.Ok;
    }

    private bool IsKnown(SslParameter parameter) => !_module.Options.MissingSslParameters.Contains(parameter.Name);

    private string Values(SslParameter parameter) =>
        parameter.Name == "ciphersuite" ? CipherSuites.ListFor(_module.Options) : parameter.Values;

    private string Spelling(SslParameter parameter) =>
        parameter.Name == SecurityLevel && _module.Options.OnlyKnowsSecllevel ? SecurityLevelOfTheNote : parameter.Name;

    private string Print(SslParameter parameter, SslContextSettings settings)
    {
        string value = parameter.Print(settings);
        if (!parameter.IsPath)
        {
            return value;
        }

        // Some firmware shows the storage the host did not name (module facts 2).
        string prefix = value.Length > 0 && !value.Contains(':') ? _module.Options.FileNamePrefix ?? string.Empty : string.Empty;
        return $"\"{prefix}{value}\"";
    }
}
