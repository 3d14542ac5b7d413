// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>The SIM card in every state, and what is said of it (module facts 11).</summary>
public sealed class SimTests
{
    private const string Unlocked = "\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n";

    [Fact]
    public void Ready_AsItIsAtFirst_AnswersEverything()
    {
        using Host host = new();
        host.Command("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
        host.Command("AT+CIMI", "\r\n001010123456789\r\n\r\nOK\r\n");
        host.Command("AT+QCCID", "\r\n+QCCID: 8900101000000000000F\r\n\r\nOK\r\n");
        host.Command("AT+ICCID", "\r\n+ICCID: 8900101000000000000F\r\n\r\nOK\r\n");
        host.Command("AT+QINISTAT", "\r\n+QINISTAT: 3\r\n\r\nOK\r\n");
        host.Command("AT+QSIMSTAT?", "\r\n+QSIMSTAT: 0,1\r\n\r\nOK\r\n");
        host.Command("AT+QPINC?", "\r\n+QPINC: \"SC\",3,10\r\n+QPINC: \"P2\",3,10\r\n\r\nOK\r\n");
        host.Command("AT+QPINC=\"SC\"", "\r\n+QPINC: \"SC\",3,10\r\n\r\nOK\r\n");
        host.Command("AT+QPINC=\"P2\"", "\r\n+QPINC: \"P2\",3,10\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Iccid_OfTwentyDigits_HasNoPadding()
    {
        using Host host = new(options => options.Sim.Iccid = "89001010000000000001");
        host.Command("AT+QCCID", "\r\n+QCCID: 89001010000000000001\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("CPIN=?")]
    [InlineData("CIMI=?")]
    [InlineData("QCCID=?")]
    [InlineData("ICCID=?")]
    public void TestForm_WithoutRanges_IsOk(string command)
    {
        using Host host = new();
        host.Command("AT+" + command);
    }

    [Theory]
    [InlineData("QPINC", "+QPINC: (\"SC\",\"P2\")")]
    [InlineData("QINISTAT", "+QINISTAT: (0-3)")]
    [InlineData("QSIMSTAT", "+QSIMSTAT: (0,1)")]
    public void TestForm_WithRanges_ShowsThem(string command, string row)
    {
        using Host host = new();
        host.Command($"AT+{command}=?", $"\r\n{row}\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Pin_RightAtOnce_OpensTheCardAndTheNetwork()
    {
        using Host host = new(options => options.Sim.Pin = "1234");
        host.Command("AT+CPIN?", "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n");
        host.Command("AT+CIMI", "\r\n+CME ERROR: 11\r\n");
        host.Command("AT+QCCID", "\r\n+QCCID: 8900101000000000000F\r\n\r\nOK\r\n");
        host.Command("AT+QINISTAT", "\r\n+QINISTAT: 0\r\n\r\nOK\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,0\r\n\r\nOK\r\n");
        host.Command("AT+COPS=0", "\r\n+CME ERROR: 11\r\n");
        host.Command("AT+QIACT=1", "\r\nERROR\r\n");
        host.Command("AT+CPIN=\"1234\"");
        host.Expect(Unlocked);
        host.Command("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
        host.Command("AT+CPIN=\"1234\"", "\r\n+CME ERROR: 3\r\n");
        host.ActivatePdp();
    }

    [Fact]
    public void Pin_WithoutQuotationMarks_IsTaken()
    {
        using Host host = new(options => options.Sim.Pin = "0000");
        host.Command("AT+CPIN=0000");
        host.Expect(Unlocked);
    }

    [Fact]
    public void Pin_WrongThreeTimes_AsksForThePuk()
    {
        using Host host = new(options => options.Sim.Pin = "1234");
        for (int left = 2; left >= 0; left--)
        {
            host.Command("AT+CPIN=\"9999\"", "\r\n+CME ERROR: 16\r\n");
            host.Command("AT+QPINC=\"SC\"", $"\r\n+QPINC: \"SC\",{left},10\r\n\r\nOK\r\n");
        }

        host.Command("AT+CPIN?", "\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n");
        host.Command("AT+CPIN=\"1234\"", "\r\n+CME ERROR: 12\r\n");
        host.Command("AT+CIMI", "\r\n+CME ERROR: 12\r\n");
        host.Command("AT+CPIN=\"00000000\",\"4321\"", "\r\n+CME ERROR: 16\r\n");
        host.Command("AT+QPINC=\"SC\"", "\r\n+QPINC: \"SC\",0,9\r\n\r\nOK\r\n");
        host.Command("AT+CPIN=\"12345678\",\"4321\"");
        host.Expect(Unlocked);
        host.Command("AT+QPINC=\"SC\"", "\r\n+QPINC: \"SC\",3,10\r\n\r\nOK\r\n");
        Assert.Equal("4321", host.Module.Sim.Pin);
    }

    [Fact]
    public void Pin_RightAfterAWrongOne_GivesTheTriesBack()
    {
        using Host host = new(options => options.Sim.Pin = "1234");
        host.Command("AT+CMEE=2;+CPIN=\"9999\"", "\r\n+CME ERROR: incorrect password\r\n");
        Assert.Equal(2, host.Module.Sim.PinTries);
        host.Command("AT+CPIN=\"1234\"");
        host.Expect(Unlocked);
        Assert.Equal(3, host.Module.Sim.PinTries);
    }

    [Fact]
    public void Tries_AfterARestart_AreAsLeft()
    {
        using Host host = new(options =>
        {
            options.Sim.Pin = "1234";
            options.BootResults = ["RDY", "APP RDY", "+CPIN: READY", "+QUSIM: 1"];
        });
        host.Command("AT+CPIN=\"9999\"", "\r\n+CME ERROR: 16\r\n");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n\r\nAPP RDY\r\n\r\n+CPIN: SIM PIN\r\n");
        host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        host.Command("AT+QPINC=\"SC\"", "\r\n+QPINC: \"SC\",2,10\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Puk_WrongTenTimes_LeavesADeadCard()
    {
        using Host host = new(options =>
        {
            options.Sim.Pin = "1234";
            options.Sim.PinTries = 0;
        });
        for (int i = 0; i < 10; i++)
        {
            host.Command("AT+CPIN=\"00000000\",\"4321\"", "\r\n+CME ERROR: 16\r\n");
        }

        host.Command("AT+CPIN?", "\r\n+CME ERROR: 13\r\n");
        host.Command("AT+CPIN=\"12345678\",\"4321\"", "\r\n+CME ERROR: 13\r\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"123\"")]
    [InlineData("\"123456789\"")]
    [InlineData("\"12a4\"")]
    [InlineData("\"1234\",\"1234\"")]
    [InlineData("\"1234\",\"1234\",\"1234\"")]
    public void Pin_ThatIsNone_CostsNoTry(string arguments)
    {
        using Host host = new(options => options.Sim.Pin = "1234");
        host.Command("AT+CPIN=" + arguments, "\r\n+CME ERROR: 3\r\n");
        Assert.Equal(3, host.Module.Sim.PinTries);
    }

    [Theory]
    [InlineData(SimLock.Pin2, "SIM PIN2", true)]
    [InlineData(SimLock.Puk2, "SIM PUK2", true)]
    [InlineData(SimLock.PhoneToSim, "PH-SIM PIN", false)]
    [InlineData(SimLock.PhoneToNetwork, "PH-NET PIN", false)]
    public void OtherLock_OfACard_IsToldAndKeepsTheNetworkAwayOrNot(SimLock other, string name, bool registers)
    {
        using Host host = new(options => options.Sim.OtherLock = other);
        host.Command("AT+CPIN?", $"\r\n+CPIN: {name}\r\n\r\nOK\r\n");
        host.Command("AT+CEREG?", $"\r\n+CEREG: 0,{(registers ? 1 : 0)}\r\n\r\nOK\r\n");
        host.Command("AT+CPIN=\"1234\"", "\r\n+CME ERROR: 3\r\n");
    }

    [Fact]
    public void Absent_FromTheStart_IsTen()
    {
        using Host host = new(options => options.Sim.IsInserted = false);
        host.Command("AT+CPIN?", "\r\n+CME ERROR: 10\r\n");
        host.Command("AT+CMEE=2;+CPIN?", "\r\n+CME ERROR: SIM not inserted\r\n");
        host.Command("AT+CMEE=0;+CIMI", "\r\nERROR\r\n");
        host.Command("AT+CMEE=1;+QCCID", "\r\n+CME ERROR: 10\r\n");
        host.Command("AT+CPIN=\"1234\"", "\r\n+CME ERROR: 10\r\n");
        host.Command("AT+QPINC?", "\r\n+CME ERROR: 10\r\n");
        host.Command("AT+COPS=0", "\r\n+CME ERROR: 13\r\n");
        host.Command("AT+QSIMSTAT?", "\r\n+QSIMSTAT: 0,0\r\n\r\nOK\r\n");
        host.Command("AT+QINISTAT", "\r\n+QINISTAT: 0\r\n\r\nOK\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,0\r\n\r\nOK\r\n");
        host.Command("AT+CSQ", "\r\n+CSQ: 99,99\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Absent_AtABoot_EndsTheBootWithAppRdy()
    {
        using Host host = new(options =>
        {
            options.Sim.IsInserted = false;
            options.BootUrcsOnAttach = true;
        });
        host.Expect("\r\nRDY\r\n\r\nAPP RDY\r\n\r\n+CFUN: 1\r\n");
        host.ExpectSilence();
    }

    [Fact]
    public void Card_TakenOutAndPutInAgain_IsReported()
    {
        using Host host = new();
        host.Command("AT+QSIMSTAT=1");
        host.Command("AT+CEREG=1");
        host.ActivatePdp();
        host.Module.Sim.IsInserted = false;
        host.Expect("\r\n+QSIMSTAT: 1,0\r\n\r\n+CPIN: NOT READY\r\n\r\n+CEREG: 0\r\n\r\n+QIURC: \"pdpdeact\",1\r\n");
        host.Command("AT+CPIN?", "\r\n+CME ERROR: 10\r\n");
        host.Module.Sim.IsInserted = true;
        host.Expect("\r\n+QSIMSTAT: 1,1\r\n" + Unlocked + "\r\n+CEREG: 2\r\n\r\n+CEREG: 1\r\n");
    }

    [Fact]
    public void Card_TakenOutWithoutReports_SaysNotReadyAlone()
    {
        using Host host = new();
        host.Module.Sim.IsInserted = false;
        host.Expect("\r\n+CPIN: NOT READY\r\n");
        host.Command("AT+QSIMSTAT=2", "\r\n+CME ERROR: 3\r\n");
    }

    [Fact]
    public void Busy_WhileTheCardStarts_IsFourteen()
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.SimStartTime = TimeSpan.FromSeconds(10);
            options.BootUrcsOnAttach = true;
        });
        host.Expect("\r\nRDY\r\n\r\nAPP RDY\r\n\r\n+CFUN: 1\r\n");
        host.Command("AT+CPIN?", "\r\n+CME ERROR: 14\r\n");
        host.Command("AT+QINISTAT", "\r\n+QINISTAT: 0\r\n\r\nOK\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,0\r\n\r\nOK\r\n");
        clock.Advance(TimeSpan.FromSeconds(10));
        host.Expect(Unlocked);
        host.Command("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Cfun0_TakesTheCardsPowerAndThePinWithIt()
    {
        using Host host = new(options => options.Sim.Pin = "1234");
        host.Command("AT+CPIN=\"1234\"");
        host.Expect(Unlocked);
        host.Command("AT+CFUN=0");
        host.Command("AT+CPIN?", "\r\n+CME ERROR: 13\r\n");
        host.Command("AT+CIMI", "\r\n+CME ERROR: 13\r\n");
        host.Command("AT+QCCID", "\r\n+CME ERROR: 13\r\n");
        host.Command("AT+QSIMSTAT?", "\r\n+QSIMSTAT: 0,2\r\n\r\nOK\r\n");
        host.Command("AT+CFUN=1");
        host.Expect("\r\n+CPIN: SIM PIN\r\n");
        host.Command("AT+CPIN=\"1234\"");
        host.Expect(Unlocked);
    }

    [Fact]
    public void Cfun4_LeavesTheCardAlone()
    {
        using Host host = new(options => options.Sim.Pin = "1234");
        host.Command("AT+CPIN=\"1234\"");
        host.Expect(Unlocked);
        host.Command("AT+CFUN=4");
        host.Command("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
        host.Command("AT+CIMI", "\r\n001010123456789\r\n\r\nOK\r\n");
        host.Command("AT+CFUN=1");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Cfun1_InTheSameLine_CountsForWhatFollows()
    {
        using Host host = new();
        host.Command("AT+CFUN=0");
        host.Command("AT+CFUN=1;+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
        host.Expect(Unlocked);
    }
}
