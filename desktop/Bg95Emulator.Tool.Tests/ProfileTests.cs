// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Net.Security;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class ProfileTests
{
    [Fact]
    public void Profiles_EveryRow_SaysWhereItIsKnownFrom()
    {
        foreach (ProfileRow row in ModuleProfiles.All.SelectMany(profile => profile.Rows))
        {
            Assert.NotEmpty(row.Quirk);
            Assert.Matches("module facts|application note|the vendor's names", row.Source);
        }
    }

    [Theory]
    [InlineData("bg95", "BG95-M3")]
    [InlineData("bg77", "BG77")]
    [InlineData("bg96", "BG96")]
    [InlineData("bg770a", "BG770A-GL")]
    [InlineData("eg800k", "EG800K")]
    public void Identity_OfAProfile_IsTheModels(string profile, string model)
    {
        using Bench bench = Of(profile);
        bench.Command("AT+CGMM", $"\r\n{model}\r\n\r\nOK\r\n");
        bench.Send("ATI\r");
        Assert.StartsWith($"\r\nQuectel\r\n{model}\r\nRevision: {model[..4]}", bench.ReadUntil("OK\r\n"));
    }

    [Theory]
    [InlineData("bg95", "\r\n+CME ERROR: 405\r\n")]
    [InlineData("bg77", "\r\n+CME ERROR: 405\r\n")]
    [InlineData("bg96", "\r\n+CME ERROR: 405\r\n")]
    [InlineData("bg770a", "\r\nERROR\r\n")]
    [InlineData("eg800k", "\r\n+CME ERROR: 418\r\n")]
    public void Delete_OfAMissingFile_GivesTheProfilesError(string profile, string answer)
    {
        using Bench bench = Of(profile);
        bench.Command("AT+QFDEL=\"none\"", answer);
    }

    [Theory]
    [InlineData("bg95", "")]
    [InlineData("bg77", "")]
    [InlineData("bg96", "")]
    [InlineData("bg770a", "")]
    [InlineData("eg800k", "UFS:")]
    public void FileNames_ReadBack_HaveTheProfilesPrefix(string profile, string prefix)
    {
        using Bench bench = Of(profile);
        bench.Module.Files.Write("ca.pem", "x"u8);
        bench.Command("AT+QFLST", $"\r\n+QFLST: \"{prefix}ca.pem\",1\r\n\r\nOK\r\n");
        bench.Command("AT+QSSLCFG=\"cacert\",1,\"ca.pem\"");
        bench.Command("AT+QSSLCFG=\"cacert\",1", $"\r\n+QSSLCFG: \"cacert\",1,\"{prefix}ca.pem\"\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("bg95", true)]
    [InlineData("bg77", true)]
    [InlineData("bg96", true)]
    [InlineData("bg770a", false)]
    [InlineData("eg800k", true)]
    public void Close_WithATimeout_IsTakenOrNot(string profile, bool taken)
    {
        using Bench bench = Of(profile);
        bench.Command("AT+QSSLCLOSE=4,5", taken ? "\r\nOK\r\n" : "\r\nERROR\r\n");
        bench.Command("AT+QSSLCLOSE=4");
        bench.Command("AT+QSSLCLOSE=?", taken ? "\r\n+QSSLCLOSE: (0-11),(0-65535)\r\n\r\nOK\r\n" : "\r\n+QSSLCLOSE: (0-11)\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("bg95", 16)]
    [InlineData("bg77", 16)]
    [InlineData("bg96", 16)]
    [InlineData("bg770a", 5)]
    [InlineData("eg800k", 8)]
    public void PdpContexts_OfAProfile_EndAtItsNumber(string profile, int count)
    {
        using Bench bench = Of(profile);
        bench.Command($"AT+QIACT={count}");
        bench.Command($"AT+QIACT={count + 1}", "\r\nERROR\r\n");
        bench.Command("AT+QIACT=?", $"\r\n+QIACT: (1-{count})\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("bg95", true)]
    [InlineData("bg77", true)]
    [InlineData("bg96", false)]
    [InlineData("bg770a", true)]
    [InlineData("eg800k", true)]
    public void CipherSuite_BeyondTheThirteen_IsTakenOrNot(string profile, bool taken)
    {
        using Bench bench = Of(profile);
        bench.Command("AT+QSSLCFG=\"ciphersuite\",1,0XC02B", taken ? "\r\nOK\r\n" : "\r\nERROR\r\n");
        bench.Command("AT+QSSLCFG=\"ciphersuite\",1,0xc02f");
        bench.Command("AT+QSSLCFG=\"ciphersuite\",1", "\r\n+QSSLCFG: \"ciphersuite\",1,0XC02F\r\n\r\nOK\r\n");
        bench.Command("AT+QSSLCFG=\"ciphersuite\",1,0XFFFF");
        bench.Command("AT+QSSLCFG=\"ciphersuite\",1", "\r\n+QSSLCFG: \"ciphersuite\",1,0XFFFF\r\n\r\nOK\r\n");
    }

    [Fact]
    public void CipherSuites_OfTheBg96_AreThirteenAndAll()
    {
        using Bench bench = Of("bg96");
        bench.Send("AT+QSSLCFG=?\r");
        string test = bench.ReadUntil("\r\n\r\nOK\r\n");
        string row = test.Split("\r\n").Single(line => line.Contains("ciphersuite", StringComparison.Ordinal));
        Assert.Equal(14, row.Split("0X").Length - 1);
    }

    [Theory]
    [InlineData("bg95", 2, "uart1")]
    [InlineData("bg77", 2, "usbmodem")]
    [InlineData("bg96", 2, "usbmodem")]
    [InlineData("bg770a", 2, "uart1")]
    [InlineData("eg800k", 2, "uart1")]
    public void State_OfAConnectedSocket_IsTheProfiles(string profile, int state, string port)
    {
        using TestServer server = new();
        using Bench bench = Of(profile);
        bench.Command("AT+QIACT=1");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.Expect(profile == "eg800k" ? "+QSSLOPEN: 4,0\r\n" : "\r\n+QSSLOPEN: 4,0\r\n");
        using SslStream peer = server.Accept();
        bench.Send("AT+QSSLSTATE=4\r");
        Assert.EndsWith($",{state},1,4,0,\"{port}\",1\r\n\r\nOK\r\n", bench.ReadUntil("\r\n\r\nOK\r\n"));
    }

    [Fact]
    public void Bg96_OfATcpSocket_TellsState3()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using Bench bench = Of("bg96");
        bench.Command("AT+QIACT=1");
        bench.Command($"AT+QIOPEN=1,4,\"TCP\",\"127.0.0.1\",{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
        bench.Expect("\r\n+QIOPEN: 4,0\r\n");
        bench.Send("AT+QISTATE\r");
        Assert.EndsWith(",3,1,0,0,\"usbmodem\"\r\n\r\nOK\r\n", bench.ReadUntil("\r\n\r\nOK\r\n"));
    }

    [Fact]
    public void Bg96_HasNoSession_AndWantsAnActiveContextForItsNameServers()
    {
        using Bench bench = Of("bg96");
        bench.Command("AT+QSSLCFG=\"session\",1,1", "\r\nERROR\r\n");
        bench.Command("AT+QSSLCFG=\"dtls\",1", "\r\nERROR\r\n");
        bench.Send("AT+QSSLCFG=?\r");
        Assert.DoesNotContain("session", bench.ReadUntil("\r\n\r\nOK\r\n"));
        bench.Command("AT+QIDNSCFG=1", "\r\nERROR\r\n");
        bench.Command("AT+QIACT=1");
        bench.Send("AT+QIDNSCFG=1\r");
        Assert.StartsWith("\r\n+QIDNSCFG: 1,", bench.ReadUntil("\r\n\r\nOK\r\n"));
    }

    [Fact]
    public void Eg800k_OfAnUploadCutShort_KeepsThePart()
    {
        ManualClock clock = new();
        using Bench bench = new(options =>
        {
            options.Clock = clock;
            ModuleProfiles.Find("eg800k")!.ApplyTo(options);
        });
        bench.Command("AT+QFLDS=\"UFS\"", "\r\n+QFLDS: 286720,286720\r\n\r\nOK\r\n");
        bench.Command("AT+QFUPL=\"a\",5,1", "\r\nCONNECT\r\n");
        bench.Send("abc");
        clock.PassDuring(() => bench.Expect("\r\n+QFUPL: 3,262\r\n\r\n+CME ERROR: 421\r\n"), 0.25);
        Assert.Equal("abc"u8.ToArray(), bench.Module.Files.Read("a"));
    }

    [Fact]
    public void Note_AfterTheLastSocket_HasTheContextAsNew()
    {
        using TestServer server = new();
        using Bench bench = Of("note");
        bench.Command("AT+QIACT=1");
        bench.Command("AT+QSSLCFG=\"sni\",1,1");
        for (int id = 4; id < 6; id++)
        {
            bench.Command($"AT+QSSLOPEN=1,1,{id},\"{Certificates.ServerName}\",{server.Port},0");
            bench.Expect($"\r\n+QSSLOPEN: {id},0\r\n");
        }

        bench.Command("AT+QSSLCLOSE=4");
        bench.Command("AT+QSSLCFG=\"sni\",1", "\r\n+QSSLCFG: \"sni\",1,1\r\n\r\nOK\r\n");
        bench.Command("AT+QSSLCLOSE=5");
        bench.Command("AT+QSSLCFG=\"sni\",1", "\r\n+QSSLCFG: \"sni\",1,0\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData(ZeroLengthRead.Refused, "\r\nERROR\r\n")]
    [InlineData(ZeroLengthRead.Empty, "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n")]
    [InlineData(ZeroLengthRead.Counted, "\r\n+QSSLRECV: 3,2,1\r\n\r\nOK\r\n")]
    public void Read_OfNothing_IsWhatTheQuirkSays(ZeroLengthRead quirk, string answer)
    {
        using TestServer server = new();
        using Bench bench = new(options => options.ZeroLengthRead = quirk);
        using SslStream peer = bench.Connect(server);
        peer.Write("abc"u8);
        bench.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        while (bench.Module.Sockets[0].BytesUnread < 3)
        {
            System.Threading.Thread.Yield();
        }

        bench.Command("AT+QSSLRECV=4,2", "\r\n+QSSLRECV: 2\r\nab\r\n\r\nOK\r\n");
        bench.Command("AT+QSSLRECV=4,0", answer);
    }

    [Fact]
    public void Radio_OffAndOn_BringsTheCardsResults()
    {
        using Bench bench = Of("bg95");
        bench.Command("AT+CFUN=0");
        bench.Command("AT+CFUN=1");
        bench.Expect("\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n");
    }

    [Fact]
    public void Eg800k_AfterTwentyOpenings_Gives552()
    {
        using TestServer server = new();
        using Bench bench = Of("eg800k");
        bench.Command("AT+QIACT=1");
        for (int round = 0; round < 21; round++)
        {
            bench.Command($"AT+QSSLOPEN=1,1,4,\"none.example\",{server.Port},0");
            bench.Expect($"+QSSLOPEN: 4,{(round < 20 ? 565 : 552)}\r\n");
        }
    }

    [Theory]
    [InlineData("bg95")]
    [InlineData("bg77")]
    [InlineData("bg96")]
    [InlineData("bg770a")]
    [InlineData("eg800k")]
    public void Defaults_OfEveryProfile_AreThoseSeen(string profile)
    {
        using Bench bench = Of(profile);
        foreach ((string name, int value) in new[] { ("sni", 0), ("seclevel", 0), ("ignorelocaltime", 1), ("negotiatetime", 300) })
        {
            bench.Command($"AT+QSSLCFG=\"{name}\",1", $"\r\n+QSSLCFG: \"{name}\",1,{value}\r\n\r\nOK\r\n");
        }

        bench.Command("AT+QSSLCFG=\"secllevel\",1", "\r\nERROR\r\n");
        bench.Command("AT+QSSLCFG=\"SNI\",1,0");
    }

    [Fact]
    public void Note_Profile_KnowsOnlyItsOwnSpelling()
    {
        using Bench bench = Of("note");
        bench.Command("AT+QSSLCFG=\"secllevel\",1,1");
        bench.Command("AT+QSSLCFG=\"secllevel\",1", "\r\n+QSSLCFG: \"secllevel\",1,1\r\n\r\nOK\r\n");
        bench.Command("AT+QSSLCFG=\"seclevel\",1,1", "\r\nERROR\r\n");
    }

    [Theory]
    [InlineData("bg95", "\r\n> ", "\r\nabc\r\n\r\nOK\r\n")]
    [InlineData("eg800k", "\r\n> ", "\r\nabc\r\n\r\nOK\r\n")]
    [InlineData("mock", "\r\n>", "\r\nabc\r\nOK\r\n")]
    public void LineEnds_AroundPromptAndPayload_AreTheProfiles(string profile, string prompt, string payload)
    {
        using TestServer server = new();
        using Bench bench = Of(profile);
        bench.Command("AT+QIACT=1");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.ReadUntil("+QSSLOPEN: 4,0\r\n");
        using SslStream peer = server.Accept();
        bench.Command("AT+QSSLSEND=4,1", prompt);
        bench.Send("x");
        bench.Expect("\r\nSEND OK\r\n");
        peer.Write("abc"u8);
        bench.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        bench.Command("AT+QSSLRECV=4", "\r\n+QSSLRECV: 3" + payload);
    }

    private static Bench Of(string profile) => new(options => ModuleProfiles.Find(profile)!.ApplyTo(options));
}
