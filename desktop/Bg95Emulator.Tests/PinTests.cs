// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>PWRKEY, RESET_N and STATUS (module facts 17).</summary>
public sealed class PinTests
{
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData("bg95", 499, false)]
    [InlineData("bg95", 500, true)]
    [InlineData("bg95", 1000, true)]
    [InlineData("bg95", 1001, false)]
    [InlineData("bg96", 575, true)]
    public void Key_OfAModuleThatIsOff_SwitchesOnOrNot(string profile, int milliseconds, bool switchesOn)
    {
        using Host host = Of(profile);
        host.Module.PowerDown(PowerDownReason.Command);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(host.Module.Pins.Status);
        Press(host, milliseconds);
        Assert.Equal(switchesOn, host.Module.IsOn);
        Assert.Equal(switchesOn, host.Module.Pins.Status);
    }

    [Theory]
    [InlineData("bg95", 575, true)]
    [InlineData("bg95", 649, true)]
    [InlineData("bg95", 650, false)]
    [InlineData("bg95", 1500, false)]
    [InlineData("bg95", 1501, true)]
    [InlineData("bg96", 5000, false)]
    public void Key_OfAModuleThatIsOn_SwitchesOffOrNot(string profile, int milliseconds, bool staysOn)
    {
        using Host host = Of(profile);
        Press(host, milliseconds);
        Assert.Equal(staysOn, host.Module.Pins.Status);
        if (!staysOn)
        {
            host.Expect("\r\nNORMAL POWER DOWN");
        }
    }

    [Theory]
    [InlineData("bg95", 1999, false)]
    [InlineData("bg95", 2000, true)]
    [InlineData("bg95", 3801, false)]
    [InlineData("bg96", 150, true)]
    [InlineData("bg96", 461, false)]
    public void Reset_HeldSoLong_StartsTheModuleOverOrNot(string profile, int milliseconds, bool resets)
    {
        using Host host = Of(profile);
        host.Module.Pins.SetReset(true);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        host.Module.Pins.SetReset(false);
        if (resets)
        {
            host.Expect("\r\nRDY\r\n");
        }

        host.Command("AT", resets ? "AT\r\r\nOK\r\n" : "\r\nOK\r\n");
    }

    [Theory]
    [InlineData(2000, true)]
    [InlineData(3800, true)]
    [InlineData(1999, false)]
    [InlineData(3801, false)]
    public void Key_OfABg77HeldForLong_ResetsIt(int milliseconds, bool resets)
    {
        using Host host = Of("bg77");
        host.Module.Pins.SetReset(true);
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        host.Module.Pins.SetReset(false);
        host.ExpectSilence();
        Press(host, milliseconds);
        if (resets)
        {
            host.Expect("\r\nRDY\r\n");
        }

        host.Command("AT", resets ? "AT\r\r\nOK\r\n" : "\r\nOK\r\n");
    }

    [Fact]
    public void Reset_OfAModuleThatIsOff_LeavesItOff()
    {
        using Host host = Of("bg95");
        host.Module.PowerDown(PowerDownReason.Command);
        host.Module.Pins.SetReset(true);
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        host.Module.Pins.SetReset(false);
        Assert.False(host.Module.IsOn);
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(1, true)]
    public void Key_RightAfterPowerSaving_IsIgnored(double seconds, bool switchesOn)
    {
        using Host host = Of("bg95");
        host.Module.EnterPowerSaving();
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        Press(host, 575);
        Assert.Equal(switchesOn, host.Module.IsOn);
    }

    [Fact]
    public void Status_OfAModuleThatStarts_GoesHighBeforeItsUart()
    {
        using Host host = Of("bg95", options => options.BootDelay = TimeSpan.FromSeconds(2.5));
        host.Module.PowerDown(PowerDownReason.Command);
        host.Expect("\r\nPOWERED DOWN\r\n");
        _clock.Advance(TimeSpan.FromSeconds(2));
        Press(host, 575);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(host.Module.Pins.Status);

        // A second press while it starts is none.
        Press(host, 575);
        Assert.True(host.Module.Pins.Status);
        Assert.True(host.Module.IsOn);
        host.Expect("\r\nRDY\r\n");
    }

    [Fact]
    public void Status_BetweenItsRiseAndTheUart_IsHigh()
    {
        using Host host = Of("bg95", options => options.BootDelay = TimeSpan.FromSeconds(2.5));
        host.Module.PowerDown(PowerDownReason.Command);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Press(host, 575);
        _clock.Advance(TimeSpan.FromSeconds(2.2));
        Assert.True(host.Module.Pins.Status);
        Assert.False(host.Module.IsOn);
    }

    private Host Of(string profile, Action<ModuleOptions>? configure = null) => new(options =>
    {
        ModuleProfiles.Find(profile)!.ApplyTo(options);
        options.Clock = _clock;
        options.BootResults = ["RDY"];
        configure?.Invoke(options);
    });

    private void Press(Host host, int milliseconds)
    {
        host.Module.Pins.SetPowerKey(true);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        host.Module.Pins.SetPowerKey(false);
    }
}
