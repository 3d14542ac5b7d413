// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Power saving mode, eDRX and sleep (module facts 18).</summary>
public sealed class PowerSavingTests
{
    [Fact]
    public void Saving_NeverAskedFor_TellsItsDefaults()
    {
        using Host host = new();
        host.Command("AT+CPSMS?", "\r\n+CPSMS: 0,,,\"00101100\",\"00001010\"\r\n\r\nOK\r\n");
        host.Command("AT+QPSMS?", "\r\n+QPSMS: 0,,,\"43200\",\"20\"\r\n\r\nOK\r\n");
        host.Command("AT+CPSMS=?", "\r\n+CPSMS: (0-2),,,(\"00000000\"-\"11111111\"),(\"00000000\"-\"11111111\")\r\n\r\nOK\r\n");
        host.Command("AT+QPSMS=?", "\r\n+QPSMS: (0-2),,,(\"00000000\"-\"11111111\"),(\"00000000\"-\"11111111\")\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("00000001", "00000010", 600, 4)]
    [InlineData("00100010", "00100100", 7200, 240)]
    [InlineData("01000001", "01000001", 36000, 360)]
    [InlineData("01101010", "00011111", 20, 62)]
    [InlineData("10000010", "00000001", 60, 2)]
    [InlineData("10101010", "00000001", 600, 2)]
    [InlineData("11000001", "00000001", 1152000, 2)]
    [InlineData("11111111", "00000001", 0, 2)]
    public void Saving_AskedFor_IsGrantedInSeconds(string periodic, string active, int update, int awake)
    {
        using Host host = new();
        host.Command($"AT+CPSMS=1,,,\"{periodic}\",\"{active}\"");
        host.Command("AT+CPSMS?", $"\r\n+CPSMS: 1,,,\"{periodic}\",\"{active}\"\r\n\r\nOK\r\n");
        host.Command("AT+QPSMS?", $"\r\n+QPSMS: 1,,,\"{update}\",\"{awake}\"\r\n\r\nOK\r\n");
        host.Command("AT+CPSMS=0");
        host.Command("AT+CPSMS?", $"\r\n+CPSMS: 0,,,\"{periodic}\",\"{active}\"\r\n\r\nOK\r\n");
        host.Command("AT+CPSMS=2");
        host.Command("AT+CPSMS?", "\r\n+CPSMS: 0,,,\"00101100\",\"00001010\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Saving_ThatTheNetworkGrantsOtherwise_IsWhatItGrants()
    {
        using Host host = new(options =>
        {
            options.Network.GrantedPeriodicUpdate = TimeSpan.FromSeconds(600);
            options.Network.GrantedActiveTime = TimeSpan.FromSeconds(240);
        });
        host.Command("AT+CPSMS=1,,,\"00100010\",\"00000001\"");
        host.Command("AT+CPSMS?", "\r\n+CPSMS: 1,,,\"00100010\",\"00000001\"\r\n\r\nOK\r\n");
        host.Command("AT+QPSMS?", "\r\n+QPSMS: 1,,,\"600\",\"240\"\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("CPSMS=3")]
    [InlineData("CPSMS=1,,,\"0000001\"")]
    [InlineData("CPSMS=1,,,\"00000012\"")]
    [InlineData("CPSMS=1,,,00000011")]
    [InlineData("CPSMS=1,,,\"00000001\",\"00000001\",1")]
    [InlineData("QPSMS=1,,,\"600\",\"240\"")]
    [InlineData("CEDRXS=4,4,\"0101\"")]
    [InlineData("CEDRXS=1,3,\"0101\"")]
    [InlineData("CEDRXS=1,4,\"01011\"")]
    [InlineData("CEDRXS=1,4,0101")]
    [InlineData("CEDRXS=1,4")]
    [InlineData("CEDRXS=1")]
    [InlineData("QSCLK=2")]
    [InlineData("QSCLK=1,1")]
    public void Write_OfWhatIsNone_IsRefused(string command)
    {
        using Host host = new();
        host.Command("AT+" + command, "\r\n+CME ERROR: 3\r\n");
    }

    [Fact]
    public void Saving_AfterItsActiveTime_SwitchesOffAndWakesByItself()
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.RegistrationTime = TimeSpan.FromSeconds(30);
            options.BootResults = ["RDY", "APP RDY"];
        });
        clock.Advance(TimeSpan.FromSeconds(30));
        host.ActivatePdp();
        host.Command("AT+QCFG=\"psm/urc\",1");
        host.Command("AT+CPSMS=1,,,\"00000001\",\"00000101\"");
        host.Expect("\r\n+QPSMTIMER: 600,10\r\n");
        clock.Advance(TimeSpan.FromSeconds(9));
        host.ExpectSilence();

        // The command has begun the active time anew.
        clock.Advance(TimeSpan.FromSeconds(9));
        host.ExpectSilence();
        clock.Advance(TimeSpan.FromSeconds(10));
        host.Expect("\r\nPSM POWER DOWN\r\n");
        Assert.False(host.Module.IsOn);
        clock.Advance(TimeSpan.FromSeconds(599));
        Assert.False(host.Module.IsOn);
        clock.Advance(TimeSpan.FromSeconds(1));
        host.Expect("\r\nRDY\r\n\r\nAPP RDY\r\n\r\n+QPSMTIMER: 600,10\r\n");

        // Registered at once, echo and settings as after a start, no context.
        host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
        host.Command("AT+QIACT?");
        clock.Advance(TimeSpan.FromSeconds(10));
        host.Expect("\r\nPSM POWER DOWN\r\n");
    }

    [Fact]
    public void Saving_WithoutItsResult_SaysPowerDownAlone()
    {
        ManualClock clock = new();
        using Host host = new(clock);
        host.Command("AT+CPSMS=1,,,\"00000001\",\"00000001\"");
        clock.Advance(TimeSpan.FromSeconds(2));
        host.Expect("\r\nPSM POWER DOWN\r\n");
    }

    [Theory]
    [InlineData(false, "00000001")]
    [InlineData(true, "11100000")]
    public void Saving_ThatIsNotGranted_NeverComes(bool grants, string active)
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.Network.GrantsPowerSaving = grants);
        host.Command($"AT+CPSMS=1,,,\"00000001\",\"{active}\"");
        clock.Advance(TimeSpan.FromHours(1));
        host.ExpectSilence();
    }

    [Fact]
    public void Saving_SwitchedOffInTime_DoesNotCome()
    {
        ManualClock clock = new();
        using Host host = new(clock);
        host.Command("AT+CPSMS=1,,,\"00000001\",\"00000101\"");
        clock.Advance(TimeSpan.FromSeconds(9));
        host.Command("AT+CPSMS=0");
        clock.Advance(TimeSpan.FromHours(1));
        host.ExpectSilence();
    }

    [Fact]
    public void Saving_AskedForByAnEarlierHost_ComesAfterARestart()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.BootResults = ["RDY"]);
        host.Command("AT+CPSMS=1,,,\"00000001\",\"00000101\"");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("ATE0;+CPSMS?", "ATE0;+CPSMS?\r\r\n+CPSMS: 1,,,\"00000001\",\"00000101\"\r\n\r\nOK\r\n");
        clock.Advance(TimeSpan.FromSeconds(10));
        host.Expect("\r\nPSM POWER DOWN\r\n");
    }

    [Fact]
    public void Saving_WithASocketThatReceives_WaitsForIt()
    {
        ManualClock clock = new();
        using TestServer server = new();
        using Host host = new(clock);
        host.ActivatePdp();
        host.Open(server.Port);
        using SslStream peer = server.Accept();
        host.Command("AT+CPSMS=1,,,\"00000001\",\"00000101\"");
        clock.Advance(TimeSpan.FromSeconds(9));
        peer.Write("x"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.True(host.Module.IsOn);
        clock.Advance(TimeSpan.FromSeconds(1));
        host.Expect("\r\nPSM POWER DOWN\r\n");
        Assert.Empty(host.Module.Sockets);
    }

    [Fact]
    public void Saving_BegunByTheProgram_EndsWithTheKey()
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.Module.EnterPowerSaving();
        host.Expect("\r\nPSM POWER DOWN\r\n");
        host.Send("AT\r");
        host.WaitUntilTaken();
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
    }

    [Fact]
    public void Pin_AfterPowerSaving_IsAskedForAgain()
    {
        using Host host = new(options =>
        {
            options.Sim.Pin = "1234";
            options.BootResults = ["RDY", "+CPIN: READY"];
        });
        host.Command("AT+CPIN=\"1234\"");
        host.Expect("\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n");
        host.Module.EnterPowerSaving();
        host.Expect("\r\nPSM POWER DOWN\r\n");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n\r\n+CPIN: SIM PIN\r\n");
    }

    [Fact]
    public void Edrx_AskedForAndGiven_IsReadBack()
    {
        using Host host = new();
        host.Command("AT+CEDRXS?", "\r\n+CEDRXS: 0\r\n\r\nOK\r\n");
        host.Command("AT+CEDRXRDP", "\r\n+CEDRXRDP: 0\r\n\r\nOK\r\n");
        host.Command("AT+CEDRXS=1,4,\"0101\"");
        host.Command("AT+CEDRXS=1,5,\"1111\"");
        host.Command("AT+CEDRXS?", "\r\n+CEDRXS: 4,\"0101\"\r\n+CEDRXS: 5,\"1111\"\r\n\r\nOK\r\n");
        host.Command("AT+CEDRXRDP", "\r\n+CEDRXRDP: 4,\"0101\",\"0101\",\"0011\"\r\n\r\nOK\r\n");
        host.Command("AT+CEDRXS=0,5");
        host.Command("AT+CEDRXS?", "\r\n+CEDRXS: 4,\"0101\"\r\n\r\nOK\r\n");
        host.Command("AT+CEDRXS=1,4");
        host.Command("AT+CEDRXS=0");
        host.Command("AT+CEDRXS?", "\r\n+CEDRXS: 0\r\n\r\nOK\r\n");
        host.Command("AT+CEDRXS=?", "\r\n+CEDRXS: (0-3),(4,5),(\"0000\"-\"1111\")\r\n\r\nOK\r\n");
        host.Command("AT+CEDRXRDP=?");
    }

    [Fact]
    public void Edrx_WithReports_TellsWhatWasGranted()
    {
        using Host host = new(options => options.Network.GrantedEdrx = "0010");
        host.Command("AT+CEDRXS=2,4,\"0101\"");
        host.Expect("\r\n+CEDRXP: 4,\"0101\",\"0010\",\"0011\"\r\n");
        host.Command("AT+CEDRXS=2,5,\"0101\"");
        host.Expect("\r\n+CEDRXP: 4,\"0101\",\"0010\",\"0011\"\r\n");
    }

    [Fact]
    public void Edrx_ThatIsNotGranted_IsAskedForOnly()
    {
        using Host host = new(options => options.Network.GrantedEdrx = "");
        host.Command("AT+CEDRXS=1,4,\"0101\"");
        host.Command("AT+CEDRXS?", "\r\n+CEDRXS: 4,\"0101\"\r\n\r\nOK\r\n");
        host.Command("AT+CEDRXRDP", "\r\n+CEDRXRDP: 0\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Sleep_WhileDtrIsHigh_TakesNothing()
    {
        using Host host = new();
        host.Command("AT+QSCLK?", "\r\n+QSCLK: 0\r\n\r\nOK\r\n");
        host.Command("AT+QSCLK=1");
        host.Command("AT+QSCLK?", "\r\n+QSCLK: 1\r\n\r\nOK\r\n");
        host.Module.SetDataTerminalReady(false);
        host.Send("AT\r");
        host.WaitUntilTaken();
        host.Module.SendUnsolicited("+QIND: 1");
        host.Expect("\r\n+QIND: 1\r\n");
        host.Module.SetDataTerminalReady(true);
        host.ExpectSilence();
        host.Command("AT+QSCLK=0");
        host.Module.SetDataTerminalReady(false);
        host.ExpectSilence();
    }

    [Fact]
    public void Sleep_WithADtrThatFloats_IsADeadUartUntilARestart()
    {
        using Host host = new(options =>
        {
            options.DataTerminalReady = false;
            options.BootResults = ["RDY"];
        });
        host.Command("AT+QSCLK=1");
        host.Send("AT\r");
        host.WaitUntilTaken();
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("AT+QSCLK?", "AT+QSCLK?\r\r\n+QSCLK: 0\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("bg95", 1)]
    [InlineData("bg770a", 2)]
    public void Sleep_ModesOfAMember_EndAtItsNumber(string profile, int highest)
    {
        using Host host = new(options => ModuleProfiles.Find(profile)!.ApplyTo(options));
        host.Command("AT+QSCLK=?", $"\r\n+QSCLK: (0-{highest})\r\n\r\nOK\r\n");
        host.Command("AT+QSCLK=2", highest == 2 ? "\r\nOK\r\n" : "\r\n+CME ERROR: 3\r\n");
    }
}
