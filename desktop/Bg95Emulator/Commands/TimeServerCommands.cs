// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using System.Threading.Tasks;

namespace Bg95Emulator;

/// <summary>AT+QNTP: the time from a server, with OK at once and the time, or an error number, when it is there.</summary>
internal sealed class TimeServerCommands
{
    private const int NtpPort = 123;

    // "At most 125 seconds" is what the vendor's TCP/IP manual allows it.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(125);

    private readonly ModuleState _module;
    private volatile string? _underWay;

    public TimeServerCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+QNTP", CommandForm.Test)]
    public AtResult Test(CommandCall call)
    {
        call.Answer.Row($"+QNTP: (1-{_module.Options.PdpContextCount}),<server>,(1-65535),(0,1)");
        return AtResult.Ok;
    }

    /// <summary>The server that is being asked, if any.</summary>
    [AtCommand("+QNTP", CommandForm.Read)]
    public AtResult UnderWay(CommandCall call)
    {
        if (_underWay is string server)
        {
            call.Answer.Row("+QNTP: " + server);
        }

        return AtResult.Ok;
    }

    [AtCommand("+QNTP", CommandForm.Write)]
    public AtResult Synchronize(CommandCall call)
    {
        if (call.Arguments.Count > 4
            || !call.Arguments.TryNumber(0, 1, _module.Options.PdpContextCount, out int context)
            || !call.Arguments.TryString(1, out string server)
            || server.Length == 0
            || !call.Arguments.TryOptionalNumber(2, 1, ushort.MaxValue, NtpPort, out int port)
            || !call.Arguments.TryOptionalNumber(3, 0, 1, 1, out int setClock))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (_underWay != null)
        {
            return _module.Refuse(SslError.Busy);
        }

        _module.LastError = SslError.None;
        int refusal = _module.Refusal("+QNTP");
        CancellationToken untilReboot = _module.UntilReboot;
        _underWay = $"\"{server}\",{port}";
        call.AfterAnswer = () => Task.Run(() => Ask(context, server, setClock == 1, refusal, untilReboot));
        return AtResult.Ok;
    }

    private async Task Ask(int context, string server, bool setClock, int refusal, CancellationToken untilReboot)
    {
        try
        {
            int error = refusal != SslError.None ? refusal : await Reach(context, server, untilReboot);
            string result = error == SslError.None ? "0," + Take(setClock) : $"{error}";
            _underWay = null;
            if (!untilReboot.IsCancellationRequested)
            {
                _module.Output.SendUnsolicited("+QNTP: " + result);
            }
        }
        catch (OperationCanceledException)
        {
            _underWay = null;
        }
    }

    private async Task<int> Reach(int context, string server, CancellationToken untilReboot)
    {
        if (!_module.Pdp.IsActive(context))
        {
            return SslError.OpenPdpFailed;
        }

        if (ServerAddress.Resolve(_module, context, server) == null)
        {
            return SslError.DnsFailed;
        }

        if (!_module.Options.TimeServerAnswers)
        {
            await Task.Delay(s_limit, _module.Options.Clock, untilReboot);
            return SslError.Timeout;
        }

        return SslError.None;
    }

    private string Take(bool setClock)
    {
        DateTimeOffset utc = _module.Options.Clock.GetUtcNow() + _module.Options.TimeServerOffset;
        int zone = _module.Clock.Zone;
        if (setClock)
        {
            _module.Clock.Set(utc, zone);
        }

        return $"\"{ModuleClock.Format(utc, zone, true)}\"";
    }
}
