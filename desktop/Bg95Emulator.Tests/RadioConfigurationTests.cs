// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>AT+QCFG and its keys (module facts 15).</summary>
public sealed class RadioConfigurationTests
{
    private const string Bands = "0xf,0x100002000000000f0e189f,0x10004200000000090e189f";

    [Fact]
    public void TestForm_OfABg95_IsAsItWasSeen()
    {
        const string Rows =
            "+QCFG: \"nwscanmode\",(0,1,3),(0,1)\r\n"
            + "+QCFG: \"servicedomain\",(1,2),(0,1)\r\n"
            + "+QCFG: \"nwscanseq\",(00-010203),(0,1)\r\n"
            + "+QCFG: \"band\",(0-F),(0-0x100002000000000F0E189F),(0-0x10004200000000090E189F),(0,1)\r\n"
            + "+QCFG: \"iotopmode\",(0-2),(0,1)\r\n"
            + "+QCFG: \"celevel\",(0-2)\r\n"
            + "+QCFG: \"psm/enter\",(0,1)\r\n"
            + "+QCFG: \"psm/urc\",(0,1)\r\n";
        using Host host = new();
        host.Command("AT+QCFG=?", $"\r\n{Rows}\r\nOK\r\n");
    }

    [Theory]
    [InlineData("nwscanseq", "020301", "030201")]
    [InlineData("nwscanmode", "0", "3")]
    [InlineData("iotopmode", "0", "2")]
    [InlineData("servicedomain", "2", "1")]
    [InlineData("celevel", "0", "2")]
    [InlineData("psm/enter", "0", "1")]
    [InlineData("psm/urc", "0", "1")]
    [InlineData("band", Bands, "0xf,0x80084,0x80084", "F,80084,80084")]
    [InlineData("band", Bands, "0x3,0x42000000000000000,0x80000", "3,42000000000000000,80000")]
    [InlineData("band", Bands, "0xf,0x80000,0x10004200000000090e189f", "0,0x80000,0")]
    public void Key_ReadWrittenAndReadAgain_IsWhatWasWritten(string key, string first, string then, string? written = null)
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.Command($"AT+QCFG=\"{key}\"", $"\r\n+QCFG: \"{key}\",{first}\r\n\r\nOK\r\n");
        host.Command($"AT+QCFG=\"{key}\",{written ?? then}");
        host.Command($"AT+QCFG=\"{key}\"", $"\r\n+QCFG: \"{key}\",{then}\r\n\r\nOK\r\n");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        host.Command($"AT+qcfg=\"{key.ToUpperInvariant()}\"", $"\r\n+QCFG: \"{key}\",{then}\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("\"nwscanseq\",04")]
    [InlineData("\"nwscanseq\",0202")]
    [InlineData("\"nwscanseq\",02030101")]
    [InlineData("\"nwscanseq\",\"0203\"")]
    [InlineData("\"nwscanseq\",0203,2")]
    [InlineData("\"nwscanmode\",2")]
    [InlineData("\"nwscanmode\",4")]
    [InlineData("\"iotopmode\",3")]
    [InlineData("\"servicedomain\",0")]
    [InlineData("\"celevel\",0,1")]
    [InlineData("\"band\",10,1,1")]
    [InlineData("\"band\",1,1")]
    [InlineData("\"band\",1,xyz,1")]
    [InlineData("\"band\",1,\"1\",1")]
    [InlineData("\"nosuchkey\"")]
    [InlineData("nwscanseq")]
    public void Write_OfWhatIsNone_IsRefused(string arguments)
    {
        using Host host = new();
        host.Command("AT+QCFG=" + arguments, "\r\n+CME ERROR: 3\r\n");
    }

    [Theory]
    [InlineData("\"nwscanseq\",020301")]
    [InlineData("\"nwscanmode\",0,1")]
    [InlineData("\"iotopmode\",0,1")]
    [InlineData("\"band\",f,100002000000000f0e189f,10004200000000090e189f,1")]
    public void Write_OfWhatIsSetAlready_IsANewSearchAllTheSame(string arguments)
    {
        using Host host = new();
        host.Command("AT+CEREG=1");
        host.ActivatePdp();
        host.Command("AT+QCFG=" + arguments);
        host.Expect("\r\n+CEREG: 2\r\n\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+CEREG: 1\r\n");
    }

    [Fact]
    public void Write_ForAfterARestart_ChangesNothingUntilThen()
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.ActivatePdp();
        host.Command("AT+QCFG=\"nwscanmode\",1,0");
        host.Command("AT+QCFG=\"nwscanmode\"", "\r\n+QCFG: \"nwscanmode\",1\r\n\r\nOK\r\n");
        Assert.Equal(RadioTechnology.LteM, host.Module.Cell!.Technology);
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        Assert.Equal(RadioTechnology.Gsm, host.Module.Cell!.Technology);
    }

    [Theory]
    [InlineData("030201", "NBIoT")]
    [InlineData("010203", "EDGE")]
    [InlineData("0203", "eMTC")]
    [InlineData("03", "NBIoT")]
    [InlineData("00", "eMTC")]
    public void Sequence_OfTheSearch_IsTheOneThatWasSet(string sequence, string technology)
    {
        // The cell it knows would be found first, whatever the sequence.
        using Host host = new(options => options.Network.IsReachable = false);
        host.Command("AT+QCFG=\"iotopmode\",2,1");
        host.Command($"AT+QCFG=\"nwscanseq\",{sequence},1");
        host.Module.Network.IsReachable = true;
        host.Send("AT+QNWINFO\r");
        host.Expect($"\r\n+QNWINFO: \"{technology}\"");
        host.ReadUntil("OK\r\n");
    }

    [Fact]
    public void Search_OfAKnownCell_ComesBeforeTheSequence()
    {
        using Host host = new();
        host.Command("AT+QCFG=\"nwscanseq\",010203,1");
        Assert.Equal(RadioTechnology.LteM, host.Module.Cell!.Technology);
    }

    [Fact]
    public void Band_WithoutTheNetworksOwn_FindsNothing()
    {
        using Host host = new();
        host.Command("AT+QCFG=\"nwscanmode\",3,1");
        host.Command("AT+QCFG=\"band\",0,4,0,1");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n");
        host.Command("AT+QCFG=\"band\",0,80004,0,1");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Band_ThatTakesItsTime_AnswersThen()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.BandSettingTime = TimeSpan.FromSeconds(4.5));
        host.Send("AT+QCFG=\"band\",0,80000,0,1\r");
        Wait.Until(() => clock.Pending == 1);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(1, clock.Pending);
        clock.Advance(TimeSpan.FromSeconds(0.5));
        host.Expect("\r\nOK\r\n");
    }

    [Fact]
    public void Sequence_OfFirmwareThatLosesTheZero_IsReadBackAsANumber()
    {
        using Host host = new(options => options.ScanSequenceLosesZero = true);
        host.Command("AT+QCFG=\"nwscanseq\"", "\r\n+QCFG: \"nwscanseq\",20301\r\n\r\nOK\r\n");
        host.Command("AT+QCFG=\"nwscanseq\",30201");
        host.Command("AT+QCFG=\"nwscanseq\"", "\r\n+QCFG: \"nwscanseq\",30201\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("bg770a")]
    [InlineData("bg951a")]
    [InlineData("bg77")]
    public void Member_WithoutGsm_HasFourDigitsAndNoGsmBands(string profile)
    {
        using Host host = new(options => ModuleProfiles.Find(profile)!.ApplyTo(options));
        host.Command("AT+QCFG=\"nwscanseq\"", "\r\n+QCFG: \"nwscanseq\",0203\r\n\r\nOK\r\n");
        host.Command("AT+QCFG=\"band\"", "\r\n+QCFG: \"band\",0x0,0x100002000000000f0e189f,0x10004200000000090e189f\r\n\r\nOK\r\n");
        host.Command("AT+QCFG=\"nwscanseq\",020301", "\r\n+CME ERROR: 3\r\n");
        host.Command("AT+QCFG=\"nwscanseq\",0302");
        host.Command("AT+QCFG=\"nwscanmode\",1", "\r\n+CME ERROR: 3\r\n");
        host.Command("AT+QCFG=\"band\",1,0,0", "\r\n+CME ERROR: 3\r\n");
        host.Module.Network.KeepOnly(RadioTechnology.Gsm);
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n");
    }
}
