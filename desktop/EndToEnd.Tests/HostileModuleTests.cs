// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Threading.Tasks;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>
/// A module gone mad: valid dialogues, cut short, split anywhere, with random bytes and URCs between. Whatever comes, the driver
/// throws what it documents, comes back within its limits, and gives out no byte as good that the peer has not sent.
/// </summary>
public sealed class HostileModuleTests
{
    private const int Rounds = 4;
    private const int LimitMilliseconds = Bench.Limit;

    [Fact]
    public void Modem_WithTheSameModuleNotMad_SeesItsSockets()
    {
        // What is read of a mad module's answers tests nothing unless they are answers as long as it is not mad.
        using Bg95Modem modem = new(new HostileLine(1));
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
    [InlineData(1)]
    [InlineData(2)]
    public void Modem_WithAHostileModule_ThrowsWhatIsDocumentedAndInventsNothing(int seed)
    {
        HostileLine line = new(seed);
        using Bg95Modem modem = new(line);
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
                connected = Try(() => context.Connect("a.example", 443, mode, 1500));
            }

            SslSocket socket = connected ?? throw new TimeoutException("no connection in five attempts");
            worked += Receive(line, socket, block, 0);
            line.Mad = true;

            for (int i = 0; i < 6; i++)
            {
                switch (choice.Next(5))
                {
                    // No send: without its result the driver waits for the module's 30 s.
                    case 0:
                    case 1:
                        Try(() => socket.QueryState());
                        break;

                    case 2:
                        Try(() => modem.GetSockets([new SslSocketInfo()]));
                        break;

                    default:
                        worked += Receive(line, socket, block, choice.Next(20));
                        break;
                }
            }

            line.Mad = false;
            socket.Dispose();
        }

        // In step: a question gets its own answer.
        Assert.Equal("192.0.2.7", Try(() => modem.Pdp.GetAddress(1)) ?? modem.Pdp.GetAddress(1));
        Assert.True(worked > 0);
        Assert.Equal(0, modem.Statistics[LineCounter.HandlerErrors]);
    }

    private static int Receive(HostileLine line, SslSocket socket, byte[] block, int timeout)
    {
        int count = Try(() => socket.Receive(block, 0, block.Length, timeout));

        if (count <= 0)
        {
            return 0;
        }

        line.CheckSent(socket.Id, block.AsSpan(0, count));
        return 1;
    }

    private static T? Try<T>(Func<T> action)
    {
        try
        {
            Task<T> running = Task.Run(action);
            Assert.True(Task.WhenAny(running).Wait(LimitMilliseconds), "the driver hangs");
            return running.GetAwaiter().GetResult();
        }
        catch (Exception thrown) when (thrown is Bg95Exception or ObjectDisposedException or InvalidOperationException { Message: "no socket" })
        {
            return default;
        }
    }
}
