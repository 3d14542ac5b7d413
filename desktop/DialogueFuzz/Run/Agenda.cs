// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using Bg95Ssl.Tests;

namespace DialogueFuzz;

/// <summary>What happens in a world by itself: things to do, each at its time, in the order in which they were noted down.</summary>
internal sealed class Agenda : IVirtualEvents
{
    private readonly VirtualTime _time;
    private readonly PriorityQueue<Action, (long At, long Number)> _queue = new();
    private long _number;

    public Agenda(VirtualTime time)
    {
        _time = time;
        time.Events = this;
    }

    /// <summary>Gets the time.</summary>
    public long Now => _time.Now;

    long IVirtualEvents.NextAt => _queue.TryPeek(out _, out (long At, long Number) next) ? next.At : VirtualTime.Never;

    /// <summary>Does something at a time, now at the earliest.</summary>
    public void At(long time, Action action)
    {
        _queue.Enqueue(action, (time > Now ? time : Now, _number++));
    }

    /// <summary>Does something in so many milliseconds.</summary>
    public void In(long milliseconds, Action action)
    {
        At(Now + milliseconds, action);
    }

    void IVirtualEvents.Happen()
    {
        while (_queue.TryPeek(out Action? action, out (long At, long Number) next) && next.At <= Now)
        {
            _queue.Dequeue();
            action();
        }
    }
}
