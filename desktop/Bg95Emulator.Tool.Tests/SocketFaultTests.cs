// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Net.Security;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class SocketFaultTests
{
    [Fact]
    public void IdsTaken_AtStart_Give563UntilClosed()
    {
        using TestServer server = new();
        using Bench bench = Bench.With("ids-taken:ids=3-4");
        bench.Command("AT+QIACT=1");
        bench.Command("AT+QSSLSTATE=4", "\r\n+QSSLSTATE: 4,\"SSLClient\",\"192.0.2.1\",443,0,4,1,4,0,\"uart1\",0\r\n\r\nOK\r\n");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,563\r\n");
        bench.Command("AT+QSSLCLOSE=4");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,0\r\n");
    }

    [Fact]
    public void Open552_AfterTwoOpenings_LastsUntilThePowerIsCycled()
    {
        using TestServer server = new();
        using Bench bench = Bench.With("open-552:after=2");
        bench.Command("AT+QIACT=1");
        for (int round = 0; round < 4; round++)
        {
            bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
            bench.Expect(round < 2 ? "\r\n+QSSLOPEN: 4,0\r\n" : "\r\n+QSSLOPEN: 4,552\r\n");
            bench.Command("AT+QSSLCLOSE=4");
        }

        bench.Module.Reboot();
        bench.ReadUntil("SMS DONE\r\n");
        bench.Send("ATE0\r");
        bench.ReadUntil("OK\r\n");
        bench.Command("AT+QIACT=1");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,0\r\n");
    }

    [Fact]
    public void LostRecv_Once_LeavesTheDataToBeAskedFor()
    {
        using TestServer server = new();
        using Bench bench = Bench.With("lost-recv:times=1");
        using SslStream peer = bench.Connect(server);
        peer.Write("abc"u8);
        Assert.True(System.Threading.SpinWait.SpinUntil(() => bench.Module.Sockets[0].BytesUnread == 3, 60_000));
        bench.Command("AT+QSSLRECV=4,1500", "\r\n+QSSLRECV: 3\r\nabc\r\n\r\nOK\r\n");
        peer.Write("d"u8);
        bench.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
    }

    [Fact]
    public void RemoteClose_WithDataLeft_LetsItBeRead()
    {
        using TestServer server = new();
        using Bench bench = Bench.With("remote-close:bytes=5");
        using SslStream peer = bench.Connect(server);
        peer.Write("abcdefgh"u8);
        bench.Expect("\r\n+QSSLURC: \"recv\",4\r\n\r\n+QSSLURC: \"closed\",4\r\n");
        bench.Command("AT+QSSLRECV=4,1500", "\r\n+QSSLRECV: 5\r\nabcde\r\n\r\nOK\r\n");
        bench.Send("AT+QSSLSTATE=4\r");
        Assert.Contains(",4,1,4,0,", bench.ReadUntil("\r\n\r\nOK\r\n"));
    }

    [Fact]
    public void TlsAlert_OnTheFirstHandshake_Is566AndThePeerGetsTheAlert()
    {
        using TestServer server = new();
        using Relay relay = new(server.Port);
        using Bench bench = Bench.With("tls-alert:alert=42,times=1");
        bench.Command("AT+QIACT=1");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{relay.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,566\r\n");
        bench.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 0,operate successfully\r\n\r\nOK\r\n");

        // RFC 5246, 6.2.1 and 7.2: an alert record of TLS 1.2, fatal, bad_certificate.
        Assert.True(relay.WaitFor([21, 3, 3, 0, 2, 2, 42]));
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{relay.Port},0");
        bench.Expect("\r\n+QSSLOPEN: 4,0\r\n");
    }

    [Fact]
    public void SlowPeer_OfFiveBytesAtATime_IsReadInThosePieces()
    {
        // A tenth of a second's worth at a time, of a clock that stands still while the hand-shake takes what it takes.
        ManualClock clock = new();
        using TestServer server = new();
        using Bench bench = new(options => options.Clock = clock, "slow-peer:rate=50");
        bench.Command("AT+QIACT=1");
        bench.Command($"AT+QSSLOPEN=1,1,4,\"{Certificates.ServerName}\",{server.Port},1");
        bench.Expect("\r\n+QSSLOPEN: 4,0\r\n");
        using SslStream peer = server.Accept();
        peer.Write("abcdefghijkl"u8);
        clock.PassDuring(
            () => bench.Expect(
                "\r\n+QSSLURC: \"recv\",4,5\r\nabcde\r\n+QSSLURC: \"recv\",4,5\r\nfghij\r\n+QSSLURC: \"recv\",4,2\r\nkl"),
            0.1);
    }

    [Fact]
    public void SlowPeer_ThatTakesNothing_FillsTheModulesBuffer()
    {
        using TestServer server = new();
        using Bench bench = new(options => options.MaxSendBacklog = 2000, "slow-peer:rate=10");
        using SslStream peer = bench.Connect(server);
        string result = "SEND OK";
        for (int round = 0; result == "SEND OK" && round < 5; round++)
        {
            bench.Command("AT+QSSLSEND=4,1000", "\r\n> ");
            bench.Send(new byte[1000]);
            Assert.Equal("\r\n", bench.Read(2));
            result = bench.ReadUntil("\r\n").Trim();
        }

        Assert.Equal("SEND FAIL", result);
    }
}
