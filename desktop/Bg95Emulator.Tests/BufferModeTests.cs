// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Globalization;
using System.Net.Security;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class BufferModeTests
{
    [Fact]
    public void Receive_Announcement_ComesOnceUntilReadEmpty()
    {
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        peer.Write("abc"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        peer.Write("def"u8);
        WaitForUnread(host, 6);
        host.Command("AT+QSSLRECV=4,2", "\r\n+QSSLRECV: 2\r\nab\r\n\r\nOK\r\n");
        peer.Write("ghi"u8);
        WaitForUnread(host, 7);
        host.Command("AT+QSSLRECV=4,10", "\r\n+QSSLRECV: 7\r\ncdefghi\r\n\r\nOK\r\n");
        peer.Write("j"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
    }

    [Fact]
    public void Receive_OfExactlyAll_LetsTheNextDataBeAnnounced()
    {
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        peer.Write("abc"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4,3", "\r\n+QSSLRECV: 3\r\nabc\r\n\r\nOK\r\n");
        peer.Write("d"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4", "\r\n+QSSLRECV: 1\r\nd\r\n\r\nOK\r\n");
        host.Command("AT+QSSLRECV=4", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
    }

    /// <summary>A server that speaks at once and hangs up: opened, then data, then closed, however close together.</summary>
    [Fact]
    public void Results_OfAHastyServer_ComeInOrder()
    {
        using BouncyServer server = new(new BouncyServerOptions { Greeting = "220 ready\r\n", HangUp = true });
        using Host host = new();
        host.ActivatePdp();
        for (int round = 0; round < 20; round++)
        {
            host.Open(server.Port);
            host.Expect("\r\n+QSSLURC: \"recv\",4\r\n\r\n+QSSLURC: \"closed\",4\r\n");
            host.Command("AT+QSSLRECV=4", "\r\n+QSSLRECV: 11\r\n220 ready\r\n\r\n\r\nOK\r\n");
            host.Command("AT+QSSLRECV=4", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
            host.Command("AT+QSSLCLOSE=4");
        }
    }

    [Fact]
    public void PeerThatBreaksOff_WithoutGoodbye_IsClosedToo()
    {
        using BouncyServer server = new(new BouncyServerOptions());
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        server.Accept().Break();
        host.Expect("\r\n+QSSLURC: \"closed\",4\r\n");
        host.Command("AT+QSSLSEND=4,1", "\r\nERROR\r\n");
    }

    [Fact]
    public void Receive_PayloadThatLooksLikeResults_IsNotTouched()
    {
        const string Payload = "\r\nOK\r\n> \r\n+QSSLURC: \"closed\",4\r\n\0\u001a\u00ff\r\n";
        using TestServer server = new();
        using Host host = new(options => options.DeliveryChunk = 3);
        using SslStream peer = Connect(host, server);
        peer.Write(Encoding.Latin1.GetBytes(Payload));
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4", $"\r\n+QSSLRECV: {Payload.Length}\r\n{Payload}\r\n\r\nOK\r\n");
    }

    [Fact]
    public async Task PeerCloses_WithDataLeft_DataCanStillBeRead()
    {
        using TestServer server = new();
        using Host host = new();
        SslStream peer = Connect(host, server);
        peer.Write("last"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        await peer.ShutdownAsync();
        await peer.DisposeAsync();
        host.Expect("\r\n+QSSLURC: \"closed\",4\r\n");
        host.Send("AT+QSSLSTATE=4\r");
        Assert.Contains(",4,1,4,0,\"uart1\",1\r\n", host.ReadUntil("\r\n\r\nOK\r\n"));
        host.Command("AT+QSSLRECV=4,1500", "\r\n+QSSLRECV: 4\r\nlast\r\n\r\nOK\r\n");
        host.Command("AT+QSSLSEND=4,1", "\r\nERROR\r\n");
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port}", "\r\nOK\r\n");
        host.Expect("\r\n+QSSLOPEN: 4,563\r\n");
        host.Command("AT+QSSLCLOSE=4,0");
        host.Open(server.Port);
    }

    [Fact]
    public async Task PeerCloses_WithDataLeft_MayBeFollowedByALateRecv()
    {
        using TestServer server = new();
        using Host host = new(options => options.LateRecvAfterClosed = true);
        SslStream peer = Connect(host, server);
        peer.Write("last"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        await peer.ShutdownAsync();
        await peer.DisposeAsync();
        host.Expect("\r\n+QSSLURC: \"closed\",4\r\n\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4,1500", "\r\n+QSSLRECV: 4\r\nlast\r\n\r\nOK\r\n");
        host.Command("AT+QSSLRECV=4,1500", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Send_WithUnsolicitedAfterPrompt_KeepsItBack()
    {
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        host.Command("AT+QSSLSEND=4,6", "\r\n> ");
        host.Module.SendUnsolicited("+QIND: 1");
        host.Send("\u001a\u001b\rAT\r");
        host.Expect("\r\nSEND OK\r\n\r\n+QIND: 1\r\n");
        Assert.Equal("\u001a\u001b\rAT\r", Read(peer, 6));
    }

    [Fact]
    public void Send_OutOfRange_GetsErrorWithoutPrompt()
    {
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        host.Command("AT+QSSLSEND=4,1461", "\r\nERROR\r\n");
        host.Command("AT+QSSLSEND=4,0", "\r\nERROR\r\n");
        host.Command("AT+QSSLSEND=5,1", "\r\nERROR\r\n");
        host.Command("AT+QSSLRECV=4,0", "\r\nERROR\r\n");
        host.Command("AT+QSSLRECV=4,1501", "\r\nERROR\r\n");
        host.Command("AT+QSSLRECV=12,1", "\r\nERROR\r\n");
    }

    [Fact]
    public void Send_VariableLength_EscapedOrTooLong_SendsNothing()
    {
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        host.Command("AT+QSSLSEND=4", "\r\n> ");
        host.Send("never\u001b");
        host.Expect("\r\nOK\r\n");
        host.Command("AT+QSSLSEND=4", "\r\n> ");
        host.Send(new string('x', 1461) + "\u001a");
        host.Expect("\r\nERROR\r\n");
        host.Command("AT+QSSLSEND=4", "\r\n> ");
        host.Send(new string('y', 1460) + "\u001a");
        host.Expect("\r\nSEND OK\r\n");
        Assert.Equal(new string('y', 1460), Read(peer, 1460));
    }

    [Fact]
    public void Send_WhilePeerDoesNotRead_EndsInSendFail()
    {
        using TestServer server = new();
        using Host host = new(options => options.MaxSendBacklog = 2000);
        using SslStream peer = Connect(host, server);
        string result = string.Empty;
        for (int i = 0; i < 20_000 && result != "\r\nSEND FAIL\r\n"; i++)
        {
            host.Command("AT+QSSLSEND=4,1460", "\r\n> ");
            host.Send(new byte[1460]);
            host.Expect("\r\nSEND ");
            result = "\r\nSEND " + host.ReadUntil("\r\n");
        }

        Assert.Equal("\r\nSEND FAIL\r\n", result);
        host.Command("AT+QSSLCLOSE=4,0");
    }

    [Fact]
    public void Quirks_OfOtherFirmware_ChangeTheWireForm()
    {
        using TestServer server = new();
        using Host host = new(options =>
        {
            options.SingleLineEndAfterPayload = true;
            options.PromptWithoutSpace = true;
            options.SingleLineEndBeforeOpenResult = true;
            options.CloseTakesNoTimeout = true;
        });
        host.ActivatePdp();
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port}", "\r\nOK\r\n+QSSLOPEN: 4,0\r\n");
        using SslStream peer = server.Accept();
        host.Command("AT+QSSLSEND=4,1", "\r\n>");
        host.Send("x");
        host.Expect("\r\nSEND OK\r\n");
        peer.Write("yz"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4,9", "\r\n+QSSLRECV: 2\r\nyz\r\nOK\r\n");
        host.Command("AT+QSSLRECV=4,9", "\r\n+QSSLRECV: 0\r\n\r\nOK\r\n");
        host.Command("AT+QSSLCLOSE=4,10", "\r\nERROR\r\n");
        host.Command("AT+QSSLCLOSE=4");
    }

    [Fact]
    public async Task Receive_TenMegabytes_ArrivesWhole()
    {
        const int Size = 10_000_000;
        byte[] sent = new byte[Size];
        new Random(1).NextBytes(sent);
        using TestServer server = new();
        using Host host = new();
        using SslStream peer = Connect(host, server);
        Task writing = peer.WriteAsync(sent, TestContext.Current.CancellationToken).AsTask();

        byte[] got = new byte[Size];
        int count = 0;
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        while (count < Size)
        {
            host.Send("AT+QSSLRECV=4,1500\r");
            string line = string.Empty;
            while (!line.StartsWith("+QSSLRECV: ", StringComparison.Ordinal))
            {
                line = host.ReadUntil("\n");
            }

            int part = int.Parse(line.Trim()["+QSSLRECV: ".Length..], CultureInfo.InvariantCulture);
            host.ReadBytes(part).CopyTo(got, count);
            count += part;
            host.Expect(part == 0 ? "\r\nOK\r\n" : "\r\n\r\nOK\r\n");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Size / watch.Elapsed.TotalSeconds / 1e6:F1} MB/s");
        await writing;
        Assert.Equal(sent, got);
    }

    private static SslStream Connect(Host host, TestServer server)
    {
        host.ActivatePdp();
        host.Open(server.Port);
        return server.Accept();
    }

    private static string Read(SslStream peer, int size)
    {
        byte[] bytes = new byte[size];
        peer.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    private static void WaitForUnread(Host host, int count) => Wait.Until(() => host.Module.Sockets[0].BytesUnread == count);
}
