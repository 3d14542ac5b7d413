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
    private const int LookPause = 1000;
    private const int MostInterrupts = 5;
    private const int MostEntries = 100000;

    // A world whose clock stands so long does not wait for it: something runs for ever or blocks for real.
    private static readonly TimeSpan s_longestStandstill = TimeSpan.FromSeconds(40);

    private readonly Func<WorldOptions> _options;
    private readonly int _workers;
    private readonly Lock _lock = new();
    private readonly List<SeedResult> _failed = [];
    private long _answers;
    private long _virtualTime;
    private uint _next;
    private int _done;
    private bool _isOver;

    public FuzzRunner(Func<WorldOptions> options, int workers)
    {
        _options = options;
        _workers = workers;
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
        Worker[] workers = new Worker[_workers];

        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = Start(last, end);
        }

        foreach (Worker worker in workers)
        {
            while (!worker.IsGivenUp && !worker.Thread.Join(LookPause))
            {
                Array.ForEach(workers, GiveUpIfBlocked);
            }
        }

        _failed.Sort((a, b) => a.Seed.CompareTo(b.Seed));
        return _failed;
    }

    private Worker Start(uint last, long end)
    {
        Worker worker = new();
        worker.Thread = new Thread(() => Work(worker, last, end)) { IsBackground = true };
        worker.Thread.Start();
        return worker;
    }

    private void Work(Worker worker, uint last, long end)
    {
        while (true)
        {
            WorldOptions options = _options();

            lock (_lock)
            {
                if (_isOver || _next > last || _next == 0 || Environment.TickCount64 >= end || _failed.Count >= MostFailures)
                {
                    return;
                }

                worker.Seed = _next++;
                worker.Since = Stopwatch.GetTimestamp();
                worker.Interrupts = 0;
            }

            worker.World = new World(worker.Seed, options);
            SeedResult result = SeedResult.Of(worker.World, options.KeepsJournal);

            lock (_lock)
            {
                if (worker.IsGivenUp)
                {
                    return;
                }

                worker.Seed = 0;
                Note(result);
            }
        }
    }

    private void Note(SeedResult result)
    {
        _answers += result.Answers;
        _virtualTime += result.VirtualTime;
        _done++;

        if (result.Findings.Count > 0)
        {
            _failed.Add(result);
        }

        Progress?.Invoke(result);
    }

    private void GiveUpIfBlocked(Worker worker)
    {
        lock (_lock)
        {
            if (worker.World is World world && world.Now != worker.Now)
            {
                worker.Now = world.Now;
                worker.Since = Stopwatch.GetTimestamp();
            }

            if (worker.IsGivenUp || worker.Seed == 0 || Stopwatch.GetElapsedTime(worker.Since) < s_longestStandstill)
            {
                return;
            }

            if (worker.Interrupts++ < MostInterrupts)
            {
                // What it blocks on tells by an exception where it is.
                worker.World?.Interrupt();
                return;
            }

            // A thread that runs for ever takes a core from all others: this is the end.
            worker.IsGivenUp = true;
            _isOver = true;
            Note(new SeedResult(
                worker.Seed,
                ["blocked: a thread runs for ever, or waits for something that is not of the virtual clock, such as a monitor whose owner waits"],
                0,
                0,
                0,
                worker.World?.Journal.ToText(MostEntries) ?? string.Empty));
        }
    }

    private sealed class Worker
    {
        public Thread Thread = Thread.CurrentThread;
        public World? World;
        public uint Seed;
        public int Interrupts;
        public long Since;
        public long Now;
        public bool IsGivenUp;
    }
}
