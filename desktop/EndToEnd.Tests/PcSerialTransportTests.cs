// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Bg95Emulator;
using Bg95Ssl.Pc;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The PC's own line keeps what ITransport promises, on a pseudo-terminal whose other end the test holds.</summary>
public sealed class PcSerialTransportTests : IDisposable
{
    // For what must come: it is waited for no longer than it takes.
    private const int Limit = Bench.Limit;

    private readonly PseudoTerminal _terminal;
    private readonly PcSerialTransport _line;
    private readonly byte[] _buffer = new byte[4096];

    public PcSerialTransportTests()
    {
        Assert.SkipUnless(PcSerialTransport.IsSupported, "no pseudo-terminals");
        _terminal = PseudoTerminal.Open();
        _terminal.Stream.ReadTimeout = Limit;
        _line = new PcSerialTransport(_terminal.Name, 921_600);
        _line.Open();
    }

    public void Dispose()
    {
        _line?.Dispose();
        _terminal?.Dispose();
    }

    [Fact]
    public void Read_MoreIsThereThanTheMinimum_TakesItUpToTheMaximum()
    {
        Deliver("abcdef"u8);

        Assert.Equal("abcd", Read(2, 4, Limit));
        Assert.Equal("ef", Read(1, 10, -1));
    }

    [Fact]
    public async Task Read_MinimumComesInPieces_WaitsForAllOfIt()
    {
        Deliver("ab"u8);
        Task<string> reading = Task.Run(() => Read(6, 10, Limit), TestContext.Current.CancellationToken);
        Deliver("cd"u8);
        Deliver("ef"u8);

        Assert.Equal("abcdef", await Soon(reading));
    }

    [Fact]
    public void Read_TimeOver_GivesWhatHasCome()
    {
        Deliver("abc"u8);

        Assert.Equal("abc", Read(4, 10, 30));
        Assert.Equal("", Read(1, 10, 1));
    }

    [Fact]
    public void Read_WithoutTime_TakesWhatIsThere()
    {
        Assert.Equal("", Read(1, 10, 0));

        Deliver("abc"u8);

        Assert.Equal("abc", Read(4, 10, 0));
    }

    [Fact]
    public void Read_MinimumOfZero_TakesWhatIsThere()
    {
        Assert.Equal("", Read(0, 10, -1));
        Assert.Equal("", Read(0, 0, -1));

        Deliver("a"u8);
        Assert.Equal("a", Read(0, 10, Limit));

        Deliver("abcdef"u8);
        Assert.Equal("abcd", Read(0, 4, 0));
    }

    [Fact]
    public void Bytes_OfEachValue_PassAsTheyAre()
    {
        byte[] all = new byte[256];

        for (int i = 0; i < all.Length; i++)
        {
            all[i] = (byte)i;
        }

        Deliver(all);
        Assert.Equal(all.Length, _line.Read(_buffer, 3, all.Length, all.Length, Limit));
        Assert.Equal(all, _buffer[3..(3 + all.Length)]);

        _line.Write(all, 0, all.Length, Limit);
        byte[] written = new byte[all.Length];
        _terminal.Stream.ReadExactly(written);
        Assert.Equal(all, written);
    }

