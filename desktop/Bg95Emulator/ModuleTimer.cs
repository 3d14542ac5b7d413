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
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _end;

    public ModuleTimer(TimeProvider clock, TimeSpan time, Action action, CancellationToken until)
    {
        _action = action;
        _until = until;
        _timer = clock.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // The token keeps the timer alive, and ends it with the module.
        _end = until.Register(_timer.Dispose);
        _timer.Change(time, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _end.Unregister();
        _timer.Dispose();
    }

    private void Fire()
    {
        if (!_until.IsCancellationRequested)
        {
            Dispose();
            _action();
        }
    }
}
