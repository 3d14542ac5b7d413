// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace DialogueFuzz;

/// <summary>What came of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Findings">What was found; empty if all was well.</param>
/// <param name="Answers">How many command lines the module has answered.</param>
/// <param name="VirtualTime">How long it took on the virtual clock, in milliseconds.</param>
/// <param name="Hash">The checksum of the dialogue.</param>
/// <param name="Dialogue">The dialogue, if it was kept.</param>
internal sealed record SeedResult(uint Seed, IReadOnlyList<string> Findings, int Answers, long VirtualTime, ulong Hash, string Dialogue)
{
    /// <summary>Runs a seed on the thread that calls.</summary>
    public static SeedResult Of(uint seed, WorldOptions options)
    {
        return Of(new World(seed, options), options.KeepsJournal);
    }

    /// <summary>Runs a world on the thread that calls.</summary>
    public static SeedResult Of(World world, bool hasJournal)
    {
        const int MostEntries = 100000;

        world.Run();
        return new SeedResult(world.Seed, world.Findings.Texts, world.Module.Answers, world.Now, world.Journal.Hash, hasJournal ? world.Journal.ToText(MostEntries) : string.Empty);
    }
}
