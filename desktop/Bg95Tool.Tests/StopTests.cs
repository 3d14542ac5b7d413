// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Bg95Emulator;
using Xunit;

namespace Bg95Tool.Tests;

/// <summary>Ctrl-C and --timeout: the module is left at rest.</summary>
public sealed class StopTests
{
    [Fact]
    public void CtrlC_DuringTheRegistration_EndsWith130()
    {
        using ServedModule served = new(options => options.Network.IsReachable = false);
        using ManualResetEventSlim waiting = new();
        served.Module.Dialogue += happened => Note(happened, "AT+CEREG", waiting);
        using ToolRun run = ToolRun.Start("online", "--tcp", served.Place);
        Assert.True(waiting.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        run.Stop();
        Assert.Equal(130, run.Code);
        Assert.Contains("Ctrl-C", run.Error);
        AssertAtRest(served);
    }

    [Fact]
    public void CtrlC_DuringAPage_ClosesTheSocket()
    {
        using ServedModule served = new(options => options.BaudRate = 115200);
        using ManualResetEventSlim loading = new();
        served.Module.Dialogue += happened => Note(happened, "AT+QSSLRECV", loading);
        using ToolRun run = ToolRun.Start("get", ServedModule.Page(10_000_000), "--ca", served.Ca, "--tcp", served.Place);
        Assert.True(loading.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        run.Stop();
        Assert.Equal(130, run.Code);
        AssertAtRest(served);
    }

    [Fact]
    public void CtrlC_DuringAHandshakeThatNeverEnds_IsNotWaitedFor()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using ServedModule served = new(options => options.Hosts["silent.example"] = IPAddress.Loopback);
        served.Module.Files.Write("ca.pem", System.IO.File.ReadAllBytes(served.Ca));
        using ManualResetEventSlim opening = new();
        served.Module.Dialogue += happened => Note(happened, "AT+QSSLOPEN", opening);
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        using ToolRun run = ToolRun.Start("get", $"https://silent.example:{port}/", "--tcp", served.Place);
        Assert.True(opening.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        run.Stop();
        Assert.Equal(130, run.Code);
        AssertAtRest(served);
    }

    [Fact]
    public void Timeout_OfTheWhole_EndsWithOneAndNamesTheStep()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using ServedModule served = new(options => options.Hosts["silent.example"] = IPAddress.Loopback);
        served.Module.Files.Write("ca.pem", System.IO.File.ReadAllBytes(served.Ca));
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        ToolRun run = served.Run("get", $"https://silent.example:{port}/", "--timeout", "5");
        Assert.Equal(1, run.Code);
        Assert.Contains("TLS: Not done within 5 s.", run.Error);
        AssertAtRest(served);
    }

    private static void Note(DialogueEvent happened, string command, ManualResetEventSlim signal)
    {
        if (happened.Kind == DialogueKind.Command && happened.Text.StartsWith(command, StringComparison.Ordinal))
        {
            signal.Set();
        }
    }

    // It listens for commands, and no socket is open.
    private static void AssertAtRest(ServedModule served)
    {
        Assert.Empty(served.Module.Sockets);
        ToolRun run = served.Run("at", "AT+QSSLSTATE");
        Assert.Equal("OK", run.Output.Trim());
    }
}