    [Fact]
    public async Task Close_LetsABlockedReadGo()
    {
        using Blocked reading = new(() => Read(1, 1, -1));
        _line.Close();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Soon(reading.Task));
        Assert.Throws<InvalidOperationException>(() => Read(1, 1, 0));
    }

    [Fact]
    public async Task Close_LetsABlockedWriteGo()
    {
        // Much more than the system keeps for a terminal that nobody reads.
        byte[] much = new byte[4_000_000];
        using Blocked writing = new(() => _line.Write(much, 0, much.Length, 60_000));
        _line.Close();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Soon(writing.Task));
    }

    [Fact]
    public void Write_NobodyTakesTheBytes_EndsInTime()
    {
        byte[] much = new byte[4_000_000];
        long began = Environment.TickCount64;

        Assert.Throws<TimeoutException>(() => _line.Write(much, 0, much.Length, 100));

        // No later than a busy machine explains, and not the five seconds of a limit of its own.
        Assert.InRange(Environment.TickCount64 - began, 100, 4_000);
    }

    [Fact]
    public void Open_AfterClose_HasTheSamePort()
    {
        _line.Open();
        _line.Close();
        _line.Close();
        _line.Open();
        Deliver("a"u8);

        Assert.Equal("a", Read(1, 10, Limit));
    }

    [Fact]
    public async Task DeviceGone_EndsABlockedRead()
    {
        using Blocked reading = new(() => Read(1, 1, -1));
        _terminal.Dispose();

        await Assert.ThrowsAsync<IOException>(() => Soon(reading.Task));
        Assert.Throws<IOException>(() => Read(1, 1, -1));
        Assert.Throws<IOException>(() => _line.Write(_buffer, 0, 1, Limit));
        Assert.Throws<FileNotFoundException>(_line.Open);
    }

    [Fact]
    public void Open_WhatIsNoPort_SaysSo()
    {
        Assert.Throws<FileNotFoundException>(() => new PcSerialTransport("/dev/no-such-port", 115_200).Open());
        IOException thrown = Assert.Throws<IOException>(() => new PcSerialTransport("/dev/null", 115_200).Open());
        Assert.StartsWith("/dev/null is no serial port", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_IsForGood()
    {
        _line.Dispose();

        Assert.Throws<ObjectDisposedException>(_line.Open);
        Assert.Throws<InvalidOperationException>(() => Read(1, 1, 0));
    }

    [Fact]
    public async Task ReadAndWrite_Steady_AllocateNothing()
    {
        const int Rounds = 500;
        const int Size = 1500;
        long allocated = 0;
        Task host = Task.Run(
            () =>
            {
                Exchange(50);
                long before = GC.GetAllocatedBytesForCurrentThread();
                Exchange(Rounds);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            },
            TestContext.Current.CancellationToken);
        byte[] block = new byte[Size];

        for (int i = 0; i < 50 + Rounds; i++)
        {
            _terminal.Stream.ReadExactly(block.AsSpan(0, 20));

            // In two pieces, so that the host has to wait for either.
            _terminal.Stream.Write(block, 0, Size / 2);
            _terminal.Stream.Write(block, Size / 2, Size / 2);
        }

        await host.WaitAsync(TimeSpan.FromMilliseconds(Limit), TestContext.Current.CancellationToken);
        Assert.Equal(0, allocated);

        void Exchange(int times)
        {
            for (int i = 0; i < times; i++)
            {
                _line.Write(_buffer, 0, 20, Limit);

                if (_line.Read(_buffer, 0, Size, Size, Limit) != Size || _line.Read(_buffer, 0, 1, 1, 0) != 0)
                {
                    throw new InvalidDataException();
                }
            }
        }
    }

    private static async Task<T> Soon<T>(Task<T> task) =>
        await task.WaitAsync(TimeSpan.FromMilliseconds(Limit), TestContext.Current.CancellationToken);

    private void Deliver(ReadOnlySpan<byte> bytes) => _terminal.Stream.Write(bytes);

    private string Read(int minimum, int maximum, int timeout)
    {
        int count = _line.Read(_buffer, 0, minimum, maximum, timeout);
        return System.Text.Encoding.ASCII.GetString(_buffer, 0, count);
    }

    /// <summary>A call on a thread of its own, which is as good as in it when the constructor returns.</summary>
    private sealed class Blocked : IDisposable
    {
        private readonly ManualResetEventSlim _begun = new();

        public Blocked(Action call)
            : this(() =>
            {
                call();
                return string.Empty;
            })
        {
        }

        public Blocked(Func<string> call)
        {
            Task = System.Threading.Tasks.Task.Factory.StartNew(
                () =>
                {
                    _begun.Set();
                    return call();
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            _begun.Wait(TestContext.Current.CancellationToken);
        }

        public Task<string> Task { get; }

        public void Dispose() => _begun.Dispose();
    }
}
