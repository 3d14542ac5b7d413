// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.IO;
using System.IO.Ports;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class LineTests
{
    private const int LimitMilliseconds = 60_000;

    [Fact]
    public void PseudoTerminal_OpenedBySerialPort_CarriesCommands()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no pseudo-terminals");
        using PseudoTerminal terminal = PseudoTerminal.Open();
        using EmulatedModule module = new(new ModuleOptions());
        module.Attach(terminal.Stream);
        for (int round = 0; round < 2; round++)
        {
            using SerialPort port = new(terminal.Name, 115200) { ReadTimeout = LimitMilliseconds };
            port.Open();
            port.Write("AT\r");
            Assert.Equal("AT\r\r\nOK\r\n", Read(port.BaseStream, 9));
        }
    }

    [Fact]
    public void PseudoTerminal_TenMegabytesBothWays_ArriveWhole()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no pseudo-terminals");
        const int Size = 10_000_000;
        byte[] sent = new byte[Size];
        new Random(2).NextBytes(sent);
        using PseudoTerminal terminal = PseudoTerminal.Open();
        using SerialPort port = new(terminal.Name, 921600) { ReadTimeout = LimitMilliseconds };
        port.Open();

        Stopwatch watch = Stopwatch.StartNew();
        Task writing = Task.Run(() => terminal.Stream.Write(sent), TestContext.Current.CancellationToken);
        Assert.Equal(sent, ReadBytes(port.BaseStream, Size));
        TestContext.Current.TestOutputHelper?.WriteLine($"to host {Size / watch.Elapsed.TotalSeconds / 1e6:F1} MB/s");
        watch.Restart();
        writing = Task.Run(() => port.BaseStream.Write(sent), TestContext.Current.CancellationToken);
        Assert.Equal(sent, ReadBytes(terminal.Stream, Size));
        TestContext.Current.TestOutputHelper?.WriteLine($"to module {Size / watch.Elapsed.TotalSeconds / 1e6:F1} MB/s");
    }

    [Fact]
    public async Task PseudoTerminal_Disposed_EndsABlockedRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no pseudo-terminals");
        PseudoTerminal terminal = PseudoTerminal.Open();
        Task<int> reading = Task.Run(() => terminal.Stream.Read(new byte[1]), TestContext.Current.CancellationToken);
        terminal.Dispose();
        Assert.Equal(0, await reading.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void TcpLine_Reconnected_FindsTheSameModule()
    {
        using EmulatedModule module = new(new ModuleOptions());
        using TcpLine line = new(module);
        Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
        Exchange(line, "AT+CMEE=2\r", "\r\nOK\r\n");
        Exchange(line, "AT+CMEE?\r", "\r\n+CMEE: 2\r\n\r\nOK\r\n");
    }

    [Fact]
    public void LinePair_ReadInVain_TimesOut()
    {
        LinePair.Create(out Stream moduleSide, out Stream hostSide);
        hostSide.ReadTimeout = 10;
        Assert.Throws<TimeoutException>(() => hostSide.Read(new byte[1]));
        moduleSide.Write("ab"u8);
        moduleSide.Dispose();
        Assert.Equal("ab", Read(hostSide, 2));
        Assert.Equal(0, hostSide.Read(new byte[1]));
        Assert.Throws<IOException>(() => hostSide.Write("x"u8));
    }

    private static void Exchange(TcpLine line, string command, string answer)
    {
        using TcpClient client = new();
        client.Connect(line.EndPoint);
        NetworkStream stream = client.GetStream();
        stream.ReadTimeout = LimitMilliseconds;
        stream.Write(Encoding.ASCII.GetBytes(command));
        Assert.Equal(answer, Read(stream, answer.Length));
    }

    private static string Read(Stream stream, int size) => Encoding.Latin1.GetString(ReadBytes(stream, size));

    private static byte[] ReadBytes(Stream stream, int size)
    {
        byte[] bytes = new byte[size];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
