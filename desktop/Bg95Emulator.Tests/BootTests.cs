// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>What a module says when it starts and stops, and when it hears (module facts 3, 8, 17).</summary>
public sealed class BootTests
{
    [Fact]
    public void Commands_BetweenRdyAndAppRdy_AreAnsweredWithError()
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.ApplicationReadyTime = TimeSpan.FromSeconds(3);
            options.BootUrcsOnAttach = true;
        });
        host.Expect("\r\nRDY\r\n");
        host.Command("AT", "\r\nERROR\r\n");
        host.Command("AT+CPIN?", "\r\nERROR\r\n");
        clock.Advance(TimeSpan.FromSeconds(3));
        host.Expect("\r\nAPP RDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n");
        host.Command("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Start_WithAllItsTimes_ComesInTheOrderOfTheCaptures()
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.BootDelay = TimeSpan.FromSeconds(3);
            options.ApplicationReadyTime = TimeSpan.FromSeconds(2);
            options.SimStartTime = TimeSpan.FromSeconds(4);
            options.RegistrationTime = TimeSpan.FromSeconds(20);
        });
        host.Module.Reboot(announce: true);
        host.Expect("\r\nPOWERED DOWN\r\n");
        clock.Advance(TimeSpan.FromSeconds(3));
        host.Expect("\r\nRDY\r\n");
        clock.Advance(TimeSpan.FromSeconds(2));
        host.Expect("\r\nAPP RDY\r\n\r\n+CFUN: 1\r\n");
        host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        host.Command("AT+CEREG=1;+CEREG?", "\r\n+CEREG: 1,0\r\n\r\nOK\r\n");
        clock.Advance(TimeSpan.FromSeconds(4));
        host.Expect("\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n\r\n+CEREG: 2\r\n");
        clock.Advance(TimeSpan.FromSeconds(20));
        host.Expect("\r\n+CEREG: 1\r\n");
    }

    [Fact]
    public void Start_ThatIsCutShort_LeavesNothingBehind()
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.ApplicationReadyTime = TimeSpan.FromSeconds(3);
            options.RegistrationTime = TimeSpan.FromSeconds(20);
            options.BootResults = ["RDY", "APP RDY"];
        });
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        clock.Advance(TimeSpan.FromSeconds(2));
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        clock.Advance(TimeSpan.FromSeconds(2));
        host.Command("AT", "AT\r\r\nERROR\r\n");
        clock.Advance(TimeSpan.FromSeconds(1));
        host.Expect("\r\nAPP RDY\r\n");
        host.Command("AT", "AT\r\r\nOK\r\n");
    }

    [Theory]
    [InlineData("\u00ff")]
    [InlineData("\0")]
    public void Noise_BeforeRdy_StandsInItsLine(string noise)
    {
        using Host host = new(options =>
        {
            options.BootNoise = noise;
            options.BootResults = ["RDY"];
        });
        host.Module.Reboot();
        host.Expect(noise + "\r\nRDY\r\n");
    }

    [Fact]
    public void Bg96_RestartedByCfun_SaysGoodbyeAndPdpdeactOnTheWay()
    {
        ManualClock clock = new();
        using Host host = new(options =>
        {
            ModuleProfiles.Find("bg96")!.ApplyTo(options);
            options.Clock = clock;
            options.BootDelay = TimeSpan.FromSeconds(6);
            options.BootResults = ["RDY", "APP RDY"];
        });
        host.ActivatePdp();
        host.Command("AT+CFUN=1,1");
        host.Expect("\r\nPOWERED DOWN");
        Wait.Until(() => clock.Pending == 1);
        clock.Advance(TimeSpan.FromSeconds(3));
        host.Expect("\r\n+QIURC: \"pdpdeact\",1\r\n");
        host.Send("AT\r");
        host.WaitUntilTaken();
        clock.Advance(TimeSpan.FromSeconds(3));
        host.Expect("\r\nRDY\r\n\r\nAPP RDY\r\n");
        host.Command("AT", "AT\r\r\nOK\r\n");
    }

    [Fact]
    public void Qpowd_InItsForms_SwitchesOffWhenItsTimeIsOver()
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.PowerDownTime = TimeSpan.FromSeconds(10);
            options.BootResults = ["RDY"];
        });
        host.Command("AT+QPOWD=?", "\r\n+QPOWD: (0,1)\r\n\r\nOK\r\n");
        host.Command("AT+QPOWD=1");
        clock.Advance(TimeSpan.FromSeconds(9));
        host.ExpectSilence();
        clock.Advance(TimeSpan.FromSeconds(1));
        host.Expect("\r\nPOWERED DOWN\r\n");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("AT+QPOWD=0", "AT+QPOWD=0\r\r\nOK\r\n");
        host.Expect("\r\nPOWERED DOWN\r\n");
    }

    [Fact]
    public void Qpowd_RightAfterAStart_MayBeRefused()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.PowerDownRefusedFor = TimeSpan.FromSeconds(2));
        for (int attempt = 0; attempt < 4; attempt++)
        {
            host.Command("AT+QPOWD", "\r\nERROR\r\n");
            clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        host.Command("AT+QPOWD");
        host.Expect("\r\nPOWERED DOWN\r\n");
    }

    [Theory]
    [InlineData("QPOWD=2")]
    [InlineData("QPOWD=1,1")]
    public void Qpowd_OfWhatIsNone_IsRefused(string command)
    {
        using Host host = new();
        host.Command("AT+" + command, "\r\nERROR\r\n");
        Assert.True(host.Module.IsOn);
    }
}
