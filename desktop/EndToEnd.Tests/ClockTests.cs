// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The module's clock, which a connection needs.</summary>
public sealed class ClockTests
{
    private const string TimeServer = "time.example";

    [Fact]
    public void SetFromNetwork_NetworkTellsTheTime_IsTheNetworks()
    {
        using Bench bench = new();
        bench.Modem.Clock.Set(new DateTime(1981, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(ClockSource.Network, bench.Modem.Clock.SetFromNetwork(TimeServer));
        AssertRight(bench);
        Assert.DoesNotContain("AT+QNTP", bench.Dialogue, StringComparison.Ordinal);
    }

    [Fact]
    public void SetFromNetwork_NetworkTellsNone_IsTheTimeServersAndConnectWorks()
    {
        using TestServer server = new();
        using Bench bench = new(options =>
        {
            options.NetworkTimeReceived = false;
            options.Hosts[TimeServer] = IPAddress.Loopback;
        });
        SslContext context = bench.Context();
        Assert.Equal(Bg95Error.ClockWrong, Assert.Throws<Bg95Exception>(() => context.Connect(Bench.ServerName, server.Port)).Error);

        Assert.Equal(ClockSource.TimeServer, bench.Modem.Clock.SetFromNetwork(TimeServer));
        AssertRight(bench);
        using SslSocket socket = context.Connect(Bench.ServerName, server.Port);
    }

    [Fact]
    public void SetFromNetwork_NobodyKnowsTheTime_IsNone()
    {
        using Bench bench = new(options =>
        {
            options.NetworkTimeReceived = false;
            options.Refusal = (command, _) => command == "+QNTP" ? 569 : 0;
        });

        Assert.Equal(ClockSource.None, bench.Modem.Clock.SetFromNetwork());
        Assert.Equal(ClockSource.None, bench.Modem.Clock.SetFromNetwork(TimeServer));
        Assert.Equal(1980, bench.Modem.Clock.GetUtc().Year);
    }

    private static void AssertRight(Bench bench) =>
        Assert.InRange(bench.Modem.Clock.GetUtc(), DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1));
}
