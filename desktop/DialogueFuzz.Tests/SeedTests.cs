// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Xunit;

namespace DialogueFuzz.Tests;

/// <summary>The driver against the model: seeds that never change. The nightly workflow runs others.</summary>
public sealed class SeedTests
{
    private const uint CleanSeeds = 500;
    private const uint DamageSeeds = 200;
    private const int MostFailures = 5;
    private const int DialogueLength = 20000;

    [Fact]
    public void Driver_CleanLine_NothingIsFound()
    {
        Run(CleanSeeds, false);
    }

    [Fact]
    public void Driver_DamagedLine_NothingIsFound()
    {
        Run(DamageSeeds, true);
    }

    private static void Run(uint last, bool damages)
    {
        FuzzRunner runner = new(() => new WorldOptions { Damages = damages }, Environment.ProcessorCount) { MostFailures = MostFailures };
        IReadOnlyList<SeedResult> failed = runner.Run(1, last, Timeout.InfiniteTimeSpan);
        Assert.True(failed.Count == 0, Describe(failed, damages));
        Assert.Equal((int)last, runner.Done);
    }

    // What was found, and the end of the dialogue of the first seed that has failed.
    private static string Describe(IReadOnlyList<SeedResult> failed, bool damages)
    {
        StringBuilder text = new();

        foreach (SeedResult result in failed)
        {
            text.Append($"seed {result.Seed} (dotnet run --project desktop/DialogueFuzz -- --mode {(damages ? "damage" : "clean")} --seed {result.Seed}):\n");
            text.AppendJoin('\n', result.Findings).Append('\n');
        }

        if (failed.Count > 0)
        {
            FuzzRunner runner = new(() => new WorldOptions { Damages = damages, KeepsJournal = true }, 1);
            string dialogue = runner.Run(failed[0].Seed, failed[0].Seed, Timeout.InfiniteTimeSpan) is [SeedResult again] ? again.Dialogue : string.Empty;
            text.Append(dialogue.AsSpan(Math.Max(0, dialogue.Length - DialogueLength)));
        }

        return text.ToString();
    }
}
