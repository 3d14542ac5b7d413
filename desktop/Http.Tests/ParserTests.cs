// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Bg95Http;
using Xunit;

namespace Http.Tests;

/// <summary>Answers in pieces of every kind, cut short at every byte, and spoiled at random: always the same outcome, never a whole body that is not.</summary>
public class ParserTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static readonly Func<int, int> s_atOnce = _ => int.MaxValue;

    private static readonly string[] s_answers =
    [
        "HTTP/1.1 200 OK\r\nServer: s\r\nContent-Length: 11\r\nETag: \"a\"\r\n\r\nhello world",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\ncontent-length:3\r\nConnection: close\r\n\r\nno!",
        "HTTP/1.1 302 Found\r\nLocation: https://other.test/a\r\nContent-Length: 0\r\n\r\n",
        Chunked + "5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: t\r\n\r\n",
        Chunked + "00a\r\n0123456789\r\n1\r\nx\r\n000;last\r\n\r\n",
    ];

    public static TheoryData<string> Answers { get; } = [.. s_answers];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_SplitAtEveryByte_HasTheSameOutcome(string answer)
    {
        byte[] bytes = Outcome.Bytes(answer);
        string expected = Outcome.Of(bytes, s_atOnce);
        Assert.Contains("|whole|", expected, StringComparison.Ordinal);

        for (int cut = 1; cut < bytes.Length; cut++)
        {
            Assert.Equal(expected, Outcome.Of(bytes, given => given < cut ? cut - given : int.MaxValue));

            for (int second = cut + 1; second < bytes.Length; second++)
            {
                Assert.Equal(expected, Outcome.Of(bytes, given => given < cut ? cut - given : given < second ? second - given : int.MaxValue));
            }
        }

        for (int piece = 1; piece < 40; piece++)
        {
            Assert.Equal(expected, Outcome.Of(bytes, _ => piece));
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_CutShortAtEveryByte_NeverLooksWhole(string answer)
    {
        byte[] bytes = Outcome.Bytes(answer);

        for (int length = 0; length < bytes.Length; length++)
        {
            string outcome = Outcome.Of(bytes[..length], s_atOnce);
            Assert.DoesNotContain("|whole|", outcome, StringComparison.Ordinal);
            Assert.Contains("|!", outcome, StringComparison.Ordinal);
            Assert.Equal(outcome, Outcome.Of(bytes[..length], _ => 1));
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Server_ThatClosesAtEveryByte_NeverLooksWhole(string answer)
    {
        byte[] bytes = Outcome.Bytes(answer);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(
            async () =>
            {
                for (int length = 0; length <= bytes.Length; length++)
                {
                    using Socket peer = await listener.AcceptSocketAsync();
                    peer.Receive(new byte[1000]);
                    peer.Send(bytes, length, SocketFlags.None);
                    peer.Shutdown(SocketShutdown.Send);
                }
            },
            TestContext.Current.CancellationToken);

        for (int length = 0; length <= bytes.Length; length++)
        {
            using TcpClient tcp = new();
            tcp.Connect((IPEndPoint)listener.LocalEndpoint);
            string outcome = Outcome.Of(tcp.GetStream());
            Assert.Equal(length == bytes.Length, outcome.Contains("|whole|", StringComparison.Ordinal));
        }

        await serving;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Answer_SpoiledAtRandom_HasOneOutcomeHoweverItComes(int seed)
    {
        Random random = new(seed);

        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = Spoil(Outcome.Bytes(s_answers[random.Next(s_answers.Length)]), random);
            int pieces = random.Next();

            string outcome = Outcome.Of(bytes, s_atOnce);

            Assert.Equal(outcome, Outcome.Of(bytes, given => (((given + pieces) * 7919) >> 3) & 15));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Answer_OfRandomBytes_IsAnErrorOrABody(int seed)
    {
        Random random = new(seed);
        byte[] alphabet = Outcome.Bytes("HTTP/1.0 200\r\n\r\n:;,= \t0123456789abcdefContent-Length: Transfer-Encoding: chunked\r\n\0\x7F\xFF");

        for (int round = 0; round < 50_000; round++)
        {
            byte[] tail = [.. Enumerable.Range(0, random.Next(120)).Select(_ => alphabet[random.Next(alphabet.Length)])];
            byte[] bytes = [.. Outcome.Bytes(new[] { "", "HTTP/1.1 200 OK\r\n", Chunked, Chunked + "2\r\nxy" }[random.Next(4)]), .. tail];

            Assert.Equal(Outcome.Of(bytes, s_atOnce), Outcome.Of(bytes, _ => 1));
        }
    }

    [Fact]
    public void Body_ThatLooksWhole_HasTheLengthItShould()
    {
        Random random = new(7);

        for (int round = 0; round < 20_000; round++)
        {
            int length = random.Next(60);
            int sent = random.Next(60);
            byte[] bytes = Outcome.Bytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n" + new string('x', sent));

            string outcome = Outcome.Of(bytes, _ => random.Next(1, 9));

            Assert.Equal(sent >= length, outcome.Contains("|whole|", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void GetAndRead_InSteadyState_AllocateNothing()
    {
        foreach (string answer in new[] { s_answers[0], s_answers[3] })
        {
            using PiecesStream stream = new(Outcome.Bytes(answer), s_atOnce);
            HttpClient client = new(stream, "h", new byte[256], () => 0);
            byte[] block = new byte[100];
            long before = 0;

            for (int round = 0; round < 300; round++)
            {
                if (round == 100)
                {
                    before = GC.GetAllocatedBytesForCurrentThread();
                }

                stream.Again();
                client.Get("/a");

                while (client.ReadBody(block, 0, block.Length) > 0)
                {
                }
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static byte[] Spoil(byte[] bytes, Random random)
    {
        for (int times = random.Next(1, 4); times > 0 && bytes.Length > 2; times--)
        {
            int at = random.Next(bytes.Length);
            int to = Math.Min(bytes.Length, at + random.Next(1, 12));

            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes = [.. bytes[..at], .. bytes[to..]];
                    break;
                case 2:
                    bytes = [.. bytes[..to], .. bytes[at..]];
                    break;
                case 3:
                    bytes[at] = "\r\n:;0 9fF-"u8[random.Next(10)];
                    break;
                default:
                    bytes = bytes[..at];
                    break;
            }
        }

        return bytes;
    }
}
