// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Searching, finding, being refused and losing a network, and what AT+CREG, AT+CGREG and AT+CEREG say (module facts 13).</summary>
public sealed class RegistrationTests
{
    [Theory]
    [InlineData(RadioTechnology.LteM, 1, 4, 1, "8")]
    [InlineData(RadioTechnology.NbIot, 1, 4, 1, "9")]
    [InlineData(RadioTechnology.Gsm, 1, 1, 4, "0")]
    public void Read_InEveryTechnologyAndN_IsTheModules(RadioTechnology technology, int circuit, int packet, int eps, string number)
    {
        using Host host = In(technology);
        host.Command("AT+CREG?", $"\r\n+CREG: 0,{circuit}\r\n\r\nOK\r\n");
        host.Command("AT+CGREG?", $"\r\n+CGREG: 0,{packet}\r\n\r\nOK\r\n");
        host.Command("AT+CEREG?", $"\r\n+CEREG: 0,{eps}\r\n\r\nOK\r\n");
        host.Command("AT+CREG=1;+CGREG=1;+CEREG=1");
        host.Command("AT+CREG?;+CGREG?;+CEREG?", $"\r\n+CREG: 1,{circuit}\r\n+CGREG: 1,{packet}\r\n+CEREG: 1,{eps}\r\n\r\nOK\r\n");
        host.Command("AT+CREG=2;+CGREG=2;+CEREG=2");
        string where = $",\"71F6\",\"14BCB0C\",{number}";
        host.Command(
            "AT+CREG?;+CGREG?;+CEREG?",
            $"\r\n+CREG: 2,{circuit}{where}\r\n+CGREG: 2,{packet}{(packet == 1 ? where : "")}\r\n+CEREG: 2,{eps}{(eps == 1 ? where : "")}\r\n\r\nOK\r\n");
        host.Command("AT+CEREG=4");
        host.Command("AT+CEREG?", $"\r\n+CEREG: 4,{eps}{(eps == 1 ? where : "")}\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Read_OfTheOtherChipFamily_CallsLteMSeven()
    {
        using Host host = new(options => ModuleProfiles.Find("bg770a")!.ApplyTo(options));
        host.Command("AT+CEREG=2");
        host.Command("AT+CEREG?", "\r\n+CEREG: 2,1,\"71F6\",\"14BCB0C\",7\r\n\r\nOK\r\n");
        host.Command("AT+COPS?", "\r\n+COPS: 0,0,\"Test Network\",7\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Read_InOneLineWithQnwinfo_AnswersAllRowsAndOneOk()
    {
        using Host host = In(RadioTechnology.LteM);
        host.Command(
            "AT+CGREG?;+CEREG?;+QNWINFO",
            "\r\n+CGREG: 0,4\r\n+CEREG: 0,1\r\n+QNWINFO: \"eMTC\",\"00101\",\"LTE BAND 20\",6300\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("CREG", "(0-2)")]
    [InlineData("CGREG", "(0-2)")]
    [InlineData("CEREG", "(0-2,4)")]
    public void TestForm_ShowsTheNs(string command, string ns)
    {
        using Host host = new();
        host.Command($"AT+{command}=?", $"\r\n+{command}: {ns}\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("CREG=3")]
    [InlineData("CREG=4")]
    [InlineData("CGREG=4")]
    [InlineData("CEREG=3")]
    [InlineData("CEREG=5")]
    [InlineData("CEREG=1,1")]
    [InlineData("CEREG=\"1\"")]
    [InlineData("CGATT=2")]
    [InlineData("CGATT=1,1")]
    public void Write_OfWhatIsNone_IsRefused(string command)
    {
        using Host host = new();
        host.Command("AT+" + command, "\r\n+CME ERROR: 3\r\n");
    }

    [Theory]
    [InlineData(1, "\r\n+CEREG: 2\r\n", "\r\n+CEREG: 1\r\n")]
    [InlineData(2, "\r\n+CEREG: 2\r\n", "\r\n+CEREG: 1,\"71F6\",\"14BCB0C\",8\r\n")]
    [InlineData(4, "\r\n+CEREG: 2,,,,,0,0\r\n", "\r\n+CEREG: 1,\"71F6\",\"14BCB0C\",8\r\n")]
    public void Report_OfALossAndAReturn_LooksAsItsNHasIt(int n, string lost, string back)
    {
        using Host host = In(RadioTechnology.LteM);
        host.Command($"AT+CEREG={n}");
        host.ExpectSilence();
        host.Module.Network.IsReachable = false;
        host.Expect(lost);
        host.Command("AT+CEREG?", $"\r\n+CEREG: {n},2\r\n\r\nOK\r\n");
        host.Module.Network.IsReachable = true;
        host.Expect(back);
    }

    [Fact]
    public void Report_WithPowerSavingGranted_HasItsTimersAtTheEnd()
    {
        using Host host = In(RadioTechnology.NbIot);
        host.Command("AT+CPSMS=1,,,\"00001010\",\"00001011\"");
        host.Command("AT+CEREG=4");
        host.Command("AT+CEREG?", "\r\n+CEREG: 4,1,\"71F6\",\"14BCB0C\",9,,,\"00001011\",\"00001010\"\r\n\r\nOK\r\n");
        host.Module.LoseRegistration();
        host.Expect("\r\n+CEREG: 2,,,,,0,0\r\n");
        host.Command("AT+COPS=0", "\r\n+CEREG: 1,\"71F6\",\"14BCB0C\",9,,,\"00001011\",\"00001010\"\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Report_OfAnotherCell_ComesWithN2Alone()
    {
        using Host host = In(RadioTechnology.LteM);
        host.Command("AT+CEREG=1");
        host.Module.Network.ChangeCells(cell => cell with { Id = 0x14BCB0D });
        host.ExpectSilence();
        host.Command("AT+CEREG=2");
        host.Module.Network.ChangeCells(cell => cell with { Area = 0x1, Id = 0xABC });
        host.Expect("\r\n+CEREG: 1,\"0001\",\"ABC\",8\r\n");
    }

    [Fact]
    public void Report_OfEachDomain_ComesForItself()
    {
        using Host host = In(RadioTechnology.Gsm);
        host.Command("AT+CREG=1;+CGREG=2;+CEREG=1");
        host.Module.Network.IsReachable = false;
        host.Expect("\r\n+CREG: 2\r\n\r\n+CGREG: 2\r\n\r\n+CEREG: 2\r\n");
        host.Module.Network.IsReachable = true;
        host.Expect("\r\n+CREG: 1\r\n\r\n+CGREG: 1,\"71F6\",\"14BCB0C\",0\r\n\r\n+CEREG: 4\r\n");
    }

    [Fact]
    public void Reports_AfterARestart_AreOff()
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.Command("AT+CEREG=2");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("ATE0;+CEREG?", "ATE0;+CEREG?\r\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Roaming_InANetworkThatIsNotTheCards_IsFive()
    {
        using Host host = new(options => options.Network.ChangeCells(cell => cell with { Operator = "26201", LongName = "Example" }));
        host.Command("AT+CREG?;+CEREG?", "\r\n+CREG: 0,5\r\n+CEREG: 0,5\r\n\r\nOK\r\n");
        Assert.Equal(RegistrationState.Roaming, host.Module.Registration);
        host.ActivatePdp();
    }

    [Fact]
    public void Circuit_WithACardForDataAlone_StaysAtTwo()
    {
        using Host host = new(options => options.Sim.IsForDataOnly = true);
        host.Command("AT+CREG?;+CEREG?", "\r\n+CREG: 0,2\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Registration_ThatTakesItsTime_IsThereThenAndNotBefore()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.RegistrationTime = TimeSpan.FromSeconds(30));
        host.Command("AT+CEREG=1");
        host.Command("AT+CEREG?", "\r\n+CEREG: 1,2\r\n\r\nOK\r\n");
        host.Command("AT+QIACT=1", "\r\nERROR\r\n");
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 561, open pdp context failed\r\n\r\nOK\r\n");
        host.Command("AT+CGATT?", "\r\n+CGATT: 0\r\n\r\nOK\r\n");
        clock.Advance(TimeSpan.FromSeconds(29));
        host.Command("AT+CEREG?", "\r\n+CEREG: 1,2\r\n\r\nOK\r\n");
        clock.Advance(TimeSpan.FromSeconds(1));
        host.Expect("\r\n+CEREG: 1\r\n");
        host.Command("AT+CGATT?", "\r\n+CGATT: 1\r\n\r\nOK\r\n");
        host.ActivatePdp();
    }

    [Fact]
    public void FirstSearch_GoesThroughTheBands_AndTheNextFindsTheKnownCell()
    {
        // Band 20 is the eleventh of the LTE-M bands that a BG95 searches.
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.RegistrationTime = TimeSpan.FromSeconds(5);
            options.BandSearchTime = TimeSpan.FromSeconds(10);
        });
        clock.Advance(TimeSpan.FromSeconds(114));
        Assert.Equal(RegistrationState.Searching, host.Module.Registration);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(RegistrationState.Home, host.Module.Registration);
        host.Command("AT+CFUN=4");
        host.Command("AT+CFUN=1");
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(RegistrationState.Searching, host.Module.Registration);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(RegistrationState.Home, host.Module.Registration);
    }

    [Fact]
    public void FirstSearch_WithTheBandAloneAndTheTechnologyFirst_IsShort()
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.RegistrationTime = TimeSpan.FromSeconds(5);
            options.BandSearchTime = TimeSpan.FromSeconds(10);
            options.Network.KeepOnly(RadioTechnology.NbIot);
        });
        host.Command("AT+CFUN=0");
        host.Command("AT+QCFG=\"iotopmode\",1,1");
        host.Command("AT+QCFG=\"band\",0,0,80000,1");
        host.Command("AT+CFUN=1");
        host.Expect("\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n");
        clock.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(RegistrationState.Searching, host.Module.Registration);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(RegistrationState.Home, host.Module.Registration);
        Assert.Equal(RadioTechnology.NbIot, host.Module.Cell!.Technology);
    }

    [Theory]
    [InlineData(CellAnswer.Deny, 3, "+CSQ: 24,99")]
    [InlineData(CellAnswer.Silence, 2, "+CSQ: 24,99")]
    public void Network_ThatDoesNotTakeIt_IsHeardAllTheSame(CellAnswer answer, int state, string strength)
    {
        using Host host = new(options => options.Network.ChangeCells(cell => cell with { Answer = answer }));
        host.Command("AT+CREG?;+CGREG?;+CEREG?", $"\r\n+CREG: 0,{state}\r\n+CGREG: 0,{state}\r\n+CEREG: 0,{state}\r\n\r\nOK\r\n");
        host.Command("AT+CSQ", $"\r\n{strength}\r\n\r\nOK\r\n");
        host.Command("AT+QNWINFO", "\r\n+QNWINFO: No Service\r\n\r\nOK\r\n");
        host.Command("AT+COPS?", "\r\n+COPS: 0\r\n\r\nOK\r\n");
        host.Command("AT+QIACT=1", "\r\nERROR\r\n");
    }

    [Fact]
    public void Denied_ByOneOperator_GoesToAnother()
    {
        using Host host = new(options => options.Network.Cells =
        [
            new RadioCell(RadioTechnology.LteM) { Answer = CellAnswer.Deny },
            new RadioCell(RadioTechnology.LteM) { Operator = "26202", Band = 28, LongName = "Other" },
        ]);
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,5\r\n\r\nOK\r\n");
        host.Command("AT+COPS?", "\r\n+COPS: 0,0,\"Other\",8\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Denied_UntilTheNetworkThinksBetter_IsReported()
    {
        using Host host = new(options => options.Network.ChangeCells(cell => cell with { Answer = CellAnswer.Deny }));
        host.Command("AT+CEREG=1");
        host.Module.Network.ChangeCells(cell => cell with { Answer = CellAnswer.Accept });
        host.Expect("\r\n+CEREG: 2\r\n\r\n+CEREG: 1\r\n");
    }

    [Fact]
    public void Lost_WithASocketOpen_TakesContextAndSocket()
    {
        using TestServer server = new();
        using Host host = new();
        host.Command("AT+CEREG=1");
        host.ActivatePdp();
        host.Open(server.Port);
        host.Module.Network.IsReachable = false;
        host.Expect("\r\n+CEREG: 2\r\n\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+QSSLURC: \"closed\",4\r\n");
        host.Command("AT+QIACT?");
        host.Command("AT+QIACT=1", "\r\nERROR\r\n");
        host.Module.Network.IsReachable = true;
        host.Expect("\r\n+CEREG: 1\r\n");
        host.ActivatePdp();
    }

    [Fact]
    public void Lost_ForATime_ComesBackByTheModulesClock()
    {
        ManualClock clock = new();
        using Host host = new(clock);
        host.Command("AT+CEREG=1");
        host.Module.LoseRegistration(TimeSpan.FromSeconds(60));
        host.Expect("\r\n+CEREG: 2\r\n");
        clock.Advance(TimeSpan.FromSeconds(59));
        host.ExpectSilence();
        clock.Advance(TimeSpan.FromSeconds(1));
        host.Expect("\r\n+CEREG: 1\r\n");
    }

    [Fact]
    public void Gone_OnOneTechnology_IsFoundOnAnother()
    {
        using Host host = new();
        host.Command("AT+CREG=2");
        host.Module.Network.KeepOnly(RadioTechnology.Gsm);
        host.Expect("\r\n+CREG: 2\r\n\r\n+CREG: 1,\"71F6\",\"14BCB0C\",0\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,4\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Cfun_Off_IsNoSearchAtAll()
    {
        using Host host = new();
        host.Command("AT+CEREG=1");
        host.ActivatePdp();
        host.Command("AT+CFUN=4");
        host.Expect("\r\n+CEREG: 0\r\n");
        host.Command("AT+CEREG?;+CSQ;+QCSQ", "\r\n+CEREG: 1,0\r\n+CSQ: 99,99\r\n+QCSQ: \"NOSERVICE\"\r\n\r\nOK\r\n");
        Assert.Empty(host.Module.ActivePdpContexts);
        host.Command("AT+CFUN=1");
        host.Expect("\r\n+CEREG: 2\r\n\r\n+CEREG: 1\r\n");
    }

    [Fact]
    public void Cfun_SetToWhatItIs_ChangesNothing()
    {
        using Host host = new();
        host.Command("AT+CEREG=1");
        host.ActivatePdp();
        host.Command("AT+CFUN=1");
        host.ExpectSilence();
        Assert.Equal([1], host.Module.ActivePdpContexts);
    }

    [Fact]
    public void Cfun_ThatTakesItsTime_AnswersThen()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.FunctionalityTime = TimeSpan.FromSeconds(15));
        host.Send("AT+CFUN=4\r");
        Wait.Until(() => clock.Pending == 1);
        clock.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(1, clock.Pending);
        clock.Advance(TimeSpan.FromSeconds(1));
        host.Expect("\r\nOK\r\n");
    }

    [Fact]
    public void Attach_TakenAndGivenBack_TakesTheNetworkWithIt()
    {
        using Host host = new();
        host.ActivatePdp();
        host.Command("AT+CGATT=0");
        host.Command("AT+CGATT?;+CEREG?", "\r\n+CGATT: 0\r\n+CEREG: 0,0\r\n\r\nOK\r\n");
        Assert.Empty(host.Module.ActivePdpContexts);
        host.Command("AT+CGATT=1");
        host.Command("AT+CGATT?;+CEREG?", "\r\n+CGATT: 1\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
        host.Command("AT+CGATT=?", "\r\n+CGATT: (0,1)\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Attach_WithoutANetwork_FailsAfterItsLimit()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.Network.IsReachable = false);
        host.Send("AT+CGATT=1\r");
        Wait.Until(() => clock.Pending == 1);
        clock.Advance(TimeSpan.FromSeconds(139));
        Assert.Equal(1, clock.Pending);
        clock.Advance(TimeSpan.FromSeconds(1));
        host.Expect("\r\n+CME ERROR: 30\r\n");
    }

    [Fact]
    public void Attach_DuringASearch_AnswersWhenRegistered()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.RegistrationTime = TimeSpan.FromSeconds(20));
        host.Send("AT+CGATT=1\r");
        Wait.Until(() => clock.Pending == 2);
        clock.Advance(TimeSpan.FromSeconds(20));
        host.Expect("\r\nOK\r\n");
    }

    [Fact]
    public void Attach_WithTheRadioOff_IsNotAllowed()
    {
        using Host host = new();
        host.Command("AT+CFUN=4");
        host.Command("AT+CGATT=1", "\r\n+CME ERROR: 3\r\n");
        host.Command("AT+CFUN=0");
        host.Command("AT+CGATT=1", "\r\n+CME ERROR: 13\r\n");
    }

    [Fact]
    public void Reboot_DuringAWaitForTheNetwork_EndsIt()
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.Network.IsReachable = false;
            options.BootResults = ["RDY"];
        });
        host.Send("AT+CGATT=1\r");
        Wait.Until(() => clock.Pending == 1);
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("AT", "AT\r\r\nOK\r\n");
    }

    [Fact]
    public void Network_OfTwoModules_IsHeardByBoth()
    {
        RadioNetwork network = new();
        using Host one = new(options => options.Network = network);
        using Host two = new(options => options.Network = network);
        network.Cells = [.. network.Cells.Select(cell => cell with { Answer = CellAnswer.Deny })];
        one.Command("AT+CEREG?", "\r\n+CEREG: 0,3\r\n\r\nOK\r\n");
        two.Command("AT+CEREG?", "\r\n+CEREG: 0,3\r\n\r\nOK\r\n");
    }

    private static Host In(RadioTechnology technology) => new(options =>
    {
        options.Network.KeepOnly(technology);

        // Where NB-IoT is all there is, a module must be told to look for it.
        if (technology == RadioTechnology.NbIot)
        {
            options.LteMode = 1;
        }
    });
}
