// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace DialogueFuzz;

/// <summary>Runs many seeds, as many at a time as there are cores: worlds have nothing in common.</summary>
internal sealed class FuzzRunner
{
    // A world that takes longer does not wait for its clock: something runs for ever or blocks for real.
    private static readonly TimeSpan s_longestWorld = TimeSpan.FromMinutes(3);

    private readonly Func<WorldOptions> _options;
    private readonly int _workers;
    private readonly Lock _lock = new();
    private readonly List<SeedResult> _failed = [];
    private readonly (uint Seed, long Since)[] _current;
    private long _answers;
    private long _virtualTime;
    private uint _next;
    private int _done;

    public FuzzRunner(Func<WorldOptions> options, int workers)
    {
        _options = options;
        _workers = workers;
        _current = new (uint Seed, long Since)[workers];
    }

    /// <summary>Gets how many command lines were answered in all.</summary>
    public long Answers => _answers;

    /// <summary>Gets how much time has passed in the worlds, in milliseconds.</summary>
    public long VirtualTime => _virtualTime;

    /// <summary>Gets how many seeds were run.</summary>
    public int Done => _done;

    /// <summary>Gets or sets how many seeds may fail before the rest is left.</summary>
    public int MostFailures { get; set; } = 20;

    /// <summary>Gets or sets who is told of each result as it comes.</summary>
    public Action<SeedResult>? Progress { get; set; }

    /// <summary>Runs seeds from one on, up to another or until the time is over.</summary>
    /// <returns>Those that have brought something to light, lowest seed first.</returns>
    public IReadOnlyList<SeedResult> Run(uint first, uint last, TimeSpan time)
    {
        _next = first;
        long end = time == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)time.TotalMilliseconds;
        Thread[] threads = new Thread[_workers];

        for (int i = 0; i < _workers; i++)
        {
            int index = i;
            threads[i] = new Thread(() => Work(index, last, end)) { IsBackground = true };
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            while (!thread.Join(1000))
            {
                Watch();
            }
        }

        _failed.Sort((a, b) => a.Seed.CompareTo(b.Seed));
        return _failed;
    }

    private void Work(int index, uint last, long end)
    {
        while (true)
        {
            uint seed;

            lock (_lock)
            {
                if (_next > last || _next == 0 || Environment.TickCount64 >= end || _failed.Count >= MostFailures)
                {
                    return;
                }

                seed = _next++;
                _current[index] = (seed, Stopwatch.GetTimestamp());
            }

            SeedResult result = SeedResult.Of(seed, _options());

            lock (_lock)
            {
                _current[index] = (0, 0);
                _answers += result.Answers;
                _virtualTime += result.VirtualTime;
                _done++;

                if (result.Findings.Count > 0)
                {
                    _failed.Add(result);
                }

                Progress?.Invoke(result);
            }
        }
    }

    private void Watch()
    {
        lock (_lock)
        {
            foreach ((uint seed, long since) in _current)
            {
                if (seed != 0 && Stopwatch.GetElapsedTime(since) > s_longestWorld)
                {
                    throw new TimeoutException($"seed {seed} does not come to its end: a thread runs for ever or blocks on something that is not of the virtual clock");
                }
            }
        }
    }
}
