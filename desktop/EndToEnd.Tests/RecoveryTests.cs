// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Security;
using System.Text;
using System.Threading;
using Bg95Emulator;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The traps of module facts 4: after each of them the same modem object connects again and carries data.</summary>
public sealed class RecoveryTests
{
    /// <summary>What a socket is busy with when the module or the network goes away.</summary>
    public enum Busy
    {
        Waiting,
        Receiving,
        Pushed,
        Sending,
        Transparent,
    }

    [Theory]
    [InlineData(Busy.Waiting)]
    [InlineData(Busy.Receiving)]
    [InlineData(Busy.Pushed)]
    [InlineData(Busy.Sending)]
    [InlineData(Busy.Transparent)]
    public void Module_RestartsMeanwhile_TheNextConnectionWorks(Busy busy) => Interrupt(busy, bench => bench.Module.Reboot());

    [Theory]
    [InlineData(Busy.Waiting)]
    [InlineData(Busy.Receiving)]
    [InlineData(Busy.Pushed)]
    [InlineData(Busy.Sending)]
    [InlineData(Busy.Transparent)]
    public void Network_IsLostMeanwhile_TheNextConnectionWorks(Busy busy) => Interrupt(busy, bench => bench.Module.LosePdpContext());

    [Fact]
    public void Module_RestartsWithoutAWord_TheNextConnectionChecksTheServer()
    {
        // Module facts 8: the settings of its SSL contexts are gone, and those it has now check nothing.
        using TestServer server = new();
        using TestServer stranger = new(Certificates.Issue(Certificates.OtherRoot, "CN=stranger", Bench.ServerName));
        using Bench bench = new(options => options.BootResults = []);
        SslContext context = bench.Context();
        using ManualResetEvent restarted = new(false);
        using ManualResetEvent closed = new(false);
        bench.Modem.Restarted += (_, _) => restarted.Set();

        using (SslSocket socket = context.Connect(Bench.ServerName, server.Port))
        {
            socket.Closed += (_, _) => closed.Set();
            using SslStream peer = server.Accept();
            bench.Module.Reboot();
            bench.Modem.Pdp.Activate(1);
            Assert.Equal(Bg95Error.SocketConnectionFailed, Refused(context, stranger));
            Assert.True(restarted.WaitOne(Bench.Limit));
            Assert.True(closed.WaitOne(Bench.Limit));
        }

        ConnectAgain(bench, context, server);
    }

    [Fact]
    public void Connect_IdStillOpenInTheModule_ClosesItAndConnects()
    {
        // Module facts 4.2: here the module holds id 0, and the driver does not know of it.
        using TestServer server = new();
        using Bench bench = new();
        SslContext context = bench.Context();
        OpenBehindItsBack(bench, server);

        using SslSocket socket = context.Connect(Bench.ServerName, server.Port);

        Assert.Equal(0, socket.Id);
        Assert.Equal(SocketState.Connected, socket.QueryState());
        Assert.Contains("+QSSLOPEN: 0,563\r\n", bench.Dialogue, StringComparison.Ordinal);
    }

    [Fact]
    public void Receive_ClosedWithDataLeftAndALateUrc_GivesAll()
    {
        // Module facts 4.4.
        using TestServer server = new();
        using Bench bench = new(options => options.LateRecvAfterClosed = true);
        SslContext context = bench.Context();
        using ManualResetEvent closed = new(false);

        using (SslSocket socket = context.Connect(Bench.ServerName, server.Port))
        {
            socket.Closed += (_, _) => closed.Set();
            SslStream peer = server.Accept();
            byte[] page = PageServer.Random(10_000);
            peer.Write(page);
            peer.Dispose();
            Assert.True(closed.WaitOne(Bench.Limit));

            Assert.Equal(page, socket.ReadToEnd(700));
            Assert.Equal(SocketState.Closing, socket.State);
            Assert.Single(bench.Module.Sockets);
        }

        Assert.Empty(bench.Module.Sockets);
    }

    [Fact]
    public void Connect_RefusedAgainAndAgain_AsksForAPowerCycleAndWorksAfterIt()
    {
        // Module facts 4.10.
        bool tired = true;
        using TestServer server = new();
        using Bench bench = new(options => options.Refusal = (command, _) => tired && command == "+QSSLOPEN" ? 552 : 0);
        SslContext context = bench.Context();
        Assert.Equal(Bg95Error.InvalidParameter, Refused(context, server));
        Assert.Equal(Bg95Error.InvalidParameter, Refused(context, server));
        Assert.Equal(Bg95Error.PowerCycleNeeded, Refused(context, server));
        using ManualResetEvent restarted = new(false);
        bench.Modem.Restarted += (_, _) => restarted.Set();

        tired = false;
        bench.Module.Reboot();
        Assert.True(restarted.WaitOne(Bench.Limit));

        ConnectAgain(bench, context, server);
    }

