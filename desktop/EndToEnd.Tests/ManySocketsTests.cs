// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Net.Security;
using System.Threading.Tasks;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>All twelve sockets at once over all six contexts (application note 1.2 and 2.1.2).</summary>
public sealed class ManySocketsTests
{
    private const int Size = 20_000;

    [Fact]
    public async Task Sockets_TwelveInMixedModes_EachCarriesItsOwnBothWays()
    {
        using TestServer server = new();
        using Bench bench = new();
        SslSocket[] sockets = new SslSocket[12];
        SslStream[] peers = new SslStream[12];

        for (int i = 0; i < 12; i++)
        {
            sockets[i] = bench.Context(i % 6).Connect(Bench.ServerName, server.Port, i % 3 == 0 ? AccessMode.DirectPush : AccessMode.Buffer, 65536);
            peers[i] = server.Accept();
        }

        Assert.Throws<InvalidOperationException>(() => bench.Context(0).Connect(Bench.ServerName, server.Port));
        Assert.Equal(12, bench.Modem.GetSockets([]));
        Task[] work =
        [
            .. Enumerable.Range(0, 12).Select(i => Task.Run(() => Check(sockets[i], Page(100 + i), Page(i)))),
            .. Enumerable.Range(0, 12).Select(i => Task.Run(() => Play(peers[i], Page(i), Page(100 + i)))),
        ];
        await Task.WhenAll(work).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.All(sockets, socket => Assert.Equal(0, socket.LostBytes));
        Assert.Equal(12, sockets.Select(socket => socket.Id).Distinct().Count());
        Assert.Equal(0, bench.Modem.Statistics[LineCounter.UnknownLines]);
        Assert.Equal(0, bench.Modem.Statistics[LineCounter.DamagedPayloads]);

        foreach (SslSocket socket in sockets)
        {
            socket.Close();
        }

        Assert.Empty(bench.Module.Sockets);
    }

    // Sends while it receives, on two threads.
    private static void Check(SslSocket socket, byte[] toSend, byte[] expected)
    {
        Task sending = Task.Run(() => socket.Send(toSend, 0, toSend.Length));
        Assert.Equal(expected, socket.ReadToEnd());
        sending.Wait();
    }

    private static void Play(SslStream peer, byte[] toSend, byte[] expected)
    {
        byte[] got = new byte[expected.Length];
        Task reading = Task.Run(() => peer.ReadExactly(got));
        peer.Write(toSend);
        reading.Wait();
        Assert.Equal(expected, got);
        peer.Dispose();
    }

    private static byte[] Page(int seed)
    {
        byte[] page = new byte[Size];
        new Random(seed).NextBytes(page);
        return page;
    }
}
