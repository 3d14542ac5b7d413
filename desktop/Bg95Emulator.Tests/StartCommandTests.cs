// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>What drivers say at their start and around a connection, beside SIM, network and power.</summary>
public sealed class StartCommandTests
{
    [Theory]
    [InlineData("bg77", "30,29,29,29")]
    [InlineData("bg96", "30,29,29")]
    public void Temperature_OfAMember_HasItsNumberOfValues(string profile, string values)
    {
        using Host host = new(options => ModuleProfiles.Find(profile)!.ApplyTo(options));
        host.Command("AT+QTEMP", $"\r\n+QTEMP: {values}\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("AT&FZE0&W", "\r\nOK\r\n")]
    [InlineData("ATS0=0", "\r\nOK\r\n")]
    [InlineData("ATS3?", "\r\n013\r\n\r\nOK\r\n")]
    [InlineData("ATS0=1S0?", "\r\n001\r\n\r\nOK\r\n")]
    [InlineData("ATE0S7=60V1", "\r\nOK\r\n")]
    [InlineData("ATS99=1", "\r\nERROR\r\n")]
    [InlineData("ATS3", "\r\nERROR\r\n")]
    [InlineData("ATH", "\r\nOK\r\n")]
    [InlineData("AT+CBC", "\r\n+CBC: 0,80,3800\r\n\r\nOK\r\n")]
    [InlineData("AT+QTEMP", "\r\n+QTEMP: 30,29,29,29\r\n\r\nOK\r\n")]
    [InlineData("AT+CPAS", "\r\n+CPAS: 0\r\n\r\nOK\r\n")]
    [InlineData("AT+GCAP", "\r\n+GCAP: +CGSM\r\n\r\nOK\r\n")]
    [InlineData("AT+CMGF=?", "\r\n+CMGF: (0,1)\r\n\r\nOK\r\n")]
    [InlineData("AT+CMGF=1;+CMGF?", "\r\n+CMGF: 1\r\n\r\nOK\r\n")]
    [InlineData("AT+CSCS=\"IRA\";+CSCS?", "\r\n+CSCS: \"IRA\"\r\n\r\nOK\r\n")]
    [InlineData("AT+CNMI=2,2,0,0,0;+CNMI?", "\r\n+CNMI: 2,2,0,0,0\r\n\r\nOK\r\n")]
    [InlineData("AT+CMGF=", "\r\n+CME ERROR: 3\r\n")]
    [InlineData("AT+CPMS=\"ME\",\"ME\",\"ME\"", "\r\n+CPMS: 0,23,0,23,0,23\r\n\r\nOK\r\n")]
    [InlineData("AT+CMGL=\"ALL\"", "\r\nOK\r\n")]
    [InlineData("AT+CMGR=1", "\r\n+CMS ERROR: 321\r\n")]
    [InlineData("AT+CMGD=1,4", "\r\nOK\r\n")]
    [InlineData("AT+QINDCFG=\"csq\"", "\r\n+QINDCFG: \"csq\",0\r\n\r\nOK\r\n")]
    [InlineData("AT+QINDCFG=\"csq\",1;+QINDCFG=\"csq\"", "\r\n+QINDCFG: \"csq\",1\r\n\r\nOK\r\n")]
    [InlineData("AT+QINDCFG=\"none\"", "\r\n+CME ERROR: 3\r\n")]
    [InlineData("AT+QGPS?", "\r\n+QGPS: 0\r\n\r\nOK\r\n")]
    [InlineData("AT+QGPSLOC=2", "\r\n+CME ERROR: 505\r\n")]
    [InlineData("AT+QGPS=1;+QGPSLOC=2", "\r\n+CME ERROR: 516\r\n")]
    [InlineData("AT+QGPS=1;+QGPS=1", "\r\n+CME ERROR: 504\r\n")]
    [InlineData("AT+QGPS=1;+QGPSEND;+QGPS?", "\r\n+QGPS: 0\r\n\r\nOK\r\n")]
    [InlineData("AT+QGPSEND", "\r\n+CME ERROR: 505\r\n")]
    [InlineData("AT+QGPSCFG=\"priority\",1;+QGPSCFG=\"priority\"", "\r\n+QGPSCFG: \"priority\",1\r\n\r\nOK\r\n")]
    [InlineData("AT+QSPN", "\r\n+QSPN: \"Test Network\",\"Test\",\"\",0,\"00101\"\r\n\r\nOK\r\n")]
    [InlineData("AT+QENG=\"neighbourcell\"", "\r\nOK\r\n")]
    [InlineData("AT+QENG=\"servingcell\"", "\r\n+QENG: \"servingcell\",\"NOCONN\",\"eMTC\",\"FDD\",001,01,14BCB0C,7,6300,20,5,5,71F6,-92,-11,-65,120,36\r\n\r\nOK\r\n")]
    [InlineData("AT+CRSM=176,28514,0,0,0", "\r\n+CRSM: 144,0,\"00F1104080\"\r\n\r\nOK\r\n")]
    [InlineData("AT+CRSM=176,28423,0,0,9", "\r\n+CRSM: 106,130\r\n\r\nOK\r\n")]
    [InlineData("AT+QCFG=\"urc/ri/smsincoming\"", "\r\n+QCFG: \"urc/ri/smsincoming\",\"pulse\",120,1\r\n\r\nOK\r\n")]
    [InlineData("AT+QCFG=\"airplanecontrol\",1;+QCFG=\"airplanecontrol\"", "\r\n+QCFG: \"airplanecontrol\",1\r\n\r\nOK\r\n")]
    [InlineData("AT+CGAUTH=1,1,\"pw\",\"user\"", "\r\nOK\r\n")]
    [InlineData("AT+QFUPL=?", "\r\n+QFUPL: <filename>[,(1-<freesize>)[,(1-65535)[,(0,1)]]]\r\n\r\nOK\r\n")]
    public void Command_OfADriversStart_IsAnswered(string command, string answer)
    {
        using Host host = new();
        host.Command(command, answer);
        host.ExpectSilence();
    }

    [Fact]
    public void Settings_AfterARestart_AreTheFirstOnes()
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.Command("AT+CMGF=1;+QGPS=1;S0=5");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("ATE0;+CMGF?;+QGPS?;S0?", "ATE0;+CMGF?;+QGPS?;S0?\r\r\n+CMGF: 0\r\n+QGPS: 0\r\n000\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Message_IsTakenAndForgotten()
    {
        using Host host = new();
        host.Send("AT+CMGS=\"+15550100\"\r");
        host.Expect("\r\n> ");
        host.Send("Hello\r\nworld\u001a");
        host.Expect("\r\n+CMGS: 0\r\n\r\nOK\r\n");
        host.Send("AT+CMGS=\"+15550100\"\r");
        host.Expect("\r\n> ");
        host.Send("no\u001b");
        host.Expect("\r\nOK\r\n");
        host.ExpectSilence();
    }

    [Fact]
    public void Name_LookedUp_ComesAsUnsolicitedResults()
    {
        using Host host = new(options => options.Hosts["a.example"] = IPAddress.Parse("192.0.2.7"));
        host.Command("AT+QIDNSGIP=1,\"a.example\"", "\r\nERROR\r\n");
        host.ActivatePdp();
        host.Command("AT+QIDNSGIP=1,\"a.example\"");
        host.Expect("\r\n+QIURC: \"dnsgip\",0,1,600\r\n\r\n+QIURC: \"dnsgip\",\"192.0.2.7\"\r\n");
        host.Command("AT+QIDNSGIP=1,\"b.example\"");
        host.Expect("\r\n+QIURC: \"dnsgip\",565\r\n");
    }

    [Fact]
    public void Ping_OfWhoHasAnAddress_IsAnswered()
    {
        using Host host = new(options => options.Hosts["a.example"] = IPAddress.Parse("192.0.2.7"));
        host.ActivatePdp();
        host.Command("AT+QPING=1,\"a.example\",4,2");
        host.Expect("\r\n+QPING: 0,\"192.0.2.7\",32,60,255\r\n\r\n+QPING: 0,\"192.0.2.7\",32,60,255\r\n\r\n+QPING: 0,2,2,0,60,60,60\r\n");
        host.Command("AT+QPING=1,\"b.example\"");
        host.Expect("\r\n+QPING: 565\r\n");
        host.Command("AT+QPING=1,\"a.example\",4,11", "\r\nERROR\r\n");
    }

    [Fact]
    public void Cell_WithoutANetwork_IsSearchedFor()
    {
        using Host host = new(options => options.Network.Cells = []);
        host.Command("AT+QENG=\"servingcell\"", "\r\n+QENG: \"servingcell\",\"SEARCH\"\r\n\r\nOK\r\n");
        host.Command("AT+QSPN", "\r\n+CME ERROR: 30\r\n");
    }

    [Fact]
    public void Answers_OfTheUser_GoBeforeTheModules()
    {
        const string Text = """
            # What the firmware asks besides.
            AT+QNEW=*
            +QNEW: 1,"x"
            +QNEW: 2
            OK

            at+csq
            +CME ERROR: 100

            AT+QSLOW?
            delay 20
            OK
            """;
        using Host host = new(options => options.Answers = UserAnswers.Read(new StringReader(Text)));
        host.Command("AT+QNEW=5,\"y\"", "\r\n+QNEW: 1,\"x\"\r\n+QNEW: 2\r\n\r\nOK\r\n");
        host.Command("AT+CSQ", "\r\n+CME ERROR: 100\r\n");
        host.Command("AT+QSLOW?;+CMEE?", "\r\n+CMEE: 1\r\n\r\nOK\r\n");
        host.Command("AT+QNEW?", "\r\nERROR\r\n");
        Assert.Equal("AT+QNEW?", Assert.Single(host.Module.Judge.Verdict().UnknownCommands).Name);
        Assert.Equal(TimeSpan.FromMilliseconds(20), host.Module.Options.Answers.All[2].Delay);
    }

    [Theory]
    [InlineData("hello\nOK", "line 1: an answer begins with the command")]
    [InlineData("AT+A\n+A: 1", "line 2: the answer to AT+A has to end with OK")]
    [InlineData("AT+A\nOK\n\n# x\nAT+B\ndelay x\nOK", "line 6: delay takes 0 to")]
    [InlineData("AT+A", "line 1: the answer to AT+A")]
    public void Answers_ThatAreNone_AreToldWithTheirLine(string text, string message)
    {
        FormatException mistake = Assert.Throws<FormatException>(() => UserAnswers.Read(new StringReader(text)));
        Assert.StartsWith(message, mistake.Message);
    }
}