    [Fact]
    public void Send_ModulesBufferIsFull_WaitsAndSendsAll()
    {
        // Module facts 4.8: the peer does not read for a while.
        using TestServer server = new();
        using Bench bench = new(options => options.MaxSendBacklog = 4096);
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);
        SslStream peer = server.Accept();
        byte[] page = PageServer.Random(6_000_000);
        byte[] got = new byte[page.Length];
        Exception? fault = null;
        Thread sender = new(() => fault = Record.Exception(() => socket.Send(page, 0, page.Length)));
        using ManualResetEvent full = new(false);
        bench.Module.Traffic += (direction, bytes) =>
        {
            if (direction == LineDirection.ToHost && bytes.Span.IndexOf("SEND FAIL"u8) >= 0)
            {
                full.Set();
            }
        };
        sender.Start();

        Assert.True(full.WaitOne(Bench.Limit));
        peer.ReadExactly(got);
        Assert.True(sender.Join(Bench.Limit));

        Assert.Null(fault);
        Assert.Equal(page, got);
    }

    private static void Interrupt(Busy busy, Action<Bench> interruption)
    {
        using TestServer server = new();
        using Bench bench = new();
        SslContext context = bench.Context();
        AccessMode mode = busy == Busy.Pushed ? AccessMode.DirectPush : busy == Busy.Transparent ? AccessMode.Transparent : AccessMode.Buffer;
        SslSocket socket = context.Connect(Bench.ServerName, server.Port, mode, 65536);
        SslStream peer = server.Accept();
        using ManualResetEvent closed = new(false);
        socket.Closed += (_, _) => closed.Set();
        byte[] page = PageServer.Random(200_000);
        using ManualResetEvent under = new(busy == Busy.Waiting);
        byte[] got = [];
        Exception? fault = null;
        Thread user = new(() =>
        {
            try
            {
                if (busy == Busy.Sending)
                {
                    under.Set();
                    Forever(() => socket.Send(page, 0, 3000));
                }

                got = Receive(socket, under);
            }
            catch (Exception thrown)
            {
                fault = thrown;
            }
        });
        Thread feeder = new(() =>
        {
            try
            {
                if (busy == Busy.Sending)
                {
                    Forever(() => peer.ReadExactly(new byte[1000]));
                }

                peer.Write(page.AsSpan(0, busy == Busy.Waiting ? 0 : page.Length));
            }
            catch (Exception thrown) when (thrown is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // The connection is gone.
            }
        });
        user.Start();
        feeder.Start();
        Assert.True(under.WaitOne(Bench.Limit));

        interruption(bench);

        if (busy == Busy.Transparent)
        {
            // What the module says now is payload for all the driver knows; the program takes the line back.
            Record.Exception(() => socket.SwitchMode(AccessMode.Buffer));
        }

        Assert.True(user.Join(Bench.Limit), "still waiting");
        Assert.True(fault is null or Bg95Exception or ObjectDisposedException, fault?.ToString());

        if (busy != Busy.Transparent)
        {
            Assert.Equal(page[..got.Length], got);
            Assert.True(closed.WaitOne(Bench.Limit), "Closed was not raised");
        }

        socket.Dispose();
        peer.Dispose();
        ConnectAgain(bench, context, server);
    }

    private static byte[] Receive(SslSocket socket, EventWaitHandle under)
    {
        byte[] block = new byte[1000];
        using MemoryStream all = new();
        int count;

        try
        {
            while ((count = socket.Receive(block, 0, block.Length, 30_000)) != 0)
            {
                if (count < 0)
                {
                    break;
                }

                all.Write(block, 0, count);
                under.Set();
            }
        }
        catch (Bg95Exception)
        {
            // What was received before it counts.
        }

        return all.ToArray();
    }

    private static void Forever(Action action)
    {
        while (true)
        {
            action();
        }
    }

    private static void ConnectAgain(Bench bench, SslContext context, TestServer server)
    {
        bench.Modem.Pdp.Configure(1, "iot.example");
        bench.Modem.Pdp.Activate(1);
        using SslSocket socket = context.Connect(Bench.ServerName, server.Port);
        SslStream peer = server.Accept();
        byte[] got = new byte[4];
        socket.Send("ping"u8.ToArray(), 0, 4);
        peer.ReadExactly(got);
        peer.Write("pong"u8);
        socket.ReceiveExactly(got);
        Assert.Equal("pong"u8, got);
        socket.Close();
        Assert.Empty(bench.Module.Sockets);
    }

    private static Bg95Error Refused(SslContext context, TestServer server) =>
        Assert.Throws<Bg95Exception>(() => context.Connect(Bench.ServerName, server.Port)).Error;

    // As an earlier run of the program would have left it: the driver knows nothing of that socket.
    private static void OpenBehindItsBack(Bench bench, TestServer server)
    {
        byte[] command = Encoding.ASCII.GetBytes($"AT+QSSLOPEN=1,0,0,\"{Bench.ServerName}\",{server.Port},0\r");
        bench.Transport.Write(command, 0, command.Length, Bench.Limit);
        server.Accept();
        Assert.True(SpinWait.SpinUntil(() => bench.Dialogue.Contains("+QSSLOPEN: 0,0\r\n", StringComparison.Ordinal), Bench.Limit));

        // What the driver has not looked at yet would be taken for the answer to its next command.
        Assert.True(SpinWait.SpinUntil(() => bench.DriverHasSeenAll, Bench.Limit));
    }
}
