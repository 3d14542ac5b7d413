// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>Names and their addresses, and whether somebody is there (the vendor's TCP/IP note).</summary>
internal sealed class ReachCommands
{
    private const int MaxPings = 10;
    private const int PingSize = 32;
    private const int RoundTripMilliseconds = 60;

    private readonly ModuleState _module;

    public ReachCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+QIDNSGIP", CommandForm.Test)]
    public AtResult LookUpTest(CommandCall call) => Row(call, $"+QIDNSGIP: (1-{_module.Options.PdpContextCount}),<hostname>");

    /// <summary>OK, and then how many addresses there are and each of them, or 565.</summary>
    [AtCommand("+QIDNSGIP", CommandForm.Write)]
    public AtResult LookUp(CommandCall call)
    {
        if (!TryHost(call, 2, out int context, out string host))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (!_module.Pdp.IsActive(context))
        {
            return _module.Refuse(SslError.OpenPdpFailed);
        }

        _module.LastError = SslError.None;
        Later(call, () =>
        {
            if (ServerAddress.Resolve(_module, context, host) is IPAddress address)
            {
                _module.Output.SendUnsolicited("+QIURC: \"dnsgip\",0,1,600");
                _module.Output.SendUnsolicited($"+QIURC: \"dnsgip\",\"{address}\"");
            }
            else
            {
                _module.Output.SendUnsolicited($"+QIURC: \"dnsgip\",{SslError.DnsFailed}");
            }
        });
        return AtResult.Ok;
    }

    [AtCommand("+QPING", CommandForm.Test)]
    public AtResult PingTest(CommandCall call) => Row(call, $"+QPING: (1-{_module.Options.PdpContextCount}),<host>,(1-255),(1-{MaxPings})");

    /// <summary>Whoever has an address is there, and answers after 60 ms: no packet leaves this PC.</summary>
    [AtCommand("+QPING", CommandForm.Write)]
    public AtResult Ping(CommandCall call)
    {
        if (!TryHost(call, 4, out int context, out string host)
            || !call.Arguments.TryOptionalNumber(2, 1, 255, 4, out _)
            || !call.Arguments.TryOptionalNumber(3, 1, MaxPings, 4, out int count))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (!_module.Pdp.IsActive(context))
        {
            return _module.Refuse(SslError.OpenPdpFailed);
        }

        _module.LastError = SslError.None;
        Later(call, () =>
        {
            if (ServerAddress.Resolve(_module, context, host) is not IPAddress address)
            {
                _module.Output.SendUnsolicited($"+QPING: {SslError.DnsFailed}");
                return;
            }

            for (int i = 0; i < count; i++)
            {
                _module.Output.SendUnsolicited($"+QPING: 0,\"{address}\",{PingSize},{RoundTripMilliseconds},255");
            }

            _module.Output.SendUnsolicited($"+QPING: 0,{count},{count},0,{RoundTripMilliseconds},{RoundTripMilliseconds},{RoundTripMilliseconds}");
        });
        return AtResult.Ok;
    }

    private static AtResult Row(CommandCall call, string text)
    {
        call.Answer.Row(text);
        return AtResult.Ok;
    }

    private bool TryHost(CommandCall call, int most, out int context, out string host)
    {
        host = string.Empty;
        return call.Arguments.TryNumber(0, 1, _module.Options.PdpContextCount, out context)
            && call.Arguments.TryString(1, out host)
            && host.Length > 0
            && call.Arguments.Count <= most;
    }

    /// <summary>On a thread of its own: the system's resolver may take its time.</summary>
    private void Later(CommandCall call, Action action)
    {
        CancellationToken untilReboot = _module.UntilReboot;
        call.AfterAnswer = () => Task.Run(
            () =>
            {
                if (!untilReboot.IsCancellationRequested)
                {
                    action();
                }
            },
            CancellationToken.None);
    }
}
