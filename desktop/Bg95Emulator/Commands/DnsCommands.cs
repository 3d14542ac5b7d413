// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Net;

namespace Bg95Emulator;

/// <summary>DNS servers of a PDP context: with invalid ones no name becomes an address (application note 4.1).</summary>
internal sealed class DnsCommands
{
    private readonly ModuleState _module;

    public DnsCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+QIDNSCFG", CommandForm.Test)]
    public AtResult Test(CommandCall call)
    {
        call.Answer.Row($"+QIDNSCFG: (1-{_module.Options.PdpContextCount}),<pridnsaddr>,<secdnsaddr>");
        return AtResult.Ok;
    }

    /// <summary>The context alone queries. A missing second server clears it.</summary>
    [AtCommand("+QIDNSCFG", CommandForm.Write)]
    public AtResult Configure(CommandCall call)
    {
        if (call.Arguments.Count > 3 || !call.Arguments.TryNumber(0, 1, _module.Options.PdpContextCount, out int context))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_module.Options.DnsNeedsActiveContext && !_module.Pdp.IsActive(context))
        {
            return _module.Refuse(SslError.OpenPdpFailed);
        }

        _module.LastError = SslError.None;
        ref (string Primary, string Secondary) servers = ref _module.Pdp.DnsServers[context - 1];
        if (call.Arguments.Count == 1)
        {
            call.Answer.Row($"+QIDNSCFG: {context},\"{servers.Primary}\",\"{servers.Secondary}\"");
            return AtResult.Ok;
        }

        if (!TryServer(call, 1, out string primary) || primary.Length == 0 || !TryServer(call, 2, out string secondary))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        servers = (primary, secondary);
        return AtResult.Ok;
    }

    private static bool TryServer(CommandCall call, int index, out string server) =>
        call.Arguments.TryString(index, out server)
            ? server.Length == 0 || IPAddress.TryParse(server, out _)
            : !call.Arguments.Has(index);
}
