// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>The module's clock, the network's, a time server's, and what certificates make of them (application note 1.4).</summary>
public sealed class ClockTests
{
    [Fact]
    public void Clock_SetWithZone_IsReadBack()
    {
        ManualClock clock = new();
        using Host host = new(clock);
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,03:04:05+00\"\r\n\r\nOK\r\n");
        host.Command("AT+CCLK=\"30/12/31,23:59:50+08\"");
        clock.Advance(TimeSpan.FromSeconds(10));
        host.Command("AT+CCLK?", "\r\n+CCLK: \"31/01/01,00:00:00+08\"\r\n\r\nOK\r\n");
        host.Command("AT+CCLK=\"30/12/31,23:59:50-14\"");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"30/12/31,23:59:50-14\"\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("\"30/13/31,23:59:50+08\"")]
    [InlineData("\"30/02/29,23:59:50+08\"")]
    [InlineData("\"2030/12/31,23:59:50+08\"")]
    [InlineData("\"30/12/31,24:00:00+08\"")]
    [InlineData("\"30/12/31,23:59:50+97\"")]
    [InlineData("\"30/12/31\"")]
    [InlineData("30/12/31")]
    public void Clock_SetWrong_IsRefused(string time)
    {
        ManualClock clock = new();
        using Host host = new(clock);
        host.Command("AT+CCLK=" + time, "\r\n+CME ERROR: 3\r\n");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,03:04:05+00\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Clock_NeverSet_CountsFromTheBeginningOfGpsTime()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.NetworkTimeReceived = false);
        host.Command("AT+CCLK?", "\r\n+CCLK: \"80/01/06,00:00:00+00\"\r\n\r\nOK\r\n");
        clock.Advance(TimeSpan.FromMinutes(2));
        host.Command("AT+CCLK?", "\r\n+CCLK: \"80/01/06,00:02:00+00\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Clock_Set_SurvivesAReboot()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.BootResults = ["RDY"]);
        host.Command("AT+CCLK=\"30/12/31,23:59:50+08\"");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("AT+CCLK?", "AT+CCLK?\r\r\n+CCLK: \"30/12/31,23:59:50+08\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Validity_WithAClockNeverSet_FailsUntilTheNetworkTellsTheTime()
    {
        ModuleOptions? module = null;
        using TestServer server = new();
        using Host host = new(options =>
        {
            options.NetworkTimeReceived = false;
            module = options;
        });
        host.Secure();
        host.Open(server.Port, 566);
        module!.NetworkTimeReceived = true;
        host.Open(server.Port);
    }

    [Fact]
    public void Validity_AfterCclk_IsCheckedAgainstIt()
    {
        using TestServer server = new();
        using Host host = new();
        host.Secure();
        host.Command("AT+CCLK=\"79/01/01,00:00:00+00\"");
        host.Open(server.Port, 566);
        host.Command("AT+CCLK=\"80/01/01,00:00:00+00\"");
        host.Open(server.Port, 566);
        host.Command($"AT+CCLK=\"{DateTime.UtcNow:yy'/'MM'/'dd','HH':'mm':'ss}+00\"");
        host.Open(server.Port);
    }

    [Fact]
    public void Qlts_InEveryForm_HasFourDigitsAndTheNetworksZone()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.NetworkTimeZone = 4);
        host.Command("AT+QLTS", "\r\n+QLTS: \"2026/01/02,03:04:05+04,0\"\r\n\r\nOK\r\n");
        host.Command("AT+QLTS=0", "\r\n+QLTS: \"2026/01/02,03:04:05+04,0\"\r\n\r\nOK\r\n");
        host.Command("AT+QLTS=1", "\r\n+QLTS: \"2026/01/02,03:04:05+04,0\"\r\n\r\nOK\r\n");
        host.Command("AT+QLTS=2", "\r\n+QLTS: \"2026/01/02,04:04:05+04,0\"\r\n\r\nOK\r\n");
        host.Command("AT+QLTS=3", "\r\n+CME ERROR: 3\r\n");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,04:04:05+04\"\r\n\r\nOK\r\n");

        // What the host sets does not change what the network says.
        host.Command("AT+CCLK=\"30/12/31,23:59:50+08\"");
        host.Command("AT+QLTS=2", "\r\n+QLTS: \"2026/01/02,04:04:05+04,0\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Qlts_BeforeTheNetworkTellsTheTime_IsEmpty()
    {
        using Host host = new(options => options.NetworkTimeReceived = false);
        host.Command("AT+QLTS", "\r\n+QLTS: \"\"\r\n\r\nOK\r\n");
        host.Command("AT+QLTS=2", "\r\n+QLTS: \"\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Qntp_OfAServer_SetsTheClock()
    {
        ManualClock clock = new();
        using Host host = TimeHost(clock);
        host.ActivatePdp();
        host.Command($"AT+QNTP=1,\"{Host.ServerName}\",123,0");
        host.Expect("\r\n+QNTP: 0,\"2026/01/02,03:05:05+00\"\r\n");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"80/01/06,00:00:00+00\"\r\n\r\nOK\r\n");
        host.Command($"AT+QNTP=1,\"{Host.ServerName}\"");
        host.Expect("\r\n+QNTP: 0,\"2026/01/02,03:05:05+00\"\r\n");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"26/01/02,03:05:05+00\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Qntp_WithoutPdpOrName_EndsInItsNumber()
    {
        using Host host = TimeHost(new ManualClock());
        host.Command($"AT+QNTP=1,\"{Host.ServerName}\"");
        host.Expect("\r\n+QNTP: 561\r\n");
        host.ActivatePdp();
        host.Command("AT+QNTP=1,\"nowhere.example\",123");
        host.Expect("\r\n+QNTP: 565\r\n");
        host.Command("AT+QIDNSCFG=1,\"0.0.0.0\"");
        host.Command($"AT+QNTP=1,\"{Host.ServerName}\"");
        host.Expect("\r\n+QNTP: 565\r\n");
        host.Command("AT+CCLK?", "\r\n+CCLK: \"80/01/06,00:00:00+00\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Qntp_OfASilentServer_EndsIn569()
    {
        ManualClock clock = new();
        using Host host = TimeHost(clock, answers: false);
        host.ActivatePdp();
        host.Command($"AT+QNTP=1,\"{Host.ServerName}\",124");
        Wait.Until(() => clock.Pending == 1);
        host.Command("AT+QNTP?", $"\r\n+QNTP: \"{Host.ServerName}\",124\r\n\r\nOK\r\n");
        host.Command("AT+QNTP=1,\"127.0.0.1\"", "\r\nERROR\r\n");
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 568, operation busy\r\n\r\nOK\r\n");
        clock.Advance(TimeSpan.FromSeconds(125));
        host.Expect("\r\n+QNTP: 569\r\n");
        host.Command("AT+QNTP?");
    }

    [Theory]
    [InlineData("0,\"a\"")]
    [InlineData("17,\"a\"")]
    [InlineData("1,a")]
    [InlineData("1,\"\"")]
    [InlineData("1")]
    [InlineData("1,\"a\",0")]
    [InlineData("1,\"a\",65536")]
    [InlineData("1,\"a\",123,2")]
    [InlineData("1,\"a\",123,1,1")]
    public void Qntp_Wrong_IsRefused(string arguments)
    {
        using Host host = new();
        host.Command("AT+QNTP=" + arguments, "\r\nERROR\r\n");
        host.ExpectSilence();
    }

    /// <summary>A module that has no time, and a time server that is a minute ahead.</summary>
    private static Host TimeHost(ManualClock clock, bool answers = true) => new(options =>
    {
        options.Clock = clock;
        options.NetworkTimeReceived = false;
        options.TimeServerOffset = TimeSpan.FromMinutes(1);
        options.TimeServerAnswers = answers;
    });
}
