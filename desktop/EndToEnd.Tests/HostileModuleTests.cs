// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using Bg95Ssl;
using Bg95Ssl.Tests;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>
/// A module gone mad: valid dialogues, cut short, split anywhere, with random bytes and URCs between. Whatever comes, the driver
/// throws what it documents, comes back within its limits, and gives out no byte as good that the peer has not sent.
/// </summary>
public sealed class HostileModuleTests
{
    private const int Tests = 10;
    private const int SeedsPerTest = 40;
    private const int Rounds = 4;

    private const int LimitMilliseconds = Bench.Limit;

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, Tests).Select(test => 1 + (test * SeedsPerTest))];

    [Fact]
    public void Modem_WithTheSameModuleNotMad_SeesItsSockets()
    {
        // What is read of a mad module's answers tests nothing unless they are answers as long as it is not mad.
        VirtualTime time = new();
        using Bg95Modem modem = new(new HostileLine(1, time), time: time);
        modem.Open();
        SslContext context = modem.SslContexts[0];
        context.CaCertificate = "ca.pem";
        using SslSocket first = context.Connect("a.example", 443);
        using SslSocket second = context.Connect("a.example", 443, AccessMode.DirectPush);
        SslSocketInfo[] infos = [new(), new(), new()];

        Assert.Equal(2, modem.GetSockets(infos));
        Assert.Equal(
            [(first.Id, AccessMode.Buffer), (second.Id, AccessMode.DirectPush)],
            infos[..2].Select(info => (info.Id, info.Mode)));
        Assert.All(infos[..2], info => Assert.Equal(
            ("192.0.2.1", 443, SocketState.Connected, 1, 0),
            (info.Address, info.RemotePort, info.State, info.PdpContextId, info.SslContextId)));
        Assert.Equal(SocketState.Connected, second.QueryState());

        first.Close();

        Assert.Equal(1, modem.GetSockets(infos));
        Assert.Equal(second.Id, infos[0].Id);
    }

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public void Modem_WithAHostileModule_ThrowsWhatIsDocumentedAndInventsNothing(int firstSeed)
    {
        int worked = 0;

        for (int seed = firstSeed; seed < firstSeed + SeedsPerTest; seed++)
        {
            try
            {
                worked += Use(seed);
            }
            catch (Exception thrown)
            {
                throw new InvalidOperationException($"seed {seed}", thrown);
            }
        }

        Assert.True(worked > SeedsPerTest, $"data were received {worked} times");
    }

    // Gives how many times data were received.
    private static int Use(int seed)
    {
        VirtualTime time = new();
        HostileLine line = new(seed, time);
        using Bg95Modem modem = new(line, time: time);
        modem.Open();
        SslContext context = modem.SslContexts[0];
        context.CaCertificate = "ca.pem";
        Random choice = new(seed);
        byte[] block = new byte[200];
        int worked = 0;

        for (int round = 0; round < Rounds; round++)
        {
            line.Mad = false;
            AccessMode mode = (AccessMode)(round % 2);

            // What is left of the madness may spoil one attempt or two.
            SslSocket? connected = null;

            for (int attempt = 0; connected == null && attempt < 5; attempt++)
            {
                connected = Try(time, () => context.Connect("a.example", 443, mode, 1500));
            }

            SslSocket socket = connected ?? throw new TimeoutException("no connection in five attempts");
            worked += Receive(time, line, socket, block, 0);
            line.Mad = true;

            for (int i = 0; i < 6; i++)
            {
                switch (choice.Next(5))
                {
                    // No send: without its result the driver waits for the module's 30 s.
                    case 0:
                    case 1:
                        Try(time, () => socket.QueryState());
                        break;

                    case 2:
                        Try(time, () => modem.GetSockets([new SslSocketInfo()]));
                        break;

                    default:
                        worked += Receive(time, line, socket, block, choice.Next(20));
                        break;
                }
            }

            line.Mad = false;
            socket.Dispose();
        }

        // In step: a question gets its own answer.
        Assert.Equal("192.0.2.7", Try(time, () => modem.Pdp.GetAddress(1)) ?? modem.Pdp.GetAddress(1));
        Assert.Equal(0, modem.Statistics[LineCounter.HandlerErrors]);
        return worked;
    }

    private static int Receive(VirtualTime time, HostileLine line, SslSocket socket, byte[] block, int timeout)
    {
        int count = Try(time, () => socket.Receive(block, 0, block.Length, timeout));

        if (count <= 0)
        {
            return 0;
        }

        line.CheckSent(socket.Id, block.AsSpan(0, count));
        return 1;
    }

    // What would wait for ever throws here: nothing can happen any more.
    private static T? Try<T>(VirtualTime time, Func<T> action)
    {
        long start = time.Now;

        try
        {
            return action();
        }
        catch (Exception thrown) when (thrown is Bg95Exception or ObjectDisposedException or InvalidOperationException { Message: "no socket" })
        {
            return default;
        }
        finally
        {
            Assert.InRange(time.Now - start, 0, LimitMilliseconds);
        }
    }
}
