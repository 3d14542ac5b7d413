// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading;

namespace DialogueFuzz;

/// <summary>The console runner.</summary>
internal static class EntryPoint
{
    private const string Usage = """
        DialogueFuzz [--seeds FIRST..LAST] [--seed N [--verbose]] [--minutes N [--first N]] [--mode clean|damage] [--jobs N] [--most N]

          --seeds    runs these seeds, 1..1000 unless told otherwise
          --seed     runs one seed and prints its dialogue
          --verbose  prints it also if all is well
          --minutes  runs seeds from the first on until the time is over
          --first    the first of them, 1 unless told otherwise
          --mode     clean: no byte differs from what was sent; damage: bytes are lost, doubled, wrong
          --jobs     how many seeds at a time, as many as there are cores unless told otherwise
          --most     stops after so many seeds that fail, 20 unless told otherwise
        """;

    public static int Main(string[] args)
    {
        RunnerOptions? options = RunnerOptions.Parse(args);

        if (options is null)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        return options.Single is uint seed ? RunOne(seed, options) : RunMany(options);
    }

    private static int RunOne(uint seed, RunnerOptions options)
    {
        SeedResult? last = null;
        FuzzRunner runner = new(() => options.MakeWorld(true), 1) { Progress = result => last = result };
        runner.Run(seed, seed, Timeout.InfiniteTimeSpan);
        SeedResult result = last!;

        if (options.IsVerbose || result.Findings.Count > 0)
        {
            Console.WriteLine(result.Dialogue);
        }

        Print(result);
        return result.Findings.Count > 0 ? 1 : 0;
    }

    private static int RunMany(RunnerOptions options)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Dictionary<string, int> kinds = [];
        FuzzRunner runner = new(() => options.MakeWorld(false), options.Jobs) { MostFailures = options.MostFailures };
        runner.Progress = result =>
        {
            foreach (string finding in result.Findings)
            {
                string kind = finding[..finding.IndexOf(':', StringComparison.Ordinal)];
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }

            if (result.Findings.Count > 0)
            {
                Print(result);
            }

            if (runner.Done % 1000 == 0)
            {
                Summarize(runner, watch);
            }
        };

        IReadOnlyList<SeedResult> failed = runner.Run(options.First, options.Last, options.Time);

        if (failed.Count > 0)
        {
            Console.WriteLine($"\ndialogue of seed {failed[0].Seed}:");
            Console.WriteLine(SeedResult.Of(failed[0].Seed, options.MakeWorld(true)).Dialogue);
        }

        Summarize(runner, watch);

        foreach ((string kind, int count) in kinds)
        {
            Console.WriteLine($"  {kind}: {count}");
        }

        Console.WriteLine($"{failed.Count} of {runner.Done} seeds have findings");
        return failed.Count > 0 ? 1 : 0;
    }

    private static void Print(SeedResult result)
    {
        Console.WriteLine($"seed {result.Seed}: {result.Answers} answers, {result.VirtualTime / 1000} s, {result.Findings.Count} findings");

        foreach (string finding in result.Findings)
        {
            Console.WriteLine("  " + finding);
        }
    }

    private static void Summarize(FuzzRunner runner, Stopwatch watch)
    {
        double seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{runner.Done} seeds, {runner.Answers} answers in {seconds:0} s ({runner.Answers / seconds:0} a second), {TimeSpan.FromMilliseconds(runner.VirtualTime).TotalHours:0} hours on the virtual clock"));
    }
}
