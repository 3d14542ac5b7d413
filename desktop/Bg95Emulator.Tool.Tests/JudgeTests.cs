// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using System.Threading;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class JudgeTests
{
    [Fact]
    public void Verdict_OfADriverThatDoesItRight_IsClean()
    {
        using TestServer server = new();
        using Bench bench = Secure();
        bench.Command("AT+QIACT=1");
        Configure(bench, 1);
        Open(bench, server, 1);
        using SslStream peer = server.Accept();
        bench.Command("AT+QSSLSEND=4,2", "\r\n> ");
        bench.Send("hi");
        bench.Expect("\r\nSEND OK\r\n");
        bench.Command("AT+QSSLCLOSE=4");
        DriverVerdict verdict = bench.Module.Judge.Verdict();
        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public void Open_WithAnotherContextThanWasConfigured_IsWrong()
    {
        using TestServer server = new();
        using Bench bench = Secure();
        bench.Command("AT+QIACT=1");
        Configure(bench, 0);
        Open(bench, server, 1);
        AssertBroken(bench, DriverRules.ContextNotConfigured, 1);
        AssertBroken(bench, DriverRules.InsecureContext, 1);
        AssertBroken(bench, DriverRules.NotClosed, 1);
    }

    [Fact]
    public void Open_WithoutPdpContextAndOfAnOpenId_IsWrong()
    {
        using TestServer server = new();
        using Bench bench = Secure();
        Configure(bench, 1);
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,561\r\n");
        AssertBroken(bench, DriverRules.PdpNotActive, 1);
        bench.Command("AT+QIACT=1");
        Open(bench, server, 1);
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,563\r\n");
        AssertBroken(bench, DriverRules.IdInUse, 1);
    }

    [Fact]
    public void Command_WhileOneRuns_IsWrong()
    {
        using Bench bench = new();
        bench.Send("AT+CMEE?\rAT\r");
        bench.Expect("\r\n+CMEE: 1\r\n\r\nOK\r\n\r\nOK\r\n");
        AssertBroken(bench, DriverRules.CommandWhileBusy, 1);
    }

    [Fact]
    public void Command_WithCrLf_IsNoSecondCommand()
    {
        using Bench bench = new();
        bench.Send("AT\r\n");
        bench.Expect("\r\nOK\r\n");
        Assert.True(bench.Module.Judge.Verdict().IsClean);
    }

    [Fact]
    public void Data_BeforeThePrompt_IsWrong()
    {
        using Bench bench = new();
        bench.Send("AT+QFUPL=\"a\",3\rabc");
        bench.Expect("\r\nCONNECT\r\n");
        bench.ReadUntil("OK\r\n");
        AssertBroken(bench, DriverRules.DataBeforePrompt, 1);
    }

    [Fact]
    public void Data_MoreThanAnnounced_IsWrong()
    {
        using Bench bench = new();
        bench.Command("AT+QFUPL=\"a\",3", "\r\nCONNECT\r\n");
        bench.Send("abc\u001a");
        bench.ReadUntil("OK\r\n");
        AssertBroken(bench, DriverRules.TooMuchData, 1);
    }

    [Fact]
    public void Data_LessThanAnnounced_IsWrong()
    {
        ManualClock clock = new();
        using Bench bench = new(options => options.Clock = clock);
        bench.Command("AT+QFUPL=\"a\",10,1", "\r\nCONNECT\r\n");
        bench.Send("abc");
        clock.PassDuring(() => bench.Expect("\r\n+CME ERROR: 421\r\n"), 0.5);
        AssertBroken(bench, DriverRules.TooLittleData, 1);
    }

    [Fact]
    public void Requests_BeyondTheLimits_AreWrong()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslStream peer = bench.Connect(server);
        bench.Command("AT+QSSLSEND=4,1461", "\r\nERROR\r\n");
        bench.Command("AT+QSSLRECV=4,1501", "\r\nERROR\r\n");
        bench.Command("AT+QSSLRECV=4,0", "\r\nERROR\r\n");
        AssertBroken(bench, DriverRules.RequestTooLong, 3);
    }

    [Fact]
    public void Lines_TooLongUnknownOrNoCommands_AreTold()
    {
        using Bench bench = new();
        bench.Send("AT+CMEE=" + new string('1', 3000) + "\r");
        bench.Expect("\r\nERROR\r\n");
        bench.Send("hello\r");
        bench.Command("AT+NOSUCH", "\r\nERROR\r\n");
        AssertBroken(bench, DriverRules.LineTooLong, 1);
        AssertBroken(bench, DriverRules.NoCommand, 1);
        AssertBroken(bench, DriverRules.UnknownCommand, 1);
    }

    [Fact]
    public void Bytes_BeyondTheRingWhileACommandRuns_AreLostAndCounted()
    {
        using Bench bench = Bench.With("overrun:direction=to-module,ring=10");
        bench.Send("AT+CMEE?\r" + new string('x', 30) + "\r");
        bench.Expect("\r\n+CMEE: 1\r\n\r\nOK\r\n");
        bench.Send("\rAT\r");
        bench.Expect("\r\nOK\r\n");
        AssertBroken(bench, DriverRules.BytesLost, 21);
    }

    [Fact]
    public void Close_WithDataUnreadAndOpenByAddress_GetAdvice()
    {
        using TestServer server = new();
        using Bench bench = new();
        bench.Command("AT+QIACT=1");
        bench.Command("AT+QSSLCFG=\"sni\",1,1");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"127.0.0.1\",{server.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,0\r\n");
        using SslStream peer = server.Accept();
        peer.Write("x"u8);
        bench.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        bench.Command("AT+QSSLCLOSE=4");
        AssertBroken(bench, DriverRules.DataUnread, 1);
        AssertBroken(bench, DriverRules.NameLost, 1);
        Assert.True(bench.Module.Judge.Verdict().IsClean);
    }

    [Fact]
    public void Pin_SentAgainAfterARefusal_IsWrong()
    {
        using Bench bench = new(options => options.Sim.Pin = "1234");
        bench.Command("AT+CPIN=\"9999\"", "\r\n+CME ERROR: 16\r\n");
        AssertBroken(bench, DriverRules.PinRepeated, 0);
        bench.Command("AT+CPIN=\"9999\"", "\r\n+CME ERROR: 16\r\n");
        AssertBroken(bench, DriverRules.PinRepeated, 1);
        Assert.DoesNotContain("9999", bench.Module.Judge.Verdict().ToString());
    }

    [Fact]
    public void Setting_WrittenThatWasSet_GetsAdvice()
    {
        using Bench bench = new();
        bench.Command("AT+QCFG=\"iotopmode\",2,1");
        AssertBroken(bench, DriverRules.SettingRewritten, 0);
        bench.Command("AT+QCFG=\"iotopmode\",2,1");
        bench.Command("AT+QCFG=\"nwscanseq\",020301,1");
        AssertBroken(bench, DriverRules.SettingRewritten, 2);
        Assert.True(bench.Module.Judge.Verdict().IsClean);
    }

    [Fact]
    public void Byte_WhileCopsRuns_IsWrong()
    {
        using Bench bench = new(options =>
        {
            options.Clock = new ManualClock();
            options.OperatorScanTime = TimeSpan.FromMinutes(1);
        });
        bench.Send("AT+COPS=?\rA");
        bench.Expect("\r\nERROR\r\n");
        AssertBroken(bench, DriverRules.CommandWhileBusy, 1);
    }

    [Theory]
    [InlineData("+++", 2000, "", 2000, false)]
    [InlineData("+++", 2000, "AT\r", 10, true)]
    [InlineData("+++", 10, "x", 2000, true)]
    [InlineData("+++AT\r", 10, "x", 10, true)]
    [InlineData("++", 10, "+x", 10, false)]
    [InlineData("a+++b", 10, "c", 10, false)]
    [InlineData("+++", 10, "data", 10, false)]
    public void EscapeWatch_TellsEscapesThatLackTheirSilence(string first, int before, string second, int between, bool unguarded)
    {
        EscapeWatch watch = new();
        TimeSpan guard = TimeSpan.FromSeconds(1);
        bool seen = watch.IsUnguarded(System.Text.Encoding.ASCII.GetBytes(first), TimeSpan.FromMilliseconds(before), guard);
        if (second.Length > 0)
        {
            seen |= watch.IsUnguarded(System.Text.Encoding.ASCII.GetBytes(second), TimeSpan.FromMilliseconds(between), guard);
        }

        Assert.Equal(unguarded, seen);
    }

    [Fact]
    public void Escape_InTransparentModeFollowedAtOnceByACommand_IsWrong()
    {
        using TestServer server = new();
        using Bench bench = new();
        bench.Command("AT+QIACT=1");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},2", "\r\nCONNECT\r\n");
        using SslStream peer = server.Accept();
        bench.Send("+++AT\r");
        byte[] passed = new byte[6];
        peer.ReadExactly(passed);
        Assert.Equal("+++AT\r"u8, passed);
        Assert.True(SpinWait.SpinUntil(() => bench.Module.Judge.Verdict().Count(DriverRules.MissingGuardTime) == 1, 60_000));
    }

    private static Bench Secure()
    {
        Bench bench = new();
        bench.Module.Files.Write("ca.pem", Certificates.Pem(Certificates.Root));
        return bench;
    }

    private static void Configure(Bench bench, int context)
    {
        bench.Command($"AT+QSSLCFG=\"cacert\",{context},\"ca.pem\"");
        bench.Command($"AT+QSSLCFG=\"seclevel\",{context},1");
        bench.Command($"AT+QSSLCFG=\"ignorelocaltime\",{context},0");
    }

    private static void Open(Bench bench, TestServer server, int context)
    {
        bench.Command($"AT+QSSLOPEN=1,{context},4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,0\r\n");
    }

    private static void AssertBroken(Bench bench, DriverRule rule, int count) =>
        Assert.Equal(count, bench.Module.Judge.Verdict().Count(rule));
}
