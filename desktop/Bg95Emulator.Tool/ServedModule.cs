// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Emulator.Tool;

/// <summary>A module on its line.</summary>
internal sealed class ServedModule : IDisposable
{
    private static readonly TimeSpan s_untilSwitchedOn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    private readonly ITimer? _powerKey;
    private long _offSince;

    public ServedModule(EmulatedModule module, ServedLine line, bool switchesOnAgain)
    {
        Module = module;
        Line = line;
        TimeProvider clock = module.Options.Clock;
        _powerKey = switchesOnAgain ? clock.CreateTimer(_ => SwitchOn(clock), null, s_look, s_look) : null;
    }

    public EmulatedModule Module { get; }

    public ServedLine Line { get; }

    public TranscriptWriter? Log { get; set; }

    public void Dispose()
    {
        _powerKey?.Dispose();
        Module.Dispose();
        Line.Dispose();
        Log?.Dispose();
    }

    /// <summary>After POWERED DOWN somebody must press the key (module facts 3: 3 to 9 s).</summary>
    private void SwitchOn(TimeProvider clock)
    {
        if (Module.IsOn)
        {
            _offSince = 0;
            return;
        }

        long now = Math.Max(1, clock.GetTimestamp());
        _offSince = _offSince == 0 ? now : _offSince;
        if (clock.GetElapsedTime(_offSince, now) >= s_untilSwitchedOn + Module.Options.BootDelay)
        {
            _offSince = 0;
            Module.Reboot();
        }
    }
}
