// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Security;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Transparent access mode (application note 1.3), its ways in and out.</summary>
public sealed class TransparentModeTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly TestServer _server = new();
    private readonly Host _host;

    public TransparentModeTests()
    {
        _host = new Host(options => options.Clock = _clock);
        _host.ActivatePdp();
    }

    public void Dispose()
    {
        _host.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Data_BothWays_IsPayloadAndNothingElse()
    {
        using SslStream peer = OpenTransparent();
        _host.Send("AT\r\n+++x\0\u001a\u001b");
        Assert.Equal("AT\r\n+++x\0\u001a\u001b", Read(peer, 11));
        peer.Write("\r\nOK\r\n+QSSLURC: \"closed\",4\r\n"u8);
        _host.Expect("\r\nOK\r\n+QSSLURC: \"closed\",4\r\n");
    }

    [Fact]
    public void Escape_BetweenSilences_LeavesAndAtoComesBack()
    {
        using SslStream peer = OpenTransparent();
        _host.Escape(_clock);
        peer.Write("buffered"u8);
        _host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        _host.Command("AT+QSSLRECV=4,4", "\r\n+QSSLRECV: 4\r\nbuff\r\n\r\nOK\r\n");
        _host.Command("ATO", "\r\nCONNECT\r\nered");
        _host.Send("again");
        Assert.Equal("again", Read(peer, 5));
        _host.Escape(_clock);
        _host.Command("AT+QISWTMD=4,2", "\r\nCONNECT\r\n");
        peer.Write("x"u8);
        _host.Expect("x");
    }

    [Theory]
    [InlineData("a+++")]
    [InlineData("++++")]
    [InlineData("+++a")]
    [InlineData("++")]
    [InlineData("+")]
    public void Pluses_ThatAreNoEscape_AreData(string text)
    {
        using SslStream peer = OpenTransparent();
        _host.WaitUntilTaken();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _host.Type(text);
        _host.WaitUntilTaken();

        // One or two of them are held back until it is too late for the third; the others come without any time passing.
        _clock.PassDuring(() => Assert.Equal(text, Read(peer, text.Length)), text.Length < 3 ? 0.25 : 0);
    }

    [Fact]
    public void Pluses_WithoutSilenceBefore_AreData()
    {
        using SslStream peer = OpenTransparent();
        _host.Send("a");
        Assert.Equal("a", Read(peer, 1));
        _host.Type("+++");
        Assert.Equal("+++", Read(peer, 3));
    }

    [Fact]
    public void Pluses_FollowedTooSoon_AreData()
    {
        using SslStream peer = OpenTransparent();
        _host.WaitUntilTaken();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _host.Type("+++");
        _host.WaitUntilTaken();
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        _host.Send("a");
        Assert.Equal("+++a", Read(peer, 4));
    }

    [Fact]
    public void PeerCloses_InTransparentMode_IsNoCarrier()
    {
        using (SslStream peer = OpenTransparent())
        {
            peer.Write("last"u8);
        }

        _host.Expect("last\r\nNO CARRIER\r\n");
        _host.Command("ATO", "\r\nNO CARRIER\r\n");
        ExpectState(4);
        _host.Command("AT+QSSLCLOSE=4");
        _host.Command("AT+QSSLSTATE");
    }

    [Fact]
    public void Ato_WithoutAnyConnection_IsNoCarrier()
    {
        _host.Command("ATO", "\r\nNO CARRIER\r\n");
    }

    [Fact]
    public void Ato_AfterTheSocketWasClosed_IsNoCarrier()
    {
        using SslStream peer = OpenTransparent();
        _host.Escape(_clock);
        _host.Command("AT+QSSLCLOSE=4");
        _host.Command("ATO", "\r\nNO CARRIER\r\n");
    }

    [Fact]
    public void Dtr_WithD0_MeansNothing()
    {
        _host.Command("AT&D0");
        using SslStream peer = OpenTransparent();
        _host.Module.SetDataTerminalReady(false);
        _host.Module.SetDataTerminalReady(true);
        _host.Send("on");
        Assert.Equal("on", Read(peer, 2));
    }

    [Fact]
    public void Dtr_WithD1_LeavesAndKeepsTheConnection()
    {
        _host.Command("AT&D1");
        using SslStream peer = OpenTransparent();
        _host.Module.SetDataTerminalReady(true);
        _host.Module.SetDataTerminalReady(false);
        _host.Expect("\r\nOK\r\n");
        ExpectState(2);

        // Only the drop counts: with DTR down transparent mode can be entered again.
        _host.Command("ATO", "\r\nCONNECT\r\n");
        _host.Module.SetDataTerminalReady(true);
        peer.Write("x"u8);
        _host.Expect("x");
        _host.Module.SetDataTerminalReady(false);
        _host.Expect("\r\nOK\r\n");
    }

    [Fact]
    public void Dtr_WithD2_EndsTheConnectionToo()
    {
        _host.Command("AT&D2");
        using SslStream peer = OpenTransparent();
        _host.Module.SetDataTerminalReady(false);
        _host.Expect("\r\nNO CARRIER\r\n");
        ExpectState(4);
        Assert.ThrowsAny<IOException>(() => peer.ReadExactly(new byte[1]));
    }

    /// <summary>A peer that does not read stops the data, and "+++" with it; DTR is a wire of its own.</summary>
    [Fact]
    public async Task Dtr_WhileThePeerDoesNotRead_LeavesAllTheSame()
    {
        _host.Command("AT&D1");
        await using SslStream peer = OpenTransparent();
        Task filling = Task.Run(
            () =>
            {
                try
                {
                    _host.Send(new byte[30_000_000]);
                }
                catch (IOException)
                {
                    // The end of the test: the line never took all of it.
                }
            },
            TestContext.Current.CancellationToken);

        _host.Module.SetDataTerminalReady(false);
        _host.Expect("\r\nOK\r\n");
        _host.Dispose();
        await filling;
    }

    /// <summary>Held back and delivered afterwards; what is pushed waits, and its peer with it.</summary>
    [Fact]
    public void OtherSockets_DuringTransparentMode_AreHeardAfterwards()
    {
        using SslStream buffered = OpenOther(5, 0);
        using SslStream pushed = OpenOther(6, 1);
        SslStream closed = OpenOther(7, 0);
        using SslStream peer = OpenTransparent();
        buffered.Write("b"u8);
        Wait.Until(() => Find(5).BytesUnread == 1);
        closed.Dispose();
        Wait.Until(() => Find(7).State == 4);
        pushed.Write("push"u8);
        Wait.Until(() => Find(6).BytesIn == 4);
        peer.Write("mine"u8);
        _host.Expect("mine");
        _host.Escape(_clock);

        // In whatever order the three sockets' threads came to it.
        string[] results =
            ["\r\n+QSSLURC: \"recv\",5\r\n", "\r\n+QSSLURC: \"closed\",7\r\n", "\r\n+QSSLURC: \"recv\",6,4\r\npush"];
        string heard = Encoding.Latin1.GetString(_host.ReadBytes(string.Concat(results).Length));
        Assert.All(results, result => Assert.Contains(result, heard));
    }

    [Fact]
    public void ServerThatSpeaksFirst_IsHeardAfterConnect()
    {
        using BouncyServer server = new(new BouncyServerOptions { Greeting = "220 ready\r\n" });
        for (int round = 0; round < 20; round++)
        {
            _host.Command(
                $"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port},2", "\r\nCONNECT\r\n220 ready\r\n");
            server.Accept().Dispose();
            _host.Expect("\r\nNO CARRIER\r\n");
            _host.Command("AT+QSSLCLOSE=4");
        }
    }

    [Fact]
    public void SwitchToTransparent_WithDataBuffered_GivesItFirst()
    {
        _host.Open(_server.Port);
        using SslStream peer = _server.Accept();
        peer.Write("one"u8);
        _host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        _host.Command("AT+QISWTMD=4,2", "\r\nCONNECT\r\none");
        peer.Write("two"u8);
        _host.Expect("two");
        _host.Escape(_clock);
        peer.Write("three"u8);
        _host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
    }

    [Fact]
    public void LineReplaced_InTransparentMode_LeavesABufferedSocket()
    {
        using SslStream peer = OpenTransparent();
        LinePair.Create(out Stream moduleSide, out Stream line);
        using (line)
        {
            _host.Module.Attach(moduleSide);
            line.ReadTimeout = 20_000;
            Wait.Until(() => _host.Module.Sockets[0].AccessMode == 0);
            peer.Write("abc"u8);
            Assert.Equal("\r\n+QSSLURC: \"recv\",4\r\n", ReadLine(line, 22));
        }
    }

    [Fact]
    public void Open_ThatFails_GetsErrorAndItsNumber()
    {
        _host.Command("AT+QSSLOPEN=2,1,4,\"x\",443,2", "\r\nERROR\r\n");
        _host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 561, open pdp context failed\r\n\r\nOK\r\n");
        Assert.Empty(_host.Module.Sockets);
    }

    [Fact]
    public void Reboot_InTransparentMode_EndsIt()
    {
        using SslStream peer = OpenTransparent();
        _host.Module.Reboot();
        _host.Expect("\r\nRDY\r\n");
        _host.ReadUntil("+QIND: SMS DONE\r\n");
        _host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        _host.Command("ATO", "\r\nNO CARRIER\r\n");
    }

    private static string Read(SslStream peer, int size) => ReadLine(peer, size);

    private static string ReadLine(Stream stream, int size)
    {
        byte[] bytes = new byte[size];
        stream.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    private SocketSnapshot Find(int id) => Array.Find([.. _host.Module.Sockets], socket => socket.Id == id)!;

    private SslStream OpenTransparent()
    {
        _host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{_server.Port},2", "\r\nCONNECT\r\n");
        return _server.Accept();
    }

    private SslStream OpenOther(int id, int mode)
    {
        _host.Command($"AT+QSSLOPEN=1,1,{id},\"{Host.ServerName}\",{_server.Port},{mode}");
        _host.Expect($"\r\n+QSSLOPEN: {id},0\r\n");
        return _server.Accept();
    }

    private void ExpectState(int state)
    {
        _host.Send("AT+QSSLSTATE=4\r");
        Assert.Contains($",{state},1,4,0,\"uart1\",1\r\n", _host.ReadUntil("\r\n\r\nOK\r\n"));
    }
}
