// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Security;
using System.Text;
using System.Threading;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>Direct push and transparent mode (application note 1.3), driver and emulated module together.</summary>
public sealed class ModeTests
{
    private static readonly byte[] s_hostile =
        Encoding.ASCII.GetBytes("\r\nOK\r\n\r\n+QSSLURC: \"closed\",0\r\n\r\nNO CARRIER\r\n\r\nRDY\r\n> +++\u001a\u001b\0\r\n\r");

    [Fact]
    public void Receive_DirectPush_GivesWhatTheServerSent()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port, AccessMode.DirectPush, 65536);
        SslStream peer = server.Accept();
        byte[] page = Page(60_000);

        peer.Write(page);
        peer.Dispose();

        Assert.Equal(page, socket.ReadToEnd());
        Assert.Equal(0, socket.LostBytes);
        Assert.DoesNotContain("QSSLRECV", bench.Dialogue);
    }

    [Fact]
    public void Receive_DirectPushToSeveralSockets_EachGetsItsOwn()
    {
        using TestServer server = new();
        using Bench bench = new();
        SslContext context = bench.Context();
        SslSocket[] sockets = new SslSocket[4];
        SslStream[] peers = new SslStream[4];

        for (int i = 0; i < 4; i++)
        {
            sockets[i] = context.Connect(Bench.ServerName, server.Port, i % 2 == 0 ? AccessMode.DirectPush : AccessMode.Buffer, 16384);
            peers[i] = server.Accept();
        }

        for (int i = 0; i < 4; i++)
        {
            peers[i].Write(Encoding.ASCII.GetBytes(new string((char)('a' + i), 10_000)));
            peers[i].Dispose();
        }

        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(new string((char)('a' + i), 10_000), Encoding.ASCII.GetString(sockets[i].ReadToEnd()));
        }
    }

    [Fact]
    public void Receive_RingOverflows_GivesWhatFittedThenTheError()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port, AccessMode.DirectPush, 1500);
        using SslSocket other = bench.Context().Connect(Bench.ServerName, server.Port);
        SslStream peer = server.Accept();
        SslStream otherPeer = server.Accept();
        byte[] page = Page(20_000);
        using MemoryStream all = new();
        byte[] block = new byte[1500];

        peer.Write(page);
        Assert.True(SpinWait.SpinUntil(() => socket.LostBytes > 0, Bench.Limit));

        Bg95Exception thrown = Assert.Throws<Bg95Exception>(() =>
        {
            int count;

            while ((count = socket.Receive(block, 0, block.Length, 10_000)) > 0)
            {
                all.Write(block, 0, count);
            }
        });

        Assert.Equal(Bg95Error.RingOverflow, thrown.Error);
        Assert.Equal(page[..(int)all.Length], all.ToArray());
        Assert.Equal(SocketState.Faulted, socket.State);
        Assert.True(bench.Modem.Statistics[LineCounter.RingOverflows] > 0);
        otherPeer.Write("fine"u8);
        Assert.Equal(4, other.Receive(block, 0, 1500, 10_000));
    }

    [Fact]
    public void SendAndReceive_Transparent_CarryAnyBytes()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port, AccessMode.Transparent);
        SslStream peer = server.Accept();
        byte[] page = Page(50_000);
        byte[] echo = new byte[50_000];
        Thread mirror = new(() =>
        {
            peer.ReadExactly(echo);
            peer.Write(echo);
            peer.Write(s_hostile);
            peer.Write("!"u8);
        });
        mirror.Start();

        socket.Send(page, 0, page.Length);
        byte[] back = new byte[page.Length + s_hostile.Length + 1];
        ReceiveExactly(socket, back);

        Assert.Equal(page, back[..page.Length]);
        Assert.Equal(s_hostile, back[page.Length..^1]);
        Assert.Equal(SocketState.Connected, socket.State);
        mirror.Join();
    }

    [Fact]
    public void SwitchMode_TransparentAndBack_GoesOnInEachMode()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);
        SslStream peer = server.Accept();
        byte[] block = new byte[16];

        foreach (AccessMode mode in (AccessMode[])[AccessMode.Transparent, AccessMode.Buffer, AccessMode.DirectPush, AccessMode.Transparent, AccessMode.DirectPush, AccessMode.Buffer])
        {
            socket.SwitchMode(mode);
            Assert.Equal(mode, socket.Mode);
            socket.Send("ping"u8.ToArray(), 0, 4);
            peer.ReadExactly(block, 0, 4);
            Assert.Equal("ping"u8, block.AsSpan(0, 4));
            peer.Write("pong"u8);
            byte[] answer = new byte[4];
            ReceiveExactly(socket, answer);
            Assert.Equal("pong"u8, answer);
        }

        Assert.Contains("ATO\r", bench.Dialogue);
        Assert.Contains("AT+QISWTMD=0,2\r", bench.Dialogue);
    }

    [Fact]
    public void Send_AnotherSocketWhileTransparent_IsRefusedAtOnceAndWorksAfterwards()
    {
        using TestServer server = new();
        using Bench bench = new();
        SslContext context = bench.Context();
        using SslSocket other = context.Connect(Bench.ServerName, server.Port);
        SslStream otherPeer = server.Accept();
        using SslSocket socket = context.Connect(Bench.ServerName, server.Port, AccessMode.Transparent);
        byte[] block = new byte[16];

        Assert.Equal(Bg95Error.LineBusy, Assert.Throws<Bg95Exception>(() => other.Send(block, 0, 1)).Error);
        otherPeer.Write("late"u8);
        socket.SwitchMode(AccessMode.Buffer);

        Assert.Equal(4, other.Receive(block, 0, 16, 10_000));
        Assert.Equal("late"u8, block.AsSpan(0, 4));
    }

    [Fact]
    public void Receive_PeerClosesWhileTransparent_GivesWhatCameThenTheEnd()
    {
        using TestServer server = new();
        using Bench bench = new();
        SslContext context = bench.Context();
        using ManualResetEvent closed = new(false);
        using (SslSocket socket = context.Connect(Bench.ServerName, server.Port, AccessMode.Transparent))
        {
            socket.Closed += (_, _) => closed.Set();
            SslStream peer = server.Accept();
            peer.Write("the end\r\nNO CARR"u8);
            peer.Dispose();

            Assert.Equal("the end\r\nNO CARR", Encoding.ASCII.GetString(socket.ReadToEnd()));
            Assert.True(closed.WaitOne(Bench.Limit));
            Assert.Equal(SocketState.Closing, socket.State);
        }

        using SslSocket next = context.Connect(Bench.ServerName, server.Port);
        Assert.Equal(SocketState.Connected, next.QueryState());
    }

    [Fact]
    public void Send_WithoutLength_ArrivesAndControlBytesAreRefused()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);
        SslStream peer = server.Accept();
        byte[] text = Encoding.ASCII.GetBytes("Test data from\r\nOK SSL");
        socket.SendVariable(text, 0, 21);
        byte[] got = new byte[21];
        peer.ReadExactly(got);
        Assert.Equal("Test data from\r\nOK SS", Encoding.ASCII.GetString(got));

        Assert.Throws<ArgumentException>(() => socket.SendVariable([1, 2, 3, 4, 5, 0x1A, 7], 0, 7));
        Assert.Throws<ArgumentException>(() => socket.SendVariable([1, 2, 3, 4, 5, 0x1B, 7], 0, 7));
        Assert.Throws<ArgumentException>(() => socket.SendVariable(new byte[1461], 0, 1461));
        socket.SendVariable(text, 0, 0);
        Assert.Contains("\u001b", bench.Dialogue);
        socket.SendVariable(new byte[1460], 0, 1460);
        byte[] all = new byte[1460];
        peer.ReadExactly(all);
        Assert.Equal(new byte[1460], all);
    }

    [Fact]
    public void GetSockets_SeveralOpen_ListsThem()
    {
        using TestServer server = new();
        using Bench bench = new();
        SslContext context = bench.Context(3);
        using SslSocket first = context.Connect(Bench.ServerName, server.Port);
        using SslSocket second = context.Connect(Bench.ServerName, server.Port, AccessMode.DirectPush);
        SslSocketInfo[] infos = [new(), new(), new()];
        second.GetInfo(infos[2]);

        Assert.Equal(2, bench.Modem.GetSockets(infos));
        Assert.Equal(second.Id, infos[1].Id);
        Assert.Equal(AccessMode.DirectPush, infos[1].Mode);
        Assert.Equal(3, infos[1].SslContextId);
        Assert.Equal(1, infos[1].PdpContextId);
        Assert.Equal(server.Port, infos[0].RemotePort);
        Assert.Equal("127.0.0.1", infos[0].Address);
        Assert.Equal(SocketState.Connected, infos[0].State);
        Assert.Equal(second.Id, infos[2].Id);
        first.GetInfo(infos[2]);
        Assert.Equal(first.Id, infos[2].Id);
    }

    private static void ReceiveExactly(SslSocket socket, byte[] target)
    {
        for (int got = 0; got < target.Length;)
        {
            int count = socket.Receive(target, got, target.Length - got, 10_000);
            Assert.True(count > 0, $"{count} after {got} bytes");
            got += count;
        }
    }

    private static byte[] Page(int length)
    {
        byte[] page = new byte[length];
        new Random(length).NextBytes(page);
        return page;
    }
}
