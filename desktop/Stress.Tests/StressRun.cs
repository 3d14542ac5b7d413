// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using Bg95Emulator;
using Bg95Ssl;

namespace Stress.Tests;

/// <summary>One run: a module, a modem, 2 to 12 threads that make calls drawn from a seed, and what must hold afterwards.</summary>
internal sealed class StressRun : IDisposable
{
    /// <summary>The file with the authority's certificate.</summary>
    public const string CaFile = "ca.pem";

    private const int FirstMark = 0x60;
    private const int Marks = 0x90;
    private const int MostAttempts = 3;
    private const int MostPicked = 12;
    private const int LongestEnd = 20_000;
    private const int LookPause = 50;
    private const int MostLogged = 200;

    private readonly FastTime _time = new();
    private readonly EchoServer _server = new();
    private readonly Cable _cable;
    private readonly Watchdog _watchdog;
    private readonly List<Connection> _connections = [];
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly int _seed;
    private int _marks;
    private long _notes;

    public StressRun(int seed)
    {
        _seed = seed;
        ModuleOptions options = new()
        {
            OfflineDns = true,
            Clock = new AcceleratedClock(FastTime.Speed),
        };
        options.Hosts[Host] = IPAddress.Loopback;
        Module = new EmulatedModule(options);
        Module.Fault += e => Fail("the emulated module: " + e);
        Module.Files.Write(CaFile, Certificates.Pem(Certificates.Root));
        _cable = new Cable(Module);
        _watchdog = new Watchdog(_time);
        Modem = new Bg95Modem(_cable, 1024, _time);

        for (int id = 0; id < SslContextCollection.Count; id++)
        {
            Modem.SslContexts[id].CaCertificate = CaFile;
        }
    }

    /// <summary>Gets the driver.</summary>
    public Bg95Modem Modem { get; }

    /// <summary>Gets the module.</summary>
    public EmulatedModule Module { get; }

    /// <summary>Gets the server's name.</summary>
    public string Host => Certificates.ServerName;

    /// <summary>Gets the server's port.</summary>
    public int Port => _server.Port;

    /// <summary>Gets or sets how many events were raised that only count.</summary>
    public int Events { get; set; }

    /// <summary>Gets what was wrong.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Gets how often each act came to its end without an exception.</summary>
    public ConcurrentDictionary<string, int> Done { get; } = new();

    /// <summary>Gets how often each ended in which exception.</summary>
    public ConcurrentDictionary<string, int> Thrown { get; } = new();

    /// <summary>Gets the last calls and how they have ended.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Runs threads for a while, then checks that all is well.</summary>
    public void Run(int threads, TimeSpan duration)
    {
        long end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        List<Thread> all = [];

        for (int i = 0; i < threads; i++)
        {
            Acts acts = new(this, new Random((_seed * 100) + i));
            all.Add(Start("T" + i, caller => Live(caller, acts.All(), new Random((_seed * 100) + 50 + i), end)));
        }

        if (Await(all))
        {
            Watchdog.Caller caller = null!;
            Thread calm = Start("calm", me => { caller = me; Settle(me); });

            if (Await([calm]))
            {
                AwaitDriverThreads();
            }
        }

        foreach (Exception e in _time.Failures)
        {
            Fail("an exception has ended a thread of the driver: " + e);
        }

        if (_cable.Misuse is string misuse)
        {
            Fail("the line: " + misuse);
        }
    }

    /// <summary>Something is wrong.</summary>
    public void Fail(string text) => _faults.Enqueue(text);

    /// <summary>Something must hold.</summary>
    public void Require(bool holds, string text)
    {
        if (!holds)
        {
            Fail(text);
        }
    }

    /// <summary>Takes what a member gave.</summary>
    public void Note(params object?[] values) => Interlocked.Add(ref _notes, values.Length);

    /// <summary>Adds a socket.</summary>
    public Connection Add(SslSocket socket)
    {
        lock (_connections)
        {
            Connection connection = new(socket, (byte)(FirstMark + (_marks++ % Marks)));
            _connections.Add(connection);
            return connection;
        }
    }

