// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>AT+CSQ, AT+QCSQ and AT+QNWINFO (module facts 14).</summary>
public sealed class SignalTests
{
    [Theory]
    [InlineData(RadioTechnology.LteM, "\"eMTC\",-62,-87,111,-12", "\"eMTC\",\"24701\",\"LTE BAND 20\",6300")]
    [InlineData(RadioTechnology.NbIot, "\"NBIoT\",-62,-87,111,-12", "\"NBIoT\",\"24701\",\"LTE BAND 20\",6300")]
    [InlineData(RadioTechnology.Gsm, "\"GSM\",-62", "\"EDGE\",\"24701\",\"GSM 900\",59")]
    public void Quality_InEveryTechnology_HasItsValues(RadioTechnology technology, string quality, string network)
    {
        using Host host = In(technology);
        host.Command("AT+CSQ", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n");
        host.Command("AT+QCSQ", $"\r\n+QCSQ: {quality}\r\n\r\nOK\r\n");
        host.Command("AT+QNWINFO", $"\r\n+QNWINFO: {network}\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData(RadioTechnology.LteM, "CAT-M1")]
    [InlineData(RadioTechnology.NbIot, "CAT-NB1")]
    public void Quality_OfOtherFirmware_NamesTheCategory(RadioTechnology technology, string name)
    {
        using Host host = In(technology, options => options.TechnologiesByCategory = true);
        host.Command("AT+QCSQ", $"\r\n+QCSQ: \"{name}\",-62,-87,111,-12\r\n\r\nOK\r\n");
        host.Command("AT+QNWINFO", $"\r\n+QNWINFO: \"{name}\",\"24701\",\"LTE BAND 20\",6300\r\n\r\nOK\r\n");
        host.Command("AT+QCSQ=?", "\r\n+QCSQ: \"NOSERVICE\",\"GSM\",\"CAT-M1\",\"CAT-NB1\"\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("bg95", "eMTC")]
    [InlineData("bg96", "CAT-M1")]
    public void Quality_OfAMember_HasItsNameOfTheTechnology(string profile, string name)
    {
        using Host host = In(RadioTechnology.LteM, options => ModuleProfiles.Find(profile)!.ApplyTo(options));
        host.Command("AT+QCSQ", $"\r\n+QCSQ: \"{name}\",-62,-87,111,-12\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Quality_WithoutANetwork_IsNoService()
    {
        using Host host = new(options => options.Network.IsReachable = false);
        host.Command("AT+CSQ", "\r\n+CSQ: 99,99\r\n\r\nOK\r\n");
        host.Command("AT+QCSQ", "\r\n+QCSQ: \"NOSERVICE\"\r\n\r\nOK\r\n");
        host.Command("AT+QNWINFO", "\r\n+QNWINFO: No Service\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Quality_ThatWasNotMeasured_Is140()
    {
        using Host host = new(options => options.Network.ChangeCells(cell => cell with { Signal = new SignalLevel(-80) }));
        host.Command("AT+QCSQ", "\r\n+QCSQ: \"eMTC\",-80,-140,0,0\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData(-130, 0)]
    [InlineData(-113, 0)]
    [InlineData(-111, 1)]
    [InlineData(-51, 31)]
    [InlineData(-20, 31)]
    public void Strength_OfASignal_EndsAtThirtyOne(int rssi, int strength)
    {
        using Host host = new(options => options.Network.ChangeCells(cell => cell with { Signal = new SignalLevel(rssi) }));
        host.Command("AT+CSQ", $"\r\n+CSQ: {strength},99\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Signal_ThatMoves_DoesSoByTheModulesClock()
    {
        ManualClock clock = new();
        using Host host = In(RadioTechnology.LteM, options =>
        {
            options.Clock = clock;
            options.Network.SignalSwing = 10;
            options.Network.SignalPeriod = TimeSpan.FromSeconds(60);
        });
        foreach ((int rssi, int rsrp) in new[] { (-52, -77), (-62, -87), (-72, -97), (-62, -87), (-52, -77) })
        {
            host.Command("AT+QCSQ", $"\r\n+QCSQ: \"eMTC\",{rssi},{rsrp},111,-12\r\n\r\nOK\r\n");
            clock.Advance(TimeSpan.FromSeconds(15));
        }
    }

    [Fact]
    public void Signal_ThatIsChanged_IsTheNewOneAndNoSearch()
    {
        using Host host = new();
        host.ActivatePdp();
        host.Module.Network.ChangeCells(cell => cell with { Signal = new SignalLevel(-101) });
        host.Command("AT+CSQ", "\r\n+CSQ: 6,99\r\n\r\nOK\r\n");
        Assert.Equal([1], host.Module.ActivePdpContexts);
    }

    [Fact]
    public void TestForms_ShowWhatThereIs()
    {
        using Host host = new();
        host.Command("AT+CSQ=?", "\r\n+CSQ: (0-31,99),(0-7,99)\r\n\r\nOK\r\n");
        host.Command("AT+QCSQ=?", "\r\n+QCSQ: \"NOSERVICE\",\"GSM\",\"eMTC\",\"NBIoT\"\r\n\r\nOK\r\n");
        host.Command("AT+QNWINFO=?");
    }

    private static Host In(RadioTechnology technology, Action<ModuleOptions>? configure = null) => new(options =>
    {
        options.LteMode = 2;
        options.Network.KeepOnly(technology);
        options.Network.ChangeCells(cell => cell with { Operator = "24701", Signal = new SignalLevel(-62, -87, 111, -12) });
        configure?.Invoke(options);
    });
}
