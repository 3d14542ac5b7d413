// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Echo_AtStart_ShowsCommandBeforeAnswer()
    {
        using Host host = new(echo: true);
        host.Command("AT", "AT\r\r\nOK\r\n");
    }

    [Fact]
    public void EchoOff_Itself_IsStillEchoed()
    {
        using Host host = new(echo: true);
        host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        host.Command("AT", "\r\nOK\r\n");
        host.Command("ATE1", "\r\nOK\r\n");
        host.Command("AT", "AT\r\r\nOK\r\n");
    }

    [Fact]
    public void Echo_OfHalfALine_ComesAtOnce()
    {
        using Host host = new(echo: true);
        host.Send("AT+QSS");
        host.Expect("AT+QSS");
        host.Send("LSTATE\r");
        host.Expect("LSTATE\r\r\nOK\r\n");
    }

    [Fact]
    public void LineFeed_AfterCarriageReturn_IsPassedOver()
    {
        using Host host = new();
        host.Send("AT\r\nAT\r\n");
        host.Expect("\r\nOK\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("at")]
    [InlineData("At")]
    [InlineData("AT ")]
    [InlineData("at+cmee=2")]
    [InlineData("\0\u001bAT")]
    public void Command_InAnySpelling_IsTaken(string command)
    {
        using Host host = new();
        host.Command(command);
    }

    [Theory]
    [InlineData("AT+NOSUCHCOMMAND")]
    [InlineData("AT+QSSLOPEN?")]
    [InlineData("AT+QSSLSTATE=")]
    [InlineData("AT+QSSLCFG=\"sni,1,1")]
    [InlineData("AT\"")]
    [InlineData("AT&")]
    [InlineData("AT+")]
    public void Command_Unknown_GetsError(string command)
    {
        using Host host = new();
        host.Command(command, "\r\nERROR\r\n");
    }

    [Fact]
    public void Line_WithoutAt_GetsNoAnswer()
    {
        using Host host = new();
        host.Send("hello\r\r");
        host.ExpectSilence();
    }

    [Fact]
    public void Line_TooLong_GetsOneError()
    {
        using Host host = new();
        host.Command("AT+CMEE=" + new string('1', 100_000), "\r\nERROR\r\n");
        host.ExpectSilence();
    }

    [Fact]
    public void Commands_Chained_ShareOneResult()
    {
        using Host host = new();
        host.Command("ATE0V1;+CMEE=2;+CMEE?", "\r\n+CMEE: 2\r\n\r\nOK\r\n");
        host.Command("AT+CMEE=9;+CMEE=0", "\r\n+CME ERROR: operation not allowed\r\n");
        host.Command("AT+CMEE?;+IFC?", "\r\n+CMEE: 2\r\n+IFC: 0,0\r\n\r\nOK\r\n");
    }

    [Fact]
    public void EquipmentError_FollowsCmee()
    {
        using Host host = new();
        host.Command("AT+QFDEL=\"x\"", "\r\n+CME ERROR: 405\r\n");
        host.Command("AT+CMEE=0;+QFDEL=\"x\"", "\r\nERROR\r\n");
        host.Command("AT+CMEE=2;+CFUN=3", "\r\n+CME ERROR: operation not allowed\r\n");
        host.Command("AT+QSSLRECV=4", "\r\nERROR\r\n");
    }

    [Fact]
    public void Results_AsNumbers_HaveNoLineEndsBeforeThem()
    {
        using Host host = new();
        host.Command("ATV0", "0\r");
        host.Command("AT+CMEE?", "+CMEE: 1\r\n0\r");
        host.Command("AT+NOSUCHCOMMAND", "4\r");
        host.Command("AT+QFDEL=\"x\"", "+CME ERROR: 405\r\n");
        host.Send("AT+QFUPL=\"x\",1\r");
        host.Expect("1\r");
        host.Send("a");
        host.Expect("+QFUPL: 1,6100\r\n0\r");
        host.Command("ATV2", "4\r");
        host.Command("ATV1");
        host.Command("AT+CMEE?", "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Results_AfterARestart_AreWords()
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.Command("ATV", "0\r");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("AT", "AT\r\r\nOK\r\n");
    }

    [Fact]
    public void DataEcho_SetAndAsked_IsWhatWasSetUntilARestart()
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.Command("AT+QISDE=0");
        host.Command("AT+QISDE?", "\r\n+QISDE: 0\r\n\r\nOK\r\n");
        host.Command("AT+QISDE=2", "\r\nERROR\r\n");
        host.Command("AT+QISDE", "\r\nERROR\r\n");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("ATE0;+QISDE?", "ATE0;+QISDE?\r\r\n+QISDE: 1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Identity_OfTheModule_HasTheVendorsForm()
    {
        using Host host = new();
        host.Send("ATI\r");
        host.Expect("\r\nQuectel\r\nBG95-M3\r\nRevision: BG95");
        host.ReadUntil("\r\n\r\nOK\r\n");
        host.Command("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
        host.Command("AT+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n");
        host.Command("AT+IFC=2,2");
        host.Command("AT+IFC?", "\r\n+IFC: 2,2\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Commands_SentAtOnce_AreAnsweredInOrder()
    {
        using Host host = new();
        host.Send("AT+CMEE?\rAT+IFC?\rAT+NO\r");
        host.Expect("\r\n+CMEE: 1\r\n\r\nOK\r\n\r\n+IFC: 0,0\r\n\r\nOK\r\n\r\nERROR\r\n");
    }

    [Fact]
    public void Unsolicited_DuringTypedCommand_WaitsForItsEnd()
    {
        using Host host = new(echo: true);
        host.Send("AT+CM");
        host.Expect("AT+CM");
        host.Module.SendUnsolicited("+QIND: 1");
        host.Send("EE?\r");
        host.Expect("EE?\r\r\n+QIND: 1\r\n\r\n+CMEE: 1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Unsolicited_InsideAnswer_StandsBeforeTheResult()
    {
        using Host host = new();
        host.Module.SendUnsolicitedInsideNextAnswer("+QIND: 1");
        host.Command("AT+CMEE?", "\r\n+CMEE: 1\r\n\r\n+QIND: 1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Garbage_WithFixedSeed_NeitherCrashesNorWedges()
    {
        Random random = new(20191012);
        string[] pieces =
        [
            "AT", "+QSSLCFG=", "+QSSLOPEN=", "+QSSLRECV=", "+QFLST", "+QICSGP=", "+CCLK=", "\"", ",", ";", "=", "?", "\r",
            "\n", "1", "4", "-", "0X", "99999999999", "sni", "\0", "\u001a", "\u001b", "ÿ", "E", "&", "+", "+QFDEL=", "*",
        ];
        using Host host = new();
        for (int round = 0; round < 300; round++)
        {
            string garbage = string.Empty;
            for (int i = random.Next(1, 40); i > 0; i--)
            {
                garbage += random.Next(4) == 0
                    ? ((char)random.Next(256)).ToString()
                    : pieces[random.Next(pieces.Length)];
            }

            host.Send(garbage);
        }

        host.Send("\rATE0\rAT+CMEE=1\rAT+QFLDS=\"UFS\"\r");
        host.ReadUntil("+QFLDS: 3145728,3145728\r\n\r\nOK\r\n");
        host.ExpectSilence();
    }
}
