// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bg95Emulator;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class OnlineTests
{
    private const string Pin = "4711";

    [Fact]
    public void Online_WhereAllIsWell_TellsEachStepAndTheAddress()
    {
        using ServedModule served = new(options => options.Sim.Pin = Pin);
        ToolRun run = served.Run("online", "--apn", "iot.example", "--pin", Pin);
        Assert.Equal(0, run.Code);
        string[] steps = [.. run.Output.Split('\n').Select(line => line.Length > 17 ? line[2..17].Trim() : string.Empty)];
        Assert.Equal(["power", "settings", "SIM card", "registration", "data connection", "clock", "online", "signal"], steps[..8]);
        Assert.Contains("100.64.0.1", run.Output);
        Assert.Equal([1], served.Module.ActivePdpContexts);
        Assert.Equal("iot.example", served.Module.AttachedAccessPoint);
    }

    [Fact]
    public void Online_AsJson_HasStepsAndRegistration()
    {
        using ServedModule served = new();
        (_, JsonElement document) = ToolRun.Json("online", "--tcp", served.Place);
        JsonElement result = document.GetProperty("result");
        Assert.Equal(6, result.GetProperty("steps").GetArrayLength());
        Assert.All(result.GetProperty("steps").EnumerateArray(), step => Assert.True(step.GetProperty("ok").GetBoolean()));
        Assert.Equal("100.64.0.1", result.GetProperty("address").GetString());
        Assert.Equal("LTE-M", result.GetProperty("registration").GetProperty("technology").GetString());
    }

    public static TheoryData<string, string, string, string[]> Failures { get; } = new()
    {
        { "settings", "settings", "commandFailed", ["--apn", "iot.example"] },
        { "no card", "SIM card", "noSim", [] },
        { "pin", "SIM card", "pinNeeded", [] },
        { "pin", "SIM card", "pinRefused", ["--pin", "9999"] },
        { "puk", "SIM card", "simLocked", [] },
        { "no network", "registration", "notRegistered", ["--timeout", "5"] },
        { "denied", "registration", "registrationDenied", ["--timeout", "5"] },
        { "apn", "data connection", "noDataConnection", [] },
        { "clock", "clock", "clockUnknown", ["--time-server", "time.example"] },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Online_StepThatFails_IsNamedWithWhatToDo(string trouble, string step, string kind, string[] args)
    {
        using ServedModule served = new(options => Trouble(options, trouble));
        (ToolRun run, JsonElement document) = ToolRun.Json(["online", "--tcp", served.Place, .. args]);
        Assert.Equal(1, run.Code);
        JsonElement error = document.GetProperty("error");
        Assert.Equal((step, kind), (error.GetProperty("step").GetString(), error.GetProperty("kind").GetString()));
        Assert.False(string.IsNullOrEmpty(error.GetProperty("message").GetString()));
        Assert.Equal(trouble == "settings", string.IsNullOrEmpty(error.GetProperty("advice").GetString()));

        // All but the last were done.
        JsonElement[] steps = [.. document.GetProperty("result").GetProperty("steps").EnumerateArray()];
        Assert.Equal(step, steps[^1].GetProperty("name").GetString());
        Assert.False(steps[^1].GetProperty("ok").GetBoolean());
        Assert.All(steps[..^1], done => Assert.True(done.GetProperty("ok").GetBoolean()));
        Assert.DoesNotContain("9999", run.Output + run.Error);
    }

    [Fact]
    public void Online_PinThatIsWrong_IsSentOnce()
    {
        using ServedModule served = new(options => options.Sim.Pin = Pin);
        ToolRun run = served.Run("online", "--pin", "9999");
        Assert.Equal(1, run.Code);
        Assert.Equal(2, served.Module.Sim.PinTries);
        Assert.Contains("Look the PIN up", run.Error);

        // The next run does not spend another.
        Assert.Equal(1, served.Run("online", "--pin", "9998").Code);
        Assert.Equal(2, served.Module.Sim.PinTries);
    }

    [Fact]
    public void Online_NothingAnswers_EndsWithThreeAndSaysWhatToLookAt()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        ToolRun run = ToolRun.ToEnd("online", "--tcp", silent.LocalEndpoint.ToString()!, "--timeout", "4");
        Assert.Equal(3, run.Code);
        Assert.Contains("answers like a module", run.Error);
        Assert.Contains("looking for the module", run.Error);
    }

    [Fact]
    public void Online_PortThatIsNotThere_EndsWithThree()
    {
        TcpListener gone = new(IPAddress.Loopback, 0);
        gone.Start();
        string place = gone.LocalEndpoint.ToString()!;
        gone.Dispose();
        (ToolRun run, JsonElement document) = ToolRun.Json("online", "--tcp", place);
        Assert.Equal(3, run.Code);
        Assert.Equal("portNotOpen", document.GetProperty("error").GetProperty("kind").GetString());
        Assert.Equal(3, ToolRun.ToEnd("online", "--port", "no-such-port").Code);
    }

    private static void Trouble(ModuleOptions options, string trouble)
    {
        switch (trouble)
        {
            case "settings":
                options.Faults.Add("refuse:command=+CFUN");
                break;
            case "no card":
                options.Sim.IsInserted = false;
                break;
            case "pin":
                options.Sim.Pin = Pin;
                break;
            case "puk":
                options.Sim.Pin = Pin;
                options.Sim.PinTries = 0;
                break;
            case "no network":
                options.Network.IsReachable = false;
                break;
            case "denied":
                options.Network.ChangeCells(cell => cell with { Answer = CellAnswer.Deny });
                break;
            case "apn":
                options.Refusal = (name, _) => name == "+QIACT" ? 561 : 0;
                break;
            case "clock":
                options.NetworkTimeReceived = false;
                options.Refusal = (name, _) => name == "+QNTP" ? 565 : 0;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null);
        }
    }
}
