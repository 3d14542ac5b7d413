// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using Bg95Ssl;

namespace DialogueFuzz.Tests;

/// <summary>
/// A driver for tests of the oracles: it works with a module that does nothing unusual, and can have a fault. It asks where
/// the library would wait to be told, and every mode is buffer mode to it.
/// </summary>
internal sealed class SimpleDriver : IDriver
{
    private readonly ContextKind[] _contexts = new ContextKind[6];
    private readonly List<SimpleSocket> _sockets = [];
    private readonly ITransport _port;
    private bool _isDisposed;
    private bool _hasSettings;
    private bool _hasFailed;

    public SimpleDriver(ITransport port, TimeSource time, Fault fault)
    {
        _port = port;
        Line = new SimpleLine(port, time);
        Fault = fault;
    }

    public Fault Fault { get; }

    public SimpleLine Line { get; }

    public IReadOnlyList<SimpleSocket> Sockets => _sockets;

    public bool IsOpen => Line.IsOpen;

    public void Open(int timeoutMilliseconds)
    {
        if (IsOpen || _isDisposed)
        {
            throw new InvalidOperationException("is open");
        }

        Line.Open();
        long end = Line.Time.Milliseconds + timeoutMilliseconds - 13000;
        bool works = false;

        try
        {
            while (!works && Line.Time.Milliseconds < end && !(Fault == Fault.NeverRecovers && _hasFailed))
            {
                works = GetInStep();
            }
        }
        catch (Bg95Exception)
        {
            works = false;
        }

        if (!works)
        {
            Line.Close();
            throw new Bg95Exception(Bg95Error.NoAnswer, "AT");
        }

        Line.Time.StartThread(Poll);
    }

    public void Close()
    {
        if (IsOpen)
        {
            Line.Close();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        Close();
    }

    public void Configure(int context, ContextKind kind, bool omitsName, bool skipsHost)
    {
        _contexts[context] = kind;
    }

    public IDriverSocket Connect(int context, string host, int port, int mode, int ringSize)
    {
        int? id = null;
        Run(() => id = TryConnect(context, host, port));
        SimpleSocket socket = new(this, id ?? throw new Bg95Exception(Bg95Error.SocketConnectionFailed, "AT+QSSLOPEN"));
        _sockets.Add(socket);
        return socket;
    }

    public int CountSockets()
    {
        int count = 0;
        Run(() => count = Line.Run("AT+QSSLSTATE").Count);
        return count;
    }

    public void Diagnose(int context, string host)
    {
        CountSockets();
    }

    public void ConfigurePdp(int id, string apn)
    {
        Run(() => Line.Run($"AT+QICSGP={id},1,\"{apn}\",\"\",\"\",0"));
    }

    public void ActivatePdp(int id)
    {
        if (GetAddress(id) is null)
        {
            Run(() => Line.Run($"AT+QIACT={id}", 150000));
        }
    }

    public void DeactivatePdp(int id)
    {
        Run(() =>
        {
            _sockets.ForEach(socket => socket.IsLost = true);
            Line.Run($"AT+QIDEACT={id}", 40000);
        });
    }

    public string? GetAddress(int id)
    {
        string? address = null;
        Run(() => address = Line.Run("AT+QIACT?").Find(row => row.StartsWith("+QIACT: 1,", StringComparison.Ordinal)));
        return address;
    }

    public void Upload(string name, byte[] bytes, Action<int>? progress)
    {
        throw new Bg95Exception(Bg95Error.NotSupported, "AT+QFUPL");
    }

    public int Download(string name, byte[] buffer, int offset, int count)
    {
        throw new Bg95Exception(Bg95Error.NotSupported, "AT+QFOPEN");
    }

    public void Delete(string name)
    {
        throw new Bg95Exception(Bg95Error.NotSupported, "AT+QFDEL");
    }

    public int GetSize(string name)
    {
        return -1;
    }

    public int CountFiles()
    {
        int count = 0;
        Run(() => count = Line.Run("AT+QFLST=\"*\"").Count);
        return count;
    }

    public DateTime GetUtc()
    {
        Run(() => Line.Run("AT+CCLK?"));
        return DateTime.UnixEpoch;
    }

    public void SetUtc(DateTime time)
    {
        Run(() => Line.Run($"AT+CCLK=\"{time.ToString("yy'/'MM'/'dd','HH':'mm':'ss", null)}+00\""));
    }

    public string[] Execute(string command, int timeoutMilliseconds)
    {
        return [];
    }

    public void Listen(Action<string> handler)
    {
    }

    /// <summary>Uses the line, alone.</summary>
    public void Run(Action action)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException("not open");
        }

