// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;

namespace Bg95Emulator;

/// <summary>AT+QICFG (the vendor's TCP/IP note; module facts 8 for "recvind").</summary>
internal sealed class SocketSettingsCommands
{
    private readonly ModuleState _module;

    public SocketSettingsCommands(ModuleState module)
    {
        _module = module;
    }

    [AtCommand("+QICFG", CommandForm.Test)]
    public AtResult Test(CommandCall call)
    {
        foreach ((string name, SocketSettings.ValueRange[] ranges, _) in SocketSettings.Known)
        {
            call.Answer.Row($"+QICFG: \"{name}\",{string.Join(',', ranges.Select(Text))}");
        }

        return AtResult.Ok;

        static string Text(SocketSettings.ValueRange range) =>
            range is (0, 1) ? "(0,1)" : $"({range.Minimum}-{range.Maximum})";
    }

    /// <summary>The name alone reads. Errors are bare, and have a number for AT+QIGETERROR, as those of the other TCP/IP commands.</summary>
    [AtCommand("+QICFG", CommandForm.Write)]
    public AtResult Configure(CommandCall call)
    {
        ArgumentList arguments = call.Arguments;
        if (!arguments.TryString(0, out string given)
            || SocketSettings.Known.FirstOrDefault(known => known.Name.Equals(given, StringComparison.OrdinalIgnoreCase))
                is not { Name: string name, Ranges: SocketSettings.ValueRange[] ranges })
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        if (arguments.Count == 1)
        {
            _module.LastError = SslError.None;
            call.Answer.Row($"+QICFG: \"{name}\",{string.Join(',', _module.SocketSettings.Values(name))}");
            return AtResult.Ok;
        }

        // Keep-alive that is off has no times; all others want all of their values.
        int count = arguments.Count - 1;
        int[] values = new int[count];
        bool good = count <= ranges.Length;
        for (int i = 0; good && i < count; i++)
        {
            good = arguments.TryNumber(i + 1, ranges[i].Minimum, ranges[i].Maximum, out values[i]);
        }

        if (!good || (count < ranges.Length && !(name == "tcp/keepalive" && values[0] == 0)))
        {
            return _module.Refuse(SslError.InvalidParameter);
        }

        _module.LastError = SslError.None;
        _module.SocketSettings.Set(name, values);
        return AtResult.Ok;
    }
}
