// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace Bg95Emulator.Benchmarks;

/// <summary>Two hundred modules in this process, each with an open TLS connection on which data goes to and fro.</summary>
internal static class ManyModules
{
    private const int Count = 200;
    private const int Size = 500;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(15);

    public static void Measure()
    {
        using Peer peer = new(PeerRole.Returns);

        // Once through, so that what a process needs but once is not counted.
        using Client first = new();
        first.Open(peer.Port);
        Exchange(first, new byte[Size]);

        (long heap, long memory) = Memory();
        Stopwatch watch = Stopwatch.StartNew();
        List<Client> clients = [];
        for (int i = 0; i < Count; i++)
        {
            Client client = new();
            clients.Add(client);
            client.Open(peer.Port);
        }

        Console.WriteLine(FormattableString.Invariant($"modules: {Count} open in {watch.Elapsed.TotalSeconds:0.0} s"));
        (long heapOpen, long memoryOpen) = Memory();
        Console.WriteLine(FormattableString.Invariant(
            $"modules: {(heapOpen - heap) / Count / 1024} KiB of heap and {(memoryOpen - memory) / Count / 1024} KiB of working set a module, its peer and client included"));
        Move(clients);
        clients.ForEach(client => client.Dispose());
    }

    private static void Move(List<Client> clients)
    {
        using CancellationTokenSource end = new();
        long exchanges = 0;
        List<Thread> threads = clients.ConvertAll(client => new Thread(() =>
        {
            byte[] data = new byte[Size];
            while (!end.Token.WaitHandle.WaitOne(s_pause))
            {
                Exchange(client, data);
                Interlocked.Increment(ref exchanges);
            }
        }));
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        threads.ForEach(thread => thread.Start());
        Thread.Sleep(s_time);
        end.Cancel();
        threads.ForEach(thread => thread.Join());
        process.Refresh();
        double cpu = (process.TotalProcessorTime - before).TotalSeconds / watch.Elapsed.TotalSeconds;
        Console.WriteLine(FormattableString.Invariant(
            $"modules: {exchanges / watch.Elapsed.TotalSeconds:0} exchanges/s of {Size} bytes each way in all take {cpu * 100:0.0} % of one core, {cpu * 100 / clients.Count:0.000} % a module"));
        Console.WriteLine(FormattableString.Invariant(
            $"modules: working set {process.WorkingSet64 / 1024 / 1024} MiB, {process.Threads.Count} threads in the process"));
    }

    private static void Exchange(Client client, byte[] data)
    {
        client.Command($"AT+QSSLSEND=4,{data.Length}", "> ");
        client.Write(data);
        client.ReadPast("SEND OK\r\n"u8);
        for (int got = 0; got < data.Length;)
        {
            client.ReadPast("+QSSLURC: \"recv\",4\r\n"u8);
            int count;
            do
            {
                count = client.Receive("AT+QSSLRECV=4,1500\r"u8);
                got += count;
            }
            while (count > 0 && got < data.Length);
        }

        client.Receive("AT+QSSLRECV=4,1500\r"u8);
    }

    private static (long Heap, long WorkingSet) Memory()
    {
        using Process process = Process.GetCurrentProcess();
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        process.Refresh();
        return (heap, process.WorkingSet64);
    }
}
