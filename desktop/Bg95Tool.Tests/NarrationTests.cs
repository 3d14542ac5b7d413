// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using Bg95Emulator.Tests;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class NarrationTests
{
    [Fact]
    public void Narration_WorkThatTakesLong_IsNeverSilentForMoreThanTwoSeconds()
    {
        ManualClock clock = new();
        using StringWriter error = new();
        using Narration narration = new(error, isTerminal: false, clock);
        narration.Begin("looking");
        string before = string.Empty;
        for (int second = 0; second < 10; second += 2)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.NotEqual(before, error.ToString());
            before = error.ToString();
        }

        Assert.StartsWith("looking, 2 s", before);
    }

    [Fact]
    public void Narration_OfBytes_SaysHowFarItIs()
    {
        ManualClock clock = new();
        using StringWriter error = new();
        using Narration narration = new(error, isTerminal: false, clock);
        narration.Begin("page");
        narration.Move(1024, 4096);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("page, 1 KiB of 4 KiB, 2 s", error.ToString().Trim());
    }

    [Fact]
    public void Narration_QuickWork_SaysNothing()
    {
        ManualClock clock = new();
        using StringWriter error = new();
        using (Narration narration = new(error, isTerminal: false, clock))
        {
            narration.Begin("quick");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(error.ToString());
    }
}
