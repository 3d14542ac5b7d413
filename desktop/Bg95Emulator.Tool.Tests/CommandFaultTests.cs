// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using System.Threading;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class CommandFaultTests
{
    [Fact]
    public void LateAnswer_OfOneCommand_ComesWhenTheModulesTimeHasPassed()
    {
        ManualClock clock = new();
        using Bench bench = new(options => options.Clock = clock, "late-answer:ms=2000,command=+CMEE,times=1");
        bench.Command("AT");
        int pieces = bench.Pieces.Sizes.Length;
        bench.Send("AT+CMEE?\r");
        Assert.True(SpinWait.SpinUntil(() => clock.Pending == 1, 60_000));
        clock.Advance(TimeSpan.FromMilliseconds(1999));
        Assert.Equal((1, pieces), (clock.Pending, bench.Pieces.Sizes.Length));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        bench.Expect("\r\n+CMEE: 1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void NoAnswer_Done_CarriesTheCommandOutInSilence()
    {
        using Bench bench = Bench.With("no-answer:command=+CMEE,times=1");
        bench.Send("AT+CMEE=2\r");
        bench.Command("AT+CMEE?", "\r\n+CMEE: 2\r\n\r\nOK\r\n");
    }

    [Fact]
    public void NoAnswer_NotDone_LeavesTheCommandUndone()
    {
        using Bench bench = Bench.With("no-answer:done=0,command=+CMEE,times=1");
        bench.Send("AT+CMEE=2\r");
        bench.Command("AT+CMEE?", "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void NoAnswer_OfAnUpload_LeavesTheFileThereAllTheSame()
    {
        using Bench bench = Bench.With("no-answer:command=+QFUPL");
        bench.Command("AT+QFUPL=\"a\",3", "\r\nCONNECT\r\n");
        bench.Send("abc");
        bench.Command("AT+QFLST=\"a\"", "\r\n+QFLST: \"a\",3\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Refuse_WithAndWithoutCode_AnswersTheError()
    {
        using Bench bench = Bench.With("refuse:command=+QIACT,times=1", "refuse:command=+CSQ,code=30");
        bench.Command("AT+QIACT=1", "\r\nERROR\r\n");
        bench.Command("AT+QIACT?");
        bench.Command("AT+CSQ", "\r\n+CME ERROR: 30\r\n");
    }

    [Fact]
    public void PromptWithoutSpace_AtASend_IsBare()
    {
        using TestServer server = new();
        using Bench bench = Bench.With("prompt-without-space");
        using SslStream peer = bench.Connect(server);
        bench.Command("AT+QSSLSEND=4,2", "\r\n>");
        bench.Send("hi");
        bench.Expect("\r\nSEND OK\r\n");
    }

    [Fact]
    public void SendFail_Once_SendsNothingAndThenWorks()
    {
        using TestServer server = new();
        using Bench bench = Bench.With("send-fail:times=1");
        using SslStream peer = bench.Connect(server);
        bench.Command("AT+QSSLSEND=4,1", "\r\n> ");
        bench.Send("a");
        bench.Expect("\r\nSEND FAIL\r\n");
        bench.Command("AT+QSSLSEND=4,1", "\r\n> ");
        bench.Send("b");
        bench.Expect("\r\nSEND OK\r\n");
        Assert.Equal('b', peer.ReadByte());
    }

    [Fact]
    public void DiskFull_ForOneCommand_RefusesTheUpload()
    {
        using Bench bench = Bench.With("disk-full:times=2");
        bench.Command("AT+QFLDS=\"UFS\"", "\r\n+QFLDS: 0,3145728\r\n\r\nOK\r\n");
        bench.Command("AT+QFUPL=\"a\",3", "\r\n+CME ERROR: 420\r\n");
        bench.Command("AT+QFLDS=\"UFS\"", "\r\n+QFLDS: 3145728,3145728\r\n\r\nOK\r\n");
    }

    [Fact]
    public void FileLost_ByName_IsNotFound()
    {
        using Bench bench = Bench.With("file-lost:name=ca*");
        bench.Module.Files.Write("ca.pem", "x"u8);
        bench.Module.Files.Write("key.pem", "y"u8);
        bench.Command("AT+QFDWL=\"ca.pem\"", "\r\n+CME ERROR: 405\r\n");
        bench.Command("AT+QFLST", "\r\n+QFLST: \"key.pem\",1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void PdpDeact_AtTheThirdCommand_IsReportedWithItsSockets()
    {
        using TestServer server = new();
        using Bench bench = Bench.With("pdpdeact:every=5");
        using SslStream peer = bench.Connect(server);
        bench.Command("AT");
        bench.Send("AT\r");
        string came = bench.Read("\r\n+QIURC: \"pdpdeact\",1\r\n\r\nOK\r\n\r\n+QSSLURC: \"closed\",4\r\n".Length);
        Assert.StartsWith("\r\n+QIURC: \"pdpdeact\",1\r\n", came);
        Assert.Contains("\r\nOK\r\n", came);
        Assert.Contains("\r\n+QSSLURC: \"closed\",4\r\n", came);
        bench.Command("AT+QIACT?");
    }

    [Fact]
    public void Faults_Combined_AllHappen()
    {
        using Bench bench = Bench.With("urc-in-gaps:text=U", "double-byte:every=3", "split:max=1");
        bench.Command("AT", "\r\nUU\r\n\r\r\nOKK\r\n");
        Assert.All(bench.Pieces.Sizes, size => Assert.Equal(1, size));
    }

    [Fact]
    public void Faults_WithTheSameSeed_HappenAtTheSamePlaces()
    {
        string first = Dialogue(3);
        Assert.Equal(first, Dialogue(3));
        Assert.NotEqual(first, Dialogue(4));

        static string Dialogue(int seed)
        {
            using Bench bench = new(options => options.Seed = seed, "double-byte:chance=0.3");
            bench.Send("AT+QSSLCFG=?\r");
            return bench.Read(400);
        }
    }

    [Theory]
    [InlineData("no-such-fault", "There is no fault 'no-such-fault'.")]
    [InlineData("drop-byte:rate=3", "The fault 'drop-byte' has no parameter 'rate'.")]
    [InlineData("drop-byte:chance=2", "'chance=2' of the fault 'drop-byte' is no probability.")]
    [InlineData("late-answer:ms=soon", "'ms=soon' of the fault 'late-answer' is no whole number.")]
    [InlineData("drop-byte:direction=up", "'direction=up' is none of to-host, to-module, both.")]
    public void Parse_OfWhatIsNoFault_SaysWhy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Fault.Parse(text)).Message);

    [Fact]
    public void Catalog_EveryFault_ParsesWithItsDefaultsAndHasASource()
    {
        foreach (FaultKind kind in FaultCatalog.All)
        {
            Assert.Equal(kind, Fault.Parse(kind.Name).Kind);
            Assert.NotEmpty(kind.Source);
        }
    }
}
