// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace DialogueFuzz.Tests;

/// <summary>Every oracle can fail: a driver with a fault is found out, the same one without it is not.</summary>
public sealed class OracleTests
{
    private const uint Seeds = 60;

    [Fact]
    public void Oracles_DriverWithoutFault_NothingIsFound()
    {
        for (uint seed = 1; seed <= Seeds; seed++)
        {
            SeedResult result = Run(seed, Fault.None, new Troubles());
            Assert.True(result.Findings.Count == 0, Describe(result, Fault.None, new Troubles()));
        }
    }

    [Theory]
    [InlineData("WritesNoSettings", "trust")]
    [InlineData("BelievesInConnection", "connect")]
    [InlineData("LosesByte", "received")]
    [InlineData("ChangesByte", "received")]
    [InlineData("EndsEarly", "end")]
    [InlineData("EndsNever", "end")]
    [InlineData("StopsReading", "received")]
    [InlineData("WritesBeside", "received")]
    [InlineData("ForgetsSend", "sent")]
    [InlineData("SendsTwice", "sent")]
    [InlineData("SendsElsewhere", "sent")]
    [InlineData("TakesLong", "limit")]
    [InlineData("Hangs", "hang")]
    [InlineData("ThrowsInternals", "exception")]
    [InlineData("ThrowsForNothing", "exception")]
    [InlineData("TakesAnything", "misuse")]
    [InlineData("KeepsIds", "ids")]
    [InlineData("RaisesNothing", "event")]
    [InlineData("LosesThread", "thread")]
    [InlineData("LeavesThread", "thread")]
    [InlineData("Spins", "stuck")]
    [InlineData("ReadsTwice", "line")]
    public void Oracles_DriverWithFault_ItIsFound(string fault, string oracle)
    {
        Assert.True(IsFound(Enum.Parse<Fault>(fault), oracle, new Troubles()));
    }

    [Fact]
    public void Oracles_SettingsWrittenOnceAndRestarts_ItIsFound()
    {
        Assert.True(IsFound(Fault.WritesSettingsOnce, "trust", new Troubles { SilentRestarts = 20000 }));
    }

    [Fact]
    public void Oracles_NoRecoveryAfterStall_ItIsFound()
    {
        Assert.True(IsFound(Fault.NeverRecovers, "recovery", new Troubles { Stalls = 5000, LongestStall = 25000 }));
    }

    [Fact]
    public void World_SameSeed_SameDialogue()
    {
        for (uint seed = 1; seed <= 5; seed++)
        {
            SeedResult first = Run(seed, Fault.None, null);
            SeedResult second = Run(seed, Fault.None, null);
            Assert.Equal(first.Hash, second.Hash);
            Assert.NotEqual(first.Hash, Run(seed + 100, Fault.None, null).Hash);
        }
    }

    private static bool IsFound(Fault fault, string oracle, Troubles troubles)
    {
        for (uint seed = 1; seed <= Seeds; seed++)
        {
            foreach (string finding in Run(seed, fault, troubles).Findings)
            {
                if (finding.StartsWith(oracle + ":", StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A seed that fails shows its dialogue.
    private static string Describe(SeedResult result, Fault fault, Troubles? troubles)
    {
        return $"seed {result.Seed}: {string.Join('\n', result.Findings)}\n{Run(result.Seed, fault, troubles, true).Dialogue}";
    }

    private static SeedResult Run(uint seed, Fault fault, Troubles? troubles, bool keepsJournal = false)
    {
        return SeedResult.Of(seed, new WorldOptions
        {
            Driver = (port, _, time) => new SimpleDriver(port, time, fault),
            KeepsJournal = keepsJournal,
            Threads = 1,
            Troubles = troubles,
            Line = new LineTraits(),
            Traits = new ModuleTraits(),
        });
    }
}