        if (Fault == Fault.ThrowsForNothing)
        {
            throw new Bg95Exception(Bg95Error.LineDamaged, "AT");
        }

        Line.Alone(() =>
        {
            try
            {
                action();
            }
            catch (Bg95Exception e) when (e.Error == Bg95Error.NoAnswer && Fault == Fault.NeverRecovers)
            {
                _hasFailed = true;
                throw;
            }
        });
    }

    private bool GetInStep()
    {
        // Long enough for an upload to be given up, then the other states.
        Line.Drain(5500);
        Line.Write("+++");
        Line.Drain(1500);
        Line.Write(new string(' ', 1460) + "\x001A\r");
        Line.Drain(1500);
        Line.Write("ATV1\r");

        try
        {
            Line.AwaitResult("ATV1", 1000);
            Line.Run("ATE0");
            Line.Run("AT+CMEE=1");

            if (_port.HasFlowControl)
            {
                Line.Run("AT+IFC=2,2");
            }

            foreach (string row in Line.Run("AT+QSSLSTATE"))
            {
                Line.Run("AT+QSSLCLOSE=" + row[12..row.IndexOf(',', StringComparison.Ordinal)], 30000);
            }

            return true;
        }
        catch (Bg95Exception)
        {
            return false;
        }
    }

    private int? TryConnect(int context, string host, int port)
    {
        if (Fault != Fault.WritesNoSettings && !(Fault == Fault.WritesSettingsOnce && _hasSettings))
        {
            Dictionary<string, string> settings = TrustOracle.Demanded(_contexts[context]);

            foreach ((string name, string value) in settings)
            {
                if (value.Length > 0)
                {
                    bool isFile = name is "cacert" or "clientcert" or "clientkey";
                    Line.Run($"AT+QSSLCFG=\"{name}\",{context},{(isFile ? $"\"{value}\"" : value)}");
                }
            }

            _hasSettings = context == 0;
        }

        for (int id = 0; id < 12; id++)
        {
            if (_sockets.Exists(socket => socket.Id == id && !socket.IsGone))
            {
                continue;
            }

            Line.Opened.Clear();

            try
            {
                Line.Run($"AT+QSSLOPEN=1,{context},{id},\"{host}\",{port},0", 20000);
            }
            catch (Bg95Exception e) when (e.Error == Bg95Error.Rejected)
            {
                continue;
            }

            while (Line.Opened.Count == 0)
            {
                string line = Line.ReadLine("AT+QSSLOPEN", 60000);

                if (line.StartsWith("+QSSLOPEN: ", StringComparison.Ordinal))
                {
                    Line.Opened.Add(line);
                }
            }

            if (Line.Opened[0] == $"+QSSLOPEN: {id},0" || Fault == Fault.BelievesInConnection)
            {
                return id;
            }

            try
            {
                Line.Run($"AT+QSSLCLOSE={id}", 30000);
            }
            catch (Bg95Exception e) when (e.Error == Bg95Error.Rejected)
            {
                // It was not open.
            }

            if (!Line.Opened[0].EndsWith(",563", StringComparison.Ordinal))
            {
                return null;
            }
        }

        return null;
    }

    // The driver's own thread: raises events.
    private void Poll()
    {
        byte[] bytes = new byte[1];

        while (IsOpen || (Fault == Fault.LeavesThread && _isDisposed))
        {
            Line.Time.Sleep(1000);

            if (Fault == Fault.LosesThread)
            {
                throw new InvalidOperationException("a fault");
            }

            if (Fault == Fault.ReadsTwice && IsOpen)
            {
                _port.Read(bytes, 0, 1, 1, 3000);
            }

            while (Fault == Fault.Spins)
            {
                _ = Line.Time.Milliseconds;
            }

            foreach (SimpleSocket socket in _sockets.ToArray())
            {
                if (IsOpen && Fault != Fault.RaisesNothing)
                {
                    socket.Poll();
                }
            }
        }
    }
}