    /// <summary>Gives one of the last sockets; seldom one that is closed.</summary>
    public Connection? Pick(Random random)
    {
        lock (_connections)
        {
            int last = Math.Min(_connections.Count, MostPicked);
            Connection? picked = null;

            for (int i = 0; i < MostAttempts && (picked is null || picked.Socket.State == SocketState.Closed) && last > 0; i++)
            {
                picked = _connections[^(1 + random.Next(last))];
            }

            return picked;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Dispose();
        Module.Dispose();
    }

    private Thread Start(string name, Action<Watchdog.Caller> body)
    {
        Watchdog.Caller caller = _watchdog.Add(name);
        Thread thread = new(() =>
        {
            try
            {
                body(caller);
            }
            catch (ThreadInterruptedException)
            {
                // The watchdog has asked where it stands.
            }
        })
        {
            IsBackground = true,
            Name = name,
        };
        caller.Thread = thread;
        thread.Start();
        return thread;
    }

    private bool Await(List<Thread> threads)
    {
        foreach (Thread thread in threads)
        {
            while (!thread.Join(LookPause * 4))
            {
                if (_watchdog.Look() is string hang)
                {
                    Fail("a call does not end within its limit\n" + hang);
                    return false;
                }
            }
        }

        return true;
    }

    private void Live(Watchdog.Caller caller, Acts.Act[] acts, Random random, long end)
    {
        int weights = acts.Sum(each => each.Weight);

        while (Stopwatch.GetTimestamp() < end && _faults.IsEmpty)
        {
            int drawn = random.Next(weights);
            int index = 0;

            while ((drawn -= acts[index].Weight) >= 0)
            {
                index++;
            }

            Call(caller, acts[index]);

            if (!Modem.IsOpen)
            {
                // Where the modem is closed everything ends at once: not too often.
                Call(caller, Array.Find(acts, each => each.Name == "open")!);
                Thread.Sleep(LookPause);
            }
        }
    }

    private void Call(Watchdog.Caller caller, Acts.Act act)
    {
        string outcome = string.Empty;
        caller.Begin(act.Name, act.Limit);

        try
        {
            act.Do();
            Done.AddOrUpdate(act.Name, 1, (_, count) => count + 1);
        }
        catch (Bg95Exception e)
        {
            outcome = e.Error.ToString();
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            outcome = e.GetType().Name;
        }
        catch (Exception e) when (e is not ThreadInterruptedException)
        {
            Fail($"{act.Name} throws what no call may throw: {e}");
        }

        caller.End();
        Thrown.AddOrUpdate(outcome, 1, (_, count) => count + 1);
        _log.Enqueue($"{Thread.CurrentThread.Name}: {act.Name} {outcome}");

        if (_log.Count > MostLogged)
        {
            _log.TryDequeue(out _);
        }
    }

    // Whatever has happened: opened anew, a connection works.
    private void Settle(Watchdog.Caller caller)
    {
        _server.Closes = false;
        StringBuilder text = new();

        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            try
            {
                Modem.SslContexts.DataTerminalReady = null;
                Step(caller, "the last close", 12000, Modem.Close);
                Step(caller, "the last open", Bg95Modem.DefaultOpenTimeoutMilliseconds + 12000, () => Modem.Open());
                Step(caller, "the last activate", 175000, () => Modem.Pdp.Activate(1));
                Step(caller, "the last echo", 500000, Echo);
                Step(caller, "dispose", 12000, Modem.Dispose);
                return;
            }
            catch (Exception e) when (e is Bg95Exception or InvalidOperationException)
            {
                text.Append(e).Append('\n');
            }
        }

        Fail("no connection works afterwards: " + text);
        Modem.Dispose();
    }

    private static void Step(Watchdog.Caller caller, string name, int limit, Action action)
    {
        caller.Begin(name, limit);
        action();
        caller.End();
    }

    private void Echo()
    {
        Modem.SslContexts[5].CaCertificate = CaFile;
        using SslSocket socket = Modem.SslContexts[5].Connect(Host, Port);
        byte[] sent = Encoding.ASCII.GetBytes("all is well");
        byte[] received = new byte[sent.Length];
        socket.Send(sent, 0, sent.Length);

        for (int at = 0; at < sent.Length;)
        {
            int count = socket.Receive(received, at, sent.Length - at, 30000);
            at += count > 0 ? count : throw new InvalidOperationException($"the echo does not come ({count})");
        }

        Require(received.SequenceEqual(sent), "another echo: " + Encoding.Latin1.GetString(received));
    }

    // What the driver has started must come to its end when the modem is disposed of.
    private void AwaitDriverThreads()
    {
        if (!_time.AwaitThreads(LongestEnd))
        {
            Fail($"{_time.Threads.Count} threads of the driver live on after Dispose\n{_watchdog.Tell()}");
        }
    }
}
