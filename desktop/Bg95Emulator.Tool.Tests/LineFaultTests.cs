// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Net.Security;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class LineFaultTests
{
    private const string Boot =
        "\r\nRDY\r\n\r\nAPP RDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n";

    [Fact]
    public void UrcInGaps_OfEchoAnswerAndResult_StandsInEachAndInNoPayload()
    {
        using Bench bench = new(options => options.Echo = true, "urc-in-gaps:text=\"+QIND: x\"");
        bench.Command(
            "AT+CMEE?",
            "\r\n+QIND: x\r\nAT+CMEE?\r\r\n+QIND: x\r\n\r\n+CMEE: 1\r\n\r\n+QIND: x\r\n\r\nOK\r\n");
    }

    [Fact]
    public void UrcInGaps_OfAReceivedPayload_StandsBeforeTheRowAndBehindThePayloadOnlyIfAsked()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslStream peer = bench.Connect(server);
        peer.Write("abc"u8);
        bench.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        Fault fault = bench.Module.Faults.Add("urc-in-gaps:text=U");
        bench.Command("AT+QSSLRECV=4,1500", "\r\nU\r\n\r\n+QSSLRECV: 3\r\nabc\r\n\r\nOK\r\n");
        bench.Module.Faults.Remove(fault);
        peer.Write("def"u8);
        bench.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        bench.Module.Faults.Add("urc-in-gaps:text=U,payload=1");
        bench.Command("AT+QSSLRECV=4,1500", "\r\nU\r\n\r\n+QSSLRECV: 3\r\ndef\r\n\r\nU\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Split_OfAnAnswer_DeliversPiecesOfAtMostMax()
    {
        using Bench bench = Bench.With("split:max=3,seed=5");
        bench.Command("ATI", "\r\nQuectel\r\nBG95-M3\r\nRevision: BG95M3LAR02A04\r\n\r\nOK\r\n");
        Assert.All(bench.Pieces.Sizes, size => Assert.InRange(size, 1, 3));
        Assert.Contains(1, bench.Pieces.Sizes);
        Assert.Contains(3, bench.Pieces.Sizes);
    }

    [Fact]
    public void Garbage_BeforeAnswers_IsAtMostMaxBytesAndRepeatsWithItsSeed()
    {
        string first = Noise(1);
        Assert.Equal(first, Noise(1));
        Assert.NotEqual(first, Noise(2));
        Assert.InRange(first.Length - "\r\nOK\r\n".Length, 1, 4);

        static string Noise(int seed)
        {
            using Bench bench = Bench.With($"garbage:max=4,seed={seed}");
            bench.Send("AT\r");
            return bench.ReadUntil("\r\nOK\r\n");
        }
    }

    [Fact]
    public void DropByte_EveryFifth_IsLost()
    {
        using Bench bench = Bench.With("drop-byte:every=5");
        bench.Command("AT", "\r\nOK\n");
        bench.Command("AT", "\r\nO\r\n");
    }

    [Fact]
    public void DropByte_ToModule_DamagesTheCommand()
    {
        using Bench bench = Bench.With("drop-byte:every=4,times=1,direction=to-module");
        bench.Command("AT+CMEE?", "\r\nERROR\r\n");
        bench.Command("AT+CMEE?", "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void DoubleByte_EveryThird_ComesTwice()
    {
        using Bench bench = Bench.With("double-byte:every=3");
        bench.Command("AT", "\r\nOOK\r\n\n");
    }

    [Fact]
    public void FlipBit_Once_ChangesOneBit()
    {
        using Bench bench = Bench.With("flip-bit:after=2,every=1,times=1");
        bench.Send("AT\r");
        byte[] came = Encoding.Latin1.GetBytes(bench.Read(6));
        Assert.Equal(1, int.PopCount(came[2] ^ 'O'));
        Assert.Equal("K\r\n", Encoding.Latin1.GetString(came, 3, 3));
    }

    [Fact]
    public void Overrun_ToHost_LosesWhatTheRingCannotHold()
    {
        using Bench bench = Bench.With("overrun:ring=20,times=1");
        bench.Command("ATI", "\r\nQuectel\r\nBG95-M3\r\nRevision: BG95M3LAR02A04\r\n\r\nOK\r\n"[..20]);
        bench.Command("AT");
    }

    [Fact]
    public void Overrun_WithFlowControl_LosesNothing()
    {
        using Bench bench = Bench.With("overrun:ring=20,direction=both");
        bench.Command("AT+IFC=2,2");
        bench.Command("ATI", "\r\nQuectel\r\nBG95-M3\r\nRevision: BG95M3LAR02A04\r\n\r\nOK\r\n");
        Assert.Equal(0, bench.Module.Judge.Verdict().Count(DriverRules.BytesLost));
    }

    [Fact]
    public void Overrun_OfAnUpload_LeavesItShort()
    {
        ManualClock clock = new();
        using Bench bench = new(options => options.Clock = clock, "overrun:ring=256,lost=16,direction=to-module,times=1");
        bench.Command("AT+QFUPL=\"a\",1000,1", "\r\nCONNECT\r\n");
        bench.Send(new byte[1000]);
        clock.PassDuring(() => bench.Expect("\r\n+CME ERROR: 421\r\n"), 0.5);
        bench.Command("AT+QFLST=\"a\"", "\r\n+CME ERROR: 405\r\n");
        Assert.Equal(16, bench.Module.Judge.Verdict().Count(DriverRules.BytesLost));
    }

    [Fact]
    public void Reboot_InTheMiddleOfAnAnswer_CutsItAndBoots()
    {
        using Bench bench = Bench.With("reboot:after=9,every=1,times=1");
        bench.Command("ATI", "\r\nQue" + Boot);
        bench.Command("AT", "AT\r\r\nOK\r\n");
    }

    [Fact]
    public void Reboot_InTheMiddleOfACommand_SwallowsIt()
    {
        using Bench bench = Bench.With("reboot:after=2,every=1,times=1");
        bench.Send("AT+CMEE?\r");
        bench.Expect(Boot);
        Assert.Equal(2, bench.Module.Counters.Starts);
    }

    [Fact]
    public void Reboot_InTheMiddleOfAPayload_CutsItAndForgetsTheSocket()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslStream peer = bench.Connect(server);
        peer.Write(new byte[1000]);
        bench.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        bench.Module.Faults.Add("reboot:after=300,every=1,times=1");
        bench.Send("AT+QSSLRECV=4,1000\r");
        string came = bench.ReadUntil(Boot);
        Assert.Equal("\r\n+QSSLRECV: 1000\r\n" + new string('\0', 300 - 19 - 19) + Boot, came);
        Assert.Empty(bench.Module.Sockets);
    }
}
