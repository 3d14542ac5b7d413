// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net.Security;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Bg95Emulator;
using Bg95Ssl;
using Bg95Ssl.Pc;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>What goes wrong on a line and in a module; the driver must say so and be usable afterwards.</summary>
public sealed class TroubleTests
{
    [Fact]
    public void Open_NothingAnswers_EndsInTime()
    {
        using Bench bench = new(open: false);
        bench.Transport.Damage = (_, _, _) => 0;

        Bg95Exception thrown = Assert.Throws<Bg95Exception>(() => bench.Modem.Open(1000));

        Assert.Equal(Bg95Error.NoAnswer, thrown.Error);
        Assert.False(bench.Modem.IsOpen);
    }

    [Fact]
    public void Open_WhileTheModuleBoots_IsInStep()
    {
        using Bench bench = new(options => options.BootUrcsOnAttach = true);

        Assert.NotNull(bench.Modem.Pdp.GetAddress(1));
    }

    [Fact]
    public async Task Receive_ServerClosedEarly_GivesWhatCameThenTheEnd()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);
        using ManualResetEvent closed = new(false);
        socket.Closed += (_, _) => closed.Set();
        SslStream peer = server.Accept();
        peer.Write("half a pa"u8);
        await peer.ShutdownAsync();
        await peer.DisposeAsync();

        Assert.True(closed.WaitOne(Bench.Limit));
        Assert.Equal("half a pa", Encoding.ASCII.GetString(socket.ReadToEnd()));
        Assert.Equal(SocketState.Closing, socket.State);
        Assert.Equal(Bg95Error.ClosedByPeer, Assert.Throws<Bg95Exception>(() => socket.Send(new byte[1], 0, 1)).Error);
    }

    [Fact]
    public void Receive_NothingComes_SaysSoInTime()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);

        Assert.Equal(SslSocket.WouldBlock, socket.Receive(new byte[10], 0, 10, 0));
        Assert.Equal(SslSocket.WouldBlock, socket.Receive(new byte[10], 0, 10, 50));
    }

    [Fact]
    public void Modem_ProgramStartsAnewAndModuleDoesNot_LeftOverSocketsAreClosed()
    {
        using TestServer server = new();
        using Bench bench = new();
        _ = bench.Context().Connect(Bench.ServerName, server.Port);
        Assert.Single(bench.Module.Sockets);
        bench.Modem.Close();

        using Bg95Modem again = new(new StreamTransport(NewLine(bench)));
        again.Open();

        Assert.Empty(bench.Module.Sockets);
    }

    [Fact]
    public void Open_ModuleWaitsForTheDataOfASend_GetsInStep()
    {
        using TestServer server = new();
        using Bench bench = new();
        SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);

        Stream line = NewLine(bench);
        Say(line, $"AT+QSSLSEND={socket.Id},1460\r", "\r\n> ");
        using Bg95Modem again = new(new StreamTransport(line));
        again.Open();

        Assert.NotNull(again.Pdp.GetAddress(1));
        Assert.Empty(bench.Module.Sockets);
    }

    [Fact]
    public void Open_ModuleIsInTransparentMode_GetsInStep()
    {
        using TestServer server = new();
        using Bench bench = new();
        _ = bench.Context().Connect(Bench.ServerName, server.Port);

        Stream line = NewLine(bench);
        Say(line, $"AT+QSSLOPEN=1,0,7,\"{Bench.ServerName}\",{server.Port},2\r", "\r\nCONNECT\r\n");
        using Bg95Modem again = new(new StreamTransport(line));
        again.Open();

        Assert.NotNull(again.Pdp.GetAddress(1));
        Assert.Empty(bench.Module.Sockets);
    }

    [Fact]
    public void Module_Restarts_ReceiveSaysSoAndTheNextConnectionWorks()
    {
        using TestServer server = new();
        using Bench bench = new();
        SslContext context = bench.Context();
        using SslSocket first = context.Connect(Bench.ServerName, server.Port);
        using ManualResetEvent restarted = new(false);
        bench.Modem.Restarted += (_, _) => restarted.Set();

        bench.Module.Reboot();

        Assert.True(restarted.WaitOne(Bench.Limit));
        Assert.Equal(Bg95Error.ModuleRestarted, Assert.Throws<Bg95Exception>(() => first.Receive(new byte[10], 0, 10, 10_000)).Error);
        using ManualResetEvent closed = new(false);
        first.Closed += (_, _) => closed.Set();
        Assert.True(closed.WaitOne(Bench.Limit));
        bench.Modem.Pdp.Configure(1, "iot.example");
        bench.Modem.Pdp.Activate(1);
        using SslSocket second = context.Connect(Bench.ServerName, server.Port);
        Assert.Equal(SocketState.Connected, second.QueryState());
    }

    [Fact]
    public void Connect_PortFailsMeanwhile_EndsAtOnce()
    {
        using TestServer server = new();
        using Bench bench = new(options => options.OpenDelay = TimeSpan.FromMinutes(2));
        SslContext context = bench.Context();
        bench.Module.Traffic += (direction, bytes) =>
        {
            // The module has taken the command; now the cable is pulled.
            if (direction == LineDirection.ToHost && bench.Module.Sockets.Count == 1)
            {
                bench.Transport.Close();
            }
        };

        Bg95Exception thrown = Assert.Throws<Bg95Exception>(() => context.Connect(Bench.ServerName, server.Port));

        Assert.Equal(Bg95Error.PortFailed, thrown.Error);
        Assert.Equal(Bg95Error.PortFailed, Assert.Throws<Bg95Exception>(() => bench.Modem.Pdp.Activate(1)).Error);
    }

    [Fact]
    public void Pdp_NetworkDeactivates_ReceiveSaysSoAndEventIsRaised()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);
        using ManualResetEvent raised = new(false);
        int context = 0;
        bench.Modem.Pdp.Deactivated += (_, e) =>
        {
            context = e.ContextId;
            raised.Set();
        };

        bench.Module.LosePdpContext(1);

        Assert.True(raised.WaitOne(Bench.Limit));
        Assert.Equal(1, context);
        Assert.Equal(Bg95Error.PdpDeactivated, Assert.Throws<Bg95Exception>(() => socket.Receive(new byte[10], 0, 10, 10_000)).Error);
    }

    [Fact]
    public void DataReceived_HandlerThatReceivesAndSends_DoesNotDeadlock()
    {
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);
        byte[] buffer = new byte[100];
        socket.DataReceived += (_, _) =>
        {
            int count = socket.Receive(buffer, 0, buffer.Length, 0);

            if (count > 0)
            {
                socket.Send(buffer, 0, count);
            }
        };
        using SslStream peer = server.Accept();
        byte[] sent = PageServer.Random(5000);
        peer.Write(sent);
        byte[] back = new byte[sent.Length];
        peer.ReadTimeout = Bench.Limit;
        peer.ReadExactly(back);

        Assert.Equal(sent, back);
        Assert.Equal(0, bench.Modem.Statistics[LineCounter.HandlerErrors]);
    }

    /// <summary>The program has gone, the module has not: another line to the same module.</summary>
    private static Stream NewLine(Bench bench)
    {
        bench.Modem.Close();
        LinePair.Create(out Stream moduleSide, out Stream hostSide);
        bench.Module.Attach(moduleSide);
        return hostSide;
    }

    /// <summary>Writes a command by hand and waits for its answer.</summary>
    private static void Say(Stream line, string command, string answer)
    {
        line.Write(Encoding.ASCII.GetBytes(command));
        line.Flush();
        line.ReadTimeout = Bench.Limit;
        StringBuilder seen = new();

        while (!seen.ToString().EndsWith(answer, StringComparison.Ordinal))
        {
            seen.Append((char)line.ReadByte());
        }
    }
}
