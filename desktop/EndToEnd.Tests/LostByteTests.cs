// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using System.Text;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>A byte that the line loses costs the connection, and never is anything wrong given for right. It mostly waits for bytes that do not come.</summary>
public sealed class LostByteTests
{
    [Fact]
    public void Line_LosesAnyOneByteOfAnAnswer_NeverGivesWrongData()
    {
        byte[] page = Encoding.ASCII.GetBytes(string.Concat(System.Linq.Enumerable.Repeat("\r\n\r\nOK\r\n+QSSLURC: \"recv\",0\r\n", 4)));
        using TestServer server = new();
        using Bench bench = new();
        SslContext context = bench.Context();
        int errors = 0;

        // Header, payload and what follows are about 150 bytes; each byte in turn is lost.
        for (int lost = 0; lost < page.Length + 40; lost += 3)
        {
            using SslSocket socket = context.Connect(Bench.ServerName, server.Port);
            using SslStream peer = server.Accept();
            peer.Write("x"u8);
            byte[] block = new byte[1500];
            Assert.Equal(1, socket.Receive(block, 0, block.Length, 10_000));
            bench.Transport.Damage = Losing(lost);
            peer.Write(page);
            peer.Flush();
            int got = 0;

            try
            {
                while (got < page.Length)
                {
                    int count = socket.Receive(block, got, block.Length - got, 300);

                    if (count <= 0)
                    {
                        break;
                    }

                    got += count;
                }
            }
            catch (Bg95Exception damage)
            {
                Assert.Equal(Bg95Error.LineDamaged, damage.Error);
                errors++;
            }

            bench.Transport.Damage = null;
            Assert.Equal(page.AsSpan(0, got), block.AsSpan(0, got));
        }

        Assert.True(errors > 0);
        Assert.NotNull(bench.Modem.Pdp.GetAddress(1));
    }

    // Loses the byte at an index of all that comes from now on.
    private static Func<byte[], int, int, int> Losing(int index)
    {
        int seen = 0;
        return (buffer, offset, count) =>
        {
            int at = index - seen;
            seen += count;

            if (at < 0 || at >= count)
            {
                return count;
            }

            Buffer.BlockCopy(buffer, offset + at + 1, buffer, offset + at, count - at - 1);
            return count - 1;
        };
    }
}
