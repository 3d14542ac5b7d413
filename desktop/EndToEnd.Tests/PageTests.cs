// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO.Ports;
using System.Linq;
using System.Net.Security;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Bg95Emulator;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

public sealed class PageTests
{
    public static TheoryData<int> Chunks => [.. Enumerable.Range(1, 40), 63, 64, 65, 255, 256, 511, 512, 513, 1499, 1500, 1501, 4096];

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Page_DeliveredInPiecesOfAnySize_IsIntact(int chunk)
    {
        byte[] page = PageServer.Random(20_000);
        using PageServer server = new(page);
        using Bench bench = new(options => options.DeliveryChunk = chunk);
        bench.Transport.Chunk = chunk;

        // The driver's first question has a second, which a busy machine may take.
        int late = bench.Modem.Statistics[LineCounter.LateAnswers];
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);

        Assert.Equal(page, socket.ReadToEnd());
        Assert.Equal(0, bench.Modem.Statistics[LineCounter.DamagedPayloads]);
        Assert.Equal(late, bench.Modem.Statistics[LineCounter.LateAnswers]);
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("\r\nOK\r\n")]
    [InlineData("\r\n\r\nOK\r\n")]
    [InlineData("> ")]
    [InlineData("\r\n")]
    [InlineData("\r\nERROR\r\n")]
    [InlineData("\r\n+QSSLURC: \"closed\",0\r\n")]
    [InlineData("\r\n+QSSLURC: \"recv\",0\r\n")]
    [InlineData("\r\n+QSSLRECV: 1500\r\n")]
    [InlineData("\r\nRDY\r\n")]
    [InlineData("\r\nPOWERED DOWN")]
    [InlineData("\0\x1A\x1B")]
    public void Page_FullOfTheModulesOwnWords_IsIntact(string word)
    {
        byte[] page = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(word, 8000 / word.Length)));
        using PageServer server = new(page);
        using Bench bench = new(options => options.DeliveryChunk = 7);

        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);

        Assert.Equal(page, socket.ReadToEnd(701));
        Assert.Equal(0, bench.Modem.Statistics[LineCounter.Restarts]);
        Assert.Equal(0, bench.Modem.Statistics[LineCounter.DamagedPayloads]);
    }

    [Fact]
    public void Page_FromAModuleWithOneLineEndBehindAPayload_IsIntact()
    {
        byte[] page = PageServer.Random(20_000);
        using PageServer server = new(page);
        using Bench bench = new(options =>
        {
            options.SingleLineEndAfterPayload = true;
            options.PromptWithoutSpace = true;
            options.SingleLineEndBeforeOpenResult = true;
            options.FileNamePrefix = "UFS:";
        });

        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);

        Assert.Equal(page, socket.ReadToEnd());
    }

    [Theory]
    [InlineData(0, 300_000)]
    [InlineData(1, 3_000)]
    [InlineData(2, 5_000)]
    [InlineData(3, 5_000)]
    [InlineData(7, 10_000)]
    [InlineData(64, 50_000)]
    [InlineData(1000, 100_000)]
    public void Page_ThroughAPseudoTerminalAndTheRealSerialPort_IsIntact(int chunk, int size)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no pseudo-terminals");
        }

        byte[] page = PageServer.Random(size);
        using PageServer server = new(page);
        ModuleOptions options = new() { OfflineDns = true, DeliveryChunk = chunk };
        options.Hosts[Bench.ServerName] = System.Net.IPAddress.Loopback;
        using EmulatedModule module = new(options);
        using PseudoTerminal terminal = PseudoTerminal.Open();
        module.Attach(terminal.Stream);
        using Bg95Modem modem = new(new SerialPort(terminal.Name, 115200));
        modem.Open();
        modem.Pdp.Configure(1, "iot.example");
        modem.Pdp.Activate(1);
        modem.Files.Upload("ca.pem", Certificates.Pem(Certificates.Root));
        modem.SslContexts[0].CaCertificate = "ca.pem";

        using SslSocket socket = modem.SslContexts[0].Connect(Bench.ServerName, server.Port);

        Assert.Equal(page, socket.ReadToEnd());
        Assert.Equal("100.", modem.Pdp.GetAddress(1)![..4]);
    }

    [Fact]
    public async Task Upload_OfMuchMoreThanOneSend_ArrivesWhole()
    {
        byte[] sent = PageServer.Random(200_000);
        using TestServer server = new();
        using Bench bench = new();
        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);
        using SslStream peer = server.Accept();
        byte[] seen = new byte[sent.Length];
        Task reading = Task.Run(() => peer.ReadExactly(seen), TestContext.Current.CancellationToken);

        socket.Send(sent, 0, sent.Length);

        await reading.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(sent, seen);
    }

    [Fact]
    public async Task Sockets_ReadAndWrittenByManyThreads_KeepTheirBytesApart()
    {
        using TestServer server = new();
        using Bench bench = new();
        SslContext context = bench.Context();
        Task[] tasks = new Task[4];
        int late = bench.Modem.Statistics[LineCounter.LateAnswers];

        for (int i = 0; i < tasks.Length; i++)
        {
            byte[] own = [.. Enumerable.Repeat((byte)('a' + i), 12_000)];
            SslSocket socket = context.Connect(Bench.ServerName, server.Port);
            SslStream peer = server.Accept();
            _ = Task.Run(() => peer.CopyTo(peer), TestContext.Current.CancellationToken);
            tasks[i] = Task.Run(() =>
            {
                byte[] back = new byte[own.Length];
                int done = 0;
                Thread sender = new(() => socket.Send(own, 0, own.Length));
                sender.Start();

                while (done < back.Length)
                {
                    int count = socket.Receive(back, done, back.Length - done, Bench.Limit);
                    Assert.True(count > 0);
                    done += count;
                }

                sender.Join();
                Assert.Equal(own, back);
                socket.Close();
            }, TestContext.Current.CancellationToken);
        }

        await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(late, bench.Modem.Statistics[LineCounter.LateAnswers]);
    }
}
