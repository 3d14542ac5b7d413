// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using Xunit;

namespace Stress.Tests;

/// <summary>That the watchdog can bite.</summary>
public sealed class WatchdogTests
{
    [Fact]
    public void Look_CallBeyondItsLimit_TellsTheCallAndWhereItsThreadStands()
    {
        Watchdog watchdog = new(new FastTime(), TimeSpan.Zero);
        Watchdog.Caller caller = watchdog.Add("T0");
        using ManualResetEventSlim hasBegun = new();
        Thread thread = new(() =>
        {
            caller.Begin("a call that hangs", 0);
            hasBegun.Set();

            try
            {
                WaitForEver();
            }
            catch (ThreadInterruptedException)
            {
                // By the watchdog.
            }
        })
        {
            IsBackground = true,
            Name = "T0",
        };
        caller.Thread = thread;
        thread.Start();
        hasBegun.Wait(TestContext.Current.CancellationToken);

        string? told = watchdog.Look();

        Assert.Contains("T0: in a call that hangs", told, StringComparison.Ordinal);
        Assert.Contains(nameof(WaitForEver), told, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_NoCallBeyondItsLimit_SaysNothing()
    {
        Watchdog watchdog = new(new FastTime(), TimeSpan.Zero);
        Watchdog.Caller caller = watchdog.Add("T0");
        caller.Begin("a call", 1_000_000);

        Assert.Null(watchdog.Look());
    }

    private static void WaitForEver() => Thread.Sleep(Timeout.Infinite);
}
