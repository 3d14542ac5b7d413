// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

/// <summary>The tool, run with a command line, and what it prints as it comes.</summary>
internal sealed class ToolRun : TextWriter
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly StringBuilder _printed = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _running;

    public ToolRun(params string[] args)
    {
        _running = Task.Run(() => ToolProgram.Run(args, this, this, _stop.Token));
    }

    public override Encoding Encoding => Encoding.UTF8;

    public string Printed
    {
        get
        {
            lock (_gate)
            {
                return _printed.ToString();
            }
        }
    }

    /// <summary>Runs it to its end.</summary>
    public static (int Code, string Printed) ToEnd(params string[] args)
    {
        using ToolRun run = new(args);
        return (run.Wait(), run.Printed);
    }

    public override void Write(char value)
    {
        lock (_gate)
        {
            _printed.Append(value);
            Monitor.PulseAll(_gate);
        }
    }

    public override void Write(string? value)
    {
        lock (_gate)
        {
            _printed.Append(value);
            Monitor.PulseAll(_gate);
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    /// <summary>Waits until it has printed so.</summary>
    public Match WaitFor(string pattern, int occurrence = 0)
    {
        long end = Environment.TickCount64 + (long)s_limit.TotalMilliseconds;
        lock (_gate)
        {
            while (true)
            {
                MatchCollection matches = Regex.Matches(_printed.ToString(), pattern);
                if (matches.Count > occurrence)
                {
                    return matches[occurrence];
                }

                Assert.True(Environment.TickCount64 < end && !_running.IsCompleted, $"'{pattern}' is not in: {_printed}");
                Monitor.Wait(_gate, 200);
            }
        }
    }

    /// <summary>A connection to one of its TCP ports.</summary>
    public NetworkStream Connect(int index = 0)
    {
        IPEndPoint address = IPEndPoint.Parse(WaitFor(@"TCP (127\.0\.0\.1:\d+)", index).Groups[1].Value);
        TcpClient client = new();
        client.Connect(address);
        NetworkStream stream = client.GetStream();
        stream.ReadTimeout = 60_000;
        return stream;
    }

    /// <summary>As Ctrl-C does.</summary>
    public int Stop()
    {
        _stop.Cancel();
        return Wait();
    }

    public int Wait()
    {
        Assert.True(_running.Wait(s_limit), "It does not end. " + Printed);
        return _running.Result;
    }

    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        _running.Wait(s_limit);
        _stop.Dispose();
        base.Dispose(disposing);
    }
}
