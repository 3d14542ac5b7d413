// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>The time that the network tells, apart from the module's: AT+CTZU, AT+CTZR and the clock (module facts 8).</summary>
public sealed class NetworkTimeTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void NetworkTime_ThatIsWrong_IsTheModulesUntilATimeServerSetsIt()
    {
        using Host host = With(options => options.NetworkTimeOffset = TimeSpan.FromHours(-24));
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/01,03:04:05+00\"\r\n\r\nOK\r\n");
        host.Command("AT+QLTS", "\r\n+QLTS: \"2026/01/01,03:04:05+00,0\"\r\n\r\nOK\r\n");
        host.ActivatePdp();
        host.Command($"AT+QNTP=1,\"{Host.ServerName}\"");
        host.Expect("\r\n+QNTP: 0,\"2026/01/02,03:04:05+00\"\r\n");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,03:04:05+00\"\r\n\r\nOK\r\n");
        host.Command("AT+QLTS", "\r\n+QLTS: \"2026/01/01,03:04:05+00,0\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void NetworkTime_BeforeTheRegistration_IsNotKnown()
    {
        using Host host = With(options => options.RegistrationTime = TimeSpan.FromSeconds(10));
        host.Command("AT+QLTS", "\r\n+QLTS: \"\"\r\n\r\nOK\r\n");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"80/01/06,00:00:00+00\"\r\n\r\nOK\r\n");
        _clock.Advance(TimeSpan.FromSeconds(10));
        host.Command("AT+QLTS", "\r\n+QLTS: \"2026/01/02,03:04:15+00,0\"\r\n\r\nOK\r\n");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,03:04:15+00\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void NetworkTime_OnceTold_GoesOnWithoutTheNetwork()
    {
        using Host host = With();
        host.Command("AT+CFUN=4");
        _clock.Advance(TimeSpan.FromSeconds(5));
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,03:04:10+00\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Update_SwitchedOff_LeavesTheClockToTheHost()
    {
        using Host host = With();
        host.Command("AT+CTZU?", "\r\n+CTZU: 1\r\n\r\nOK\r\n");
        host.Command("AT+CTZU=0");
        host.Module.Options.NetworkTimeOffset = TimeSpan.FromHours(1);
        host.Command("AT+CFUN=4");
        host.Command("AT+CFUN=1");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,03:04:05+00\"\r\n\r\nOK\r\n");
        host.Command("AT+CTZU=1");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,03:04:05+00\"\r\n\r\nOK\r\n");
        host.Command("AT+CFUN=4");
        host.Command("AT+CFUN=1");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,04:04:05+00\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Update_SwitchedOffBeforeTheNetworkTells_LeavesTheClockUnset()
    {
        using Host host = With(options => options.Network.IsReachable = false);
        host.Command("AT+CTZU=0");
        host.Module.Network.IsReachable = true;
        host.Command("AT+CCLK?", "\r\n+CCLK: \"80/01/06,00:00:00+00\"\r\n\r\nOK\r\n");
        host.Command("AT+QLTS", "\r\n+QLTS: \"2026/01/02,03:04:05+00,0\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Clock_OfABg96_TellsUtcWithTheZoneUnlessToldOtherwise()
    {
        using Host host = With(options =>
        {
            ModuleProfiles.Find("bg96")!.ApplyTo(options);
            options.NetworkTimeZone = 8;
        });
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,03:04:05+08\"\r\n\r\nOK\r\n");
        host.Command("AT+CTZU=3");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,05:04:05+08\"\r\n\r\nOK\r\n");
        host.Command("AT+CTZU=1");
        host.Command("AT+CCLK=\"30/12/31,23:59:50+08\"");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"30/12/31,23:59:50+08\"\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData(1, 8, "+CTZV: \"+08\"")]
    [InlineData(1, -14, "+CTZV: \"-14\"")]
    [InlineData(2, 8, "+CTZE: \"+08\",0,\"2026/01/02,05:04:05\"")]
    [InlineData(3, 8, "+CTZEU: \"+08\",0,\"2026/01/02,03:04:05\"")]
    public void Zone_ReportedAtTheRegistration_IsTheNetworks(int mode, int zone, string report)
    {
        using Host host = With(options => options.NetworkTimeZone = zone);
        host.Command($"AT+CTZR={mode}");
        host.Command("AT+CTZR?", $"\r\n+CTZR: {mode}\r\n\r\nOK\r\n");
        host.Command("AT+CFUN=4");
        host.Command("AT+CFUN=1");
        host.Expect($"\r\n{report}\r\n");
    }

    [Fact]
    public void Zone_OfANetworkThatTellsNothing_IsNotReported()
    {
        using Host host = With(options => options.NetworkTimeReceived = false);
        host.Command("AT+CTZR=1");
        host.Command("AT+CFUN=4");
        host.Command("AT+CFUN=1");
        host.ExpectSilence();
    }

    [Theory]
    [InlineData("CTZU=?", "\r\n+CTZU: (0,1,3)\r\n\r\nOK\r\n")]
    [InlineData("CTZR=?", "\r\n+CTZR: (0-3)\r\n\r\nOK\r\n")]
    [InlineData("CTZU=2", "\r\n+CME ERROR: 3\r\n")]
    [InlineData("CTZU=4", "\r\n+CME ERROR: 3\r\n")]
    [InlineData("CTZR=4", "\r\n+CME ERROR: 3\r\n")]
    [InlineData("CTZU=1,1", "\r\n+CME ERROR: 3\r\n")]
    public void Forms_OfCtzuAndCtzr_KeepTheirRanges(string command, string answer)
    {
        using Host host = new();
        host.Command("AT+" + command, answer);
    }

    private Host With(Action<ModuleOptions>? configure = null) => new(options =>
    {
        options.Clock = _clock;
        configure?.Invoke(options);
    });
}
