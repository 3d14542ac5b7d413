// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Bg95Ssl;
using Xunit;

namespace Bg95Tool.Tests;

/// <summary>The tool, run with a command line through its entry point.</summary>
internal sealed class ToolRun : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _running;

    private ToolRun(string input, string[] args, TimeSource? driverTime = null)
    {
        ToolConsole console = new(_output, TextWriter.Synchronized(_error), new StringReader(input));
        _running = Task.Run(() => ToolProgram.Run(args, console, _stop.Token, driverTime));
    }

    /// <summary>The exit code.</summary>
    public int Code { get; private set; }

    /// <summary>What came on standard output.</summary>
    public byte[] Bytes => _output.ToArray();

    /// <summary>The same as text.</summary>
    public string Output => Encoding.UTF8.GetString(Bytes);

    /// <summary>What came on standard error.</summary>
    public string Error => _error.ToString();

    /// <summary>Runs it to its end.</summary>
    public static ToolRun ToEnd(params string[] args) => WithInput(string.Empty, args);

    /// <summary>Runs it to its end, with what it reads.</summary>
    public static ToolRun WithInput(string input, params string[] args)
    {
        using ToolRun run = new(input, args);
        run.Wait();
        return run;
    }

    /// <summary>Runs it to its end with a driver that asks nothing twice because the machine is busy.</summary>
    public static ToolRun Patiently(params string[] args)
    {
        using ToolRun run = new(string.Empty, args, new PatientTime());
        run.Wait();
        return run;
    }

    /// <summary>Begins it.</summary>
    public static ToolRun Start(params string[] args) => new(string.Empty, args);

    /// <summary>Runs it with --json; standard output has to be that document and nothing else.</summary>
    public static (ToolRun Run, JsonElement Document) Json(params string[] args)
    {
        ToolRun run = ToEnd([.. args, "--json"]);
        JsonElement document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(run.Code, document.GetProperty("exitCode").GetInt32());
        Assert.Equal(run.Code == 0, document.GetProperty("ok").GetBoolean());
        return (run, document);
    }

    /// <summary>As Ctrl-C does.</summary>
    public void Stop()
    {
        _stop.Cancel();
        Wait();
    }

    /// <summary>Waits for its end.</summary>
    public void Wait()
    {
        Assert.True(_running.Wait(s_limit), "It does not end. " + Error);
        Code = _running.Result;

        // Whatever goes wrong, nobody is shown the tool's insides.
        Assert.DoesNotContain("   at ", Error + Output);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _running.Wait(s_limit);
        _stop.Dispose();
    }
}
