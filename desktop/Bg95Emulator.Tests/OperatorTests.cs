// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>AT+COPS in all its forms (module facts 14).</summary>
public sealed class OperatorTests
{
    private const string Ends = ",(0,1,2,3,4),(0,1,2)\r\n\r\nOK\r\n";

    [Theory]
    [InlineData(0, "Test Network")]
    [InlineData(1, "Test")]
    [InlineData(2, "00101")]
    public void Read_InEveryFormat_NamesTheOperator(int format, string name)
    {
        using Host host = new();
        host.Command($"AT+COPS=3,{format}");
        host.Command("AT+COPS?", $"\r\n+COPS: 0,{format},\"{name}\",8\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData(RadioTechnology.Gsm, 0)]
    [InlineData(RadioTechnology.NbIot, 9)]
    public void Read_InOtherTechnologies_TellsTheirNumber(RadioTechnology technology, int number)
    {
        using Host host = new(options =>
        {
            options.Network.KeepOnly(technology);
            options.LteMode = 2;
        });
        host.Command("AT+COPS?", $"\r\n+COPS: 0,0,\"Test Network\",{number}\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Read_WithoutANetwork_IsTheModeAlone()
    {
        using Host host = new(options => options.Network.IsReachable = false);
        host.Command("AT+COPS?", "\r\n+COPS: 0\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Scan_ListsWhatItHears_AndDropsTheServiceForIt()
    {
        using Host host = new(options =>
        {
            options.LteMode = 2;
            options.Network.Cells =
            [
                new RadioCell(RadioTechnology.LteM),
                new RadioCell(RadioTechnology.LteM) { Band = 3, Id = 7 },
                new RadioCell(RadioTechnology.NbIot) { Operator = "26202", LongName = "Other", ShortName = "O" },
                new RadioCell(RadioTechnology.Gsm) { Operator = "26203", LongName = "Strict", ShortName = "S", Answer = CellAnswer.Deny },
            ];
        });
        host.Command("AT+CEREG=1");
        host.ActivatePdp();
        host.Command(
            "AT+COPS=?",
            "\r\n+CEREG: 2\r\n\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+CEREG: 1\r\n"
            + "\r\n+COPS: (2,\"Test Network\",\"Test\",\"00101\",8),(1,\"Other\",\"O\",\"26202\",9),(3,\"Strict\",\"S\",\"26203\",0)," + Ends);
        Assert.Empty(host.Module.ActivePdpContexts);
    }

    [Fact]
    public void Scan_WithoutCoverage_ListsNothing()
    {
        using Host host = new(options => options.Network.IsReachable = false);
        host.Command("AT+COPS=?", "\r\n+COPS: " + Ends);
    }

    [Fact]
    public void Scan_OfAMinute_TakesIt()
    {
        ManualClock clock = new();
        using Host host = Slow(clock);
        host.Send("AT+COPS=?\r\n");
        Wait.Until(() => host.Module.Registration == RegistrationState.Searching);
        DateTimeOffset begin = clock.GetUtcNow();
        host.ExpectWhileTimePasses(clock, "\r\n+COPS: (2,\"Test Network\",\"Test\",\"00101\",8),(1,\"Test Network\",\"Test\",\"00101\",0)," + Ends, 10);
        Assert.True(clock.GetUtcNow() - begin >= TimeSpan.FromSeconds(60));
        Assert.Equal(RegistrationState.Home, host.Module.Registration);
        Assert.True(host.Module.Judge.Verdict().IsClean);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("\r")]
    [InlineData("\0")]
    public void Scan_WithAByteMeanwhile_IsAborted(string bytes)
    {
        using Host host = Slow(new ManualClock());
        host.Send("AT+COPS=?\r" + bytes);
        host.Expect("\r\nERROR\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
        Assert.Equal(1, host.Module.Judge.Verdict().Count(DriverRules.CommandWhileBusy));
    }

    [Fact]
    public void Scan_WithACommandMeanwhile_TakesItsFirstByte()
    {
        using Host host = Slow(new ManualClock());
        host.Send("AT+COPS=?\rAT\r");
        host.Expect("\r\nERROR\r\n");
        host.ExpectSilence();
    }

    [Fact]
    public void Choice_ByHand_GoesToThatOperatorAndRewritesTheModes()
    {
        using Host host = new(options =>
        {
            options.LteMode = 2;
            options.Network.Cells =
            [
                new RadioCell(RadioTechnology.LteM),
                new RadioCell(RadioTechnology.LteM) { Operator = "26201", LongName = "Example", Band = 3 },
                new RadioCell(RadioTechnology.NbIot) { Operator = "26201", LongName = "Example", Band = 8 },
            ];
        });
        host.Command("AT+COPS=1,2,\"26201\",8");
        host.Command("AT+COPS?", "\r\n+COPS: 1,2,\"26201\",8\r\n\r\nOK\r\n");
        host.Command("AT+QCFG=\"nwscanmode\";+QCFG=\"iotopmode\"", "\r\n+QCFG: \"nwscanmode\",3\r\n+QCFG: \"iotopmode\",0\r\n\r\nOK\r\n");
        host.Command("AT+COPS=1,0,\"Example\",9");
        host.Command("AT+COPS?", "\r\n+COPS: 1,0,\"Example\",9\r\n\r\nOK\r\n");
        host.Command("AT+QCFG=\"nwscanmode\";+QCFG=\"iotopmode\"", "\r\n+QCFG: \"nwscanmode\",3\r\n+QCFG: \"iotopmode\",1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Choice_ByHandOfGsm_LeavesGsmAlone()
    {
        using Host host = new();
        host.Command("AT+COPS=1,2,\"00101\",0");
        host.Command("AT+QCFG=\"nwscanmode\"", "\r\n+QCFG: \"nwscanmode\",1\r\n\r\nOK\r\n");
        host.Command("AT+COPS?", "\r\n+COPS: 1,2,\"00101\",0\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Choice_OfNobody_FailsAfterItsLimit()
    {
        ManualClock clock = new();
        using Host host = new(clock);
        DateTimeOffset begin = clock.GetUtcNow();
        host.Send("AT+COPS=1,2,\"99999\"\r");
        host.ExpectWhileTimePasses(clock, "\r\n+CME ERROR: 30\r\n", 10);
        Assert.True(clock.GetUtcNow() - begin >= TimeSpan.FromSeconds(180));
        host.Command("AT+COPS?", "\r\n+COPS: 1\r\n\r\nOK\r\n");
        host.Command("AT+COPS=0");
        host.Command("AT+COPS?", "\r\n+COPS: 0,2,\"00101\",8\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Choice_OfNobodyAndThenAutomatic_TakesWhatThereIs()
    {
        using Host host = new();
        host.Command("AT+COPS=4,2,\"99999\"");
        host.Command("AT+COPS?", "\r\n+COPS: 4,2,\"00101\",8\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Choice_OfOneThatRefuses_FailsAtOnce()
    {
        using Host host = new(options => options.Network.ChangeCells(cell => cell with { Answer = CellAnswer.Deny }));
        host.Command("AT+COPS=1,2,\"00101\"", "\r\n+CME ERROR: 30\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,3\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Choice_OfNone_LeavesTheNetworkUntilARestart()
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.ActivatePdp();
        host.Command("AT+COPS=2");
        Assert.Empty(host.Module.ActivePdpContexts);
        host.Command("AT+COPS?;+CEREG?", "\r\n+COPS: 2\r\n+CEREG: 0,0\r\n\r\nOK\r\n");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("ATE0;+COPS?", "ATE0;+COPS?\r\r\n+COPS: 0,0,\"Test Network\",8\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Automatic_SaidAgain_IsANewSearch()
    {
        using Host host = new();
        host.ActivatePdp();
        host.Command("AT+COPS=0", "\r\n+QIURC: \"pdpdeact\",1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Automatic_WithAByteMeanwhile_IsAborted()
    {
        using Host host = new(options =>
        {
            options.Clock = new ManualClock();
            options.RegistrationTime = TimeSpan.FromSeconds(30);
        });
        host.Send("AT+COPS=0\rA");
        host.Expect("\r\nERROR\r\n");
    }

    [Theory]
    [InlineData("5")]
    [InlineData("0,3")]
    [InlineData("1")]
    [InlineData("1,2")]
    [InlineData("1,2,00101")]
    [InlineData("1,2,\"00101\",7")]
    [InlineData("1,2,\"00101\",8,1")]
    public void Choice_OutOfRange_IsRefused(string arguments)
    {
        using Host host = new();
        host.Command("AT+COPS=" + arguments, "\r\n+CME ERROR: 3\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Choice_WithTheRadioOff_IsNotAllowed()
    {
        using Host host = new();
        host.Command("AT+CFUN=4");
        host.Command("AT+COPS=0", "\r\n+CME ERROR: 3\r\n");
        host.Command("AT+COPS=?", "\r\n+CME ERROR: 3\r\n");
        host.Command("AT+COPS=3,2");
    }

    private static Host Slow(ManualClock clock) => new(options =>
    {
        options.Clock = clock;
        options.OperatorScanTime = TimeSpan.FromSeconds(60);
    });
}
