// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.IO.Ports;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Bg95Emulator;
using Bg95Ssl;
using Bg95Ssl.Pc;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>Ports that are opened, used and closed again and again while every core has other work to do.</summary>
[Collection(nameof(TransportStressTests))]
[CollectionDefinition(nameof(TransportStressTests), DisableParallelization = true)]
public sealed class TransportStressTests
{
    private const int Cycles = 220;
    private const int BaudRate = 460_800;
    private const int PayloadSize = 1500;

    // A cycle is a matter of 50 ms, and of 200 when it gets a fifth of a core; only what hangs is stopped by this.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    [Fact]
    public Task PcSerialTransport_CyclesUnderLoad_AllWork() =>
        Run(name => new PcSerialTransport(name, BaudRate), CloseUnderARead);

    // Not under a read: one that begins in this very moment SerialPort itself may forget for good.
    [Fact]
    public Task SerialPortTransport_CyclesUnderLoad_AllWork() =>
        Run(name => new SerialPortTransport(new SerialPort(name, BaudRate)), line => line.Close());

    private static async Task Run(Func<string, ITransport> open, Action<ITransport> close)
    {
        Assert.SkipUnless(PcSerialTransport.IsSupported, "no pseudo-terminals");
        byte[] payload = PageServer.Random(PayloadSize);
        using EmulatedModule module = new(new ModuleOptions { Echo = false, BaudRate = BaudRate });
        using PseudoTerminal terminal = PseudoTerminal.Open();
        module.Attach(terminal.Stream);
        module.Files.Write("down", payload);
        using CpuLoad load = new();
        ITransport line = open(terminal.Name);

        await Task.Factory.StartNew(() => Run(line, payload, close), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(s_limit, TestContext.Current.CancellationToken);
    }

    private static void Run(ITransport line, byte[] payload, Action<ITransport> close)
    {
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            line.Open();
            Exchange(line, "AT\r", "\r\nOK\r\n");
            Exchange(line, "AT+QFDWL=\"down\"\r", "\r\nCONNECT\r\n");
            byte[] came = new byte[payload.Length];

            // As the driver does: with a limit, in the middle of what comes.
            Assert.Equal(came.Length, Take(line, came, Bench.Limit));
            Assert.Equal(payload, came);
            Assert.EndsWith("\r\n\r\nOK\r\n", Take(line, "\r\n+QFDWL: 1500,abcd\r\n\r\nOK\r\n".Length), StringComparison.Ordinal);
            close(line);
        }
    }

    private static void Exchange(ITransport line, string command, string answer)
    {
        line.Write(Encoding.ASCII.GetBytes(command), 0, command.Length, 5_000);
        Assert.Equal(answer, Take(line, answer.Length));
    }

    private static string Take(ITransport line, int count)
    {
        byte[] bytes = new byte[count];
        Take(line, bytes, -1);
        return Encoding.ASCII.GetString(bytes);
    }

    private static int Take(ITransport line, byte[] bytes, int timeout) => line.Read(bytes, 0, bytes.Length, bytes.Length, timeout);

    private static void CloseUnderARead(ITransport line)
    {
        using ManualResetEventSlim begins = new();
        Exception? thrown = null;
        int count = -1;
        Thread reader = new(() =>
        {
            begins.Set();

            try
            {
                count = line.Read(new byte[1], 0, 1, 1, -1);
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException)
            {
                thrown = e;
            }
        })
        {
            IsBackground = true,
        };
        reader.Start();
        begins.Wait(TestContext.Current.CancellationToken);
        line.Close();
        reader.Join();
        Assert.True(thrown != null || count == 0, $"a read of a closed port gave {count}");
    }

    /// <summary>Twice as many busy threads as cores.</summary>
    private sealed class CpuLoad : IDisposable
    {
        private volatile bool _over;

        public CpuLoad()
        {
            for (int i = 0; i < 2 * Environment.ProcessorCount; i++)
            {
                new Thread(Work) { IsBackground = true }.Start();
            }
        }

        public void Dispose() => _over = true;

        private void Work()
        {
            while (!_over)
            {
                Thread.SpinWait(1000);
            }
        }
    }
}
