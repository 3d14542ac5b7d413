// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Emulator;

/// <summary>Something that happens once, later, by the module's clock, unless the module is switched off before.</summary>
internal sealed class ModuleTimer : IDisposable
{
    private readonly Action _action;
    private readonly CancellationToken _until;
    private readonly ITimer? _timer;
    private readonly CancellationTokenRegistration _end;

    public ModuleTimer(TimeProvider clock, TimeSpan time, Action action, CancellationToken until)
    {
        _action = action;
        _until = until;

        // An accelerated clock only knows the time that a timer is made with. The token keeps it alive, and ends it with the module.
        ITimer timer = clock.CreateTimer(_ => Fire(), null, time, Timeout.InfiniteTimeSpan);
        _timer = timer;
        _end = until.Register(timer.Dispose);
    }

    public void Dispose()
    {
        _end.Unregister();
        _timer?.Dispose();
    }

    // It may be over before it is told of its timer: then there is nothing to end.
    private void Fire()
    {
        if (!_until.IsCancellationRequested)
        {
            Dispose();
            _action();
        }
    }
}
