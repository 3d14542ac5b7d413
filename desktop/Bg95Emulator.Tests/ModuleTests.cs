// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class ModuleTests
{
    private const string BootResults =
        "\r\nRDY\r\n\r\nAPP RDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n";

    [Fact]
    public void Attach_WithBootResults_ReportsReady()
    {
        using Host host = new(options => options.BootUrcsOnAttach = true);
        host.Expect(BootResults);
    }

    [Fact]
    public void Reboot_ForgetsSettingsAndTurnsEchoOn()
    {
        using Host host = new();
        host.ActivatePdp();
        host.Configure("sni", 1);
        host.Module.Reboot();
        host.Expect(BootResults);
        host.Command("AT+QSSLCFG=\"sni\",1", "AT+QSSLCFG=\"sni\",1\r\r\n+QSSLCFG: \"sni\",1,0\r\n\r\nOK\r\n");
        host.Command("AT+QIACT?", "AT+QIACT?\r\r\nOK\r\n");
    }

    [Fact]
    public void Reboot_Announced_SaysPoweredDownFirst()
    {
        using Host host = new();
        host.Module.Reboot(announce: true);
        host.Expect("\r\nPOWERED DOWN\r\n" + BootResults);
    }

    [Fact]
    public void Reboot_AtAPrompt_EndsTheCommand()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        host.Command("AT+QSSLSEND=4,10", "\r\n> ");
        host.Send("12345");
        host.Module.Reboot();
        host.Expect(BootResults);
        host.Command("AT", "AT\r\r\nOK\r\n");
        Assert.Empty(host.Module.Sockets);
    }

    [Fact]
    public void Reboot_AtAnyMomentOfAnUpload_NeverSwallowsTheNextCommand()
    {
        using Host host = new(echo: true);
        for (int round = 0; round < 500; round++)
        {
            host.Command("ATE0", "ATE0\r\r\nOK\r\n");
            host.Command("AT+QFUPL=\"a\",1000", "\r\nCONNECT\r\n");
            host.Send(new byte[round]);
            host.Module.Reboot();
            host.Expect(BootResults);
        }
    }

    [Fact]
    public void Reboot_WithDelay_IsDeafUntilReady()
    {
        ManualClock clock = new();
        using Host host = new(clock, options => options.BootDelay = TimeSpan.FromSeconds(5));
        host.Module.Reboot();
        host.Send("AT\r");
        host.Module.SendUnsolicited("+QIND: 1");
        clock.Advance(TimeSpan.FromSeconds(5));
        host.Expect(BootResults);
    }

    [Fact]
    public void Cfun_WithReset_AnswersThenBoots()
    {
        using Host host = new();
        host.Command("AT+CFUN=1,1");
        host.Expect(BootResults);
    }

    [Fact]
    public void Line_Chunked_LosesNothing()
    {
        using Host host = new(options => options.DeliveryChunk = 1);
        host.Command("AT+CMEE?", "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Traffic_OfACommand_IsSeenBothWays()
    {
        using Host host = new();
        string seen = string.Empty;
        host.Module.Traffic += (direction, bytes) =>
            seen += direction + ":" + System.Text.Encoding.Latin1.GetString(bytes.Span) + ";";
        host.Command("AT");
        Assert.Equal("ToModule:AT\r;ToHost:\r\nOK\r\n;", seen);
    }

    [Fact]
    public async Task Module_WhoseHostDoesNotRead_RestartsAndEnds()
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.Module.Files.Write("a", new byte[1_000_000]);
        host.Send("AT+QFDWL=\"a\"\r");
        await Task.Run(
            () =>
            {
                Wait.Until(() => host.Module.Counters.BytesToHost > LinePair.Capacity);
                host.Module.Reboot();
                host.Module.LosePdpContext();
                for (int i = 0; i < 10_000; i++)
                {
                    host.Module.SendUnsolicited("+QIND: 1");
                }

                host.Module.Reboot(announce: true);
                host.Module.Dispose();
            },
            TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
