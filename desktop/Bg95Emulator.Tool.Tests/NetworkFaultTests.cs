// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

/// <summary>Networks that never come, come late and go, and power saving that nobody has asked for.</summary>
public sealed class NetworkFaultTests
{
    [Fact]
    public void NeverRegisters_SearchesUntilTheFaultIsGone()
    {
        using Bench bench = Bench.With("never-registers");
        bench.Command("AT+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n");
        bench.Command("AT+CSQ", "\r\n+CSQ: 99,99\r\n\r\nOK\r\n");
        bench.Command("AT+QIACT=1", "\r\nERROR\r\n");
        bench.Command("AT+CFUN=4");
        bench.Command("AT+CFUN=1");
        bench.Command("AT+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n");
        bench.Module.Faults.Clear();
        bench.Command("AT+CFUN=4");
        bench.Command("AT+CFUN=1");
        bench.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void NeverRegisters_Twice_IsOverWithTheThirdSearch()
    {
        using Bench bench = Bench.With("never-registers:times=2");
        for (int search = 1; search <= 3; search++)
        {
            bench.Command("AT+CEREG?", $"\r\n+CEREG: 0,{(search <= 2 ? 2 : 1)}\r\n\r\nOK\r\n");
            bench.Command("AT+CFUN=4");
            bench.Command("AT+CFUN=1");
        }
    }

    [Fact]
    public void LateRegistration_ByTheModulesClock_ComesThen()
    {
        ManualClock clock = new();
        using Bench bench = new(options => options.Clock = clock, "late-registration:ms=180000");
        bench.Command("AT+CEREG=1");
        clock.Advance(TimeSpan.FromSeconds(179));
        bench.Command("AT+CEREG?", "\r\n+CEREG: 1,2\r\n\r\nOK\r\n");
        clock.Advance(TimeSpan.FromSeconds(1));
        bench.Expect("\r\n+CEREG: 1\r\n");
    }

    [Fact]
    public void RegistrationLost_AtACommand_TakesTheContextsAndComesBack()
    {
        ManualClock clock = new();
        using Bench bench = new(options => options.Clock = clock, "registration-lost:command=+CMEE,ms=5000,times=1");
        bench.Command("AT+CEREG=1");
        bench.Command("AT+QIACT=1");
        bench.Command("AT+CMEE?", "\r\n+CEREG: 2\r\n\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+CMEE: 1\r\n\r\nOK\r\n");
        bench.Command("AT+QIACT=1", "\r\nERROR\r\n");
        clock.Advance(TimeSpan.FromSeconds(5));
        bench.Expect("\r\n+CEREG: 1\r\n");
        bench.Command("AT+QIACT=1");
    }

    [Fact]
    public void RegistrationLost_ForGood_WaitsForANewSearch()
    {
        using Bench bench = Bench.With("registration-lost:command=+CMEE,ms=0,times=1");
        bench.Command("AT+CMEE?", "\r\n+CMEE: 1\r\n\r\nOK\r\n");
        bench.Command("AT+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n");
        bench.Command("AT+COPS=0");
        bench.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void PsmUnasked_AtACommand_SwitchesOffInsteadOfAnAnswer()
    {
        ManualClock clock = new();
        using Bench bench = new(
            options =>
            {
                options.Clock = clock;
                options.BootResults = ["RDY"];
            },
            "psm-unasked:command=+CMEE,wake=60000,times=1");
        bench.Send("AT+CMEE?\r");
        bench.Expect("\r\nPSM POWER DOWN\r\n");
        Assert.False(bench.Module.IsOn);
        clock.Advance(TimeSpan.FromSeconds(60));
        bench.Expect("\r\nRDY\r\n");
        bench.Command("AT", "AT\r\r\nOK\r\n");
    }

    [Fact]
    public void UrcPort_Elsewhere_LetsNoResultComeUntilItIsSetBack()
    {
        using Bench bench = Bench.With("urc-port:port=usbmodem");
        bench.Command("AT+QURCCFG=\"urcport\"", "\r\n+QURCCFG: \"urcport\",\"usbmodem\"\r\n\r\nOK\r\n");
        bench.Command("AT+CEREG=1");
        bench.Module.LoseRegistration();
        bench.Command("AT+CEREG?", "\r\n+CEREG: 1,2\r\n\r\nOK\r\n");
        bench.Command("AT+QURCCFG=\"urcport\",\"uart1\"");
        bench.Command("AT+CFUN=4");
        bench.Expect("\r\n+CEREG: 0\r\n");
        bench.Module.Reboot();
        bench.Expect("\r\nRDY\r\n");
    }

    [Fact]
    public void UrcPort_OfAMemberWithOtherNames_IsItsSecondPort()
    {
        using Bench bench = new(options => ModuleProfiles.Find("bg770a")!.ApplyTo(options), "urc-port");
        bench.Command("AT+QURCCFG=\"urcport\"", "\r\n+QURCCFG: \"urcport\",\"aux\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void PdpHollow_ShowsAnAddressAndConnectsNothing()
    {
        using TestServer server = new();
        using Bench bench = Bench.With("pdp-hollow:times=1");
        bench.Command("AT+QIACT=1");
        bench.Command("AT+QIACT?", "\r\n+QIACT: 1,1,1,\"100.64.0.1\"\r\n\r\nOK\r\n");
        bench.Command("AT+CGACT?", "\r\n+CGACT: 1,0\r\n\r\nOK\r\n");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,566\r\n");
        bench.Command("AT+QSSLCLOSE=4");
        bench.Command("AT+QIDEACT=1");
        bench.Command("AT+QIACT=1");
        bench.Command("AT+CGACT?", "\r\n+CGACT: 1,1\r\n\r\nOK\r\n");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,0\r\n");
        Assert.True(SpinWait.SpinUntil(() => bench.Module.Sockets[0].State == 2, 60_000));
    }
}
