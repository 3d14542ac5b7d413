// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text.Json;
using Bg95Emulator;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class InfoTests
{
    [Fact]
    public void Info_OfAModule_TellsWhatItIsHearsAndHolds()
    {
        using ServedModule served = new();
        served.Module.Files.Write("root.pem", "abc"u8);
        ToolRun run = served.Run("info");
        Assert.Equal(0, run.Code);
        foreach (string text in (string[])
            ["Quectel BG95-M3", "BG95M3LAR02A04_01.012.01.012", "004999010640000", "ICCID 8900101000000000000", "home, LTE-M, operator 00101", "RSSI -65 dBm", "no PDP context is active", "root.pem, 3 bytes", "ciphersuite", "0XC02F"])
        {
            Assert.Contains(text, run.Output);
        }

        Assert.All(run.Output.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 80, line));
    }

    [Fact]
    public void Info_AsJson_HasTheDocumentedShape()
    {
        using ServedModule served = new();
        (ToolRun run, JsonElement document) = ToolRun.Json("info", "--tcp", served.Place);
        Assert.Equal(0, run.Code);
        JsonElement result = document.GetProperty("result");
        Assert.Equal("info", document.GetProperty("command").GetString());
        Assert.Equal("BG95-M3", result.GetProperty("model").GetString());
        Assert.True(result.GetProperty("registration").GetProperty("isRegistered").GetBoolean());
        Assert.Equal(-65, result.GetProperty("signal").GetProperty("rssiDbm").GetInt32());
        Assert.Equal(0, result.GetProperty("files").GetArrayLength());
        Assert.Equal(3 * 1024 * 1024, result.GetProperty("storage").GetProperty("total").GetInt32());
        Assert.Equal("sslversion", result.GetProperty("tls")[0].GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("error").ValueKind);
    }

    [Fact]
    public void Info_WithoutCardAndNetwork_TellsTheRest()
    {
        using ServedModule served = new(options =>
        {
            options.Sim.IsInserted = false;
            options.Network.IsReachable = false;
        });
        (ToolRun run, JsonElement document) = ToolRun.Json("info", "--tcp", served.Place);
        Assert.Equal(0, run.Code);
        JsonElement result = document.GetProperty("result");
        Assert.Equal("none", result.GetProperty("sim").GetString());
        Assert.Equal(JsonValueKind.Null, result.GetProperty("iccid").ValueKind);
        Assert.False(result.GetProperty("registration").GetProperty("isRegistered").GetBoolean());
        Assert.Equal("BG95-M3", result.GetProperty("model").GetString());
    }

    [Fact]
    public void Info_OnASerialPort_Works()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals.");
        using EmulatedModule module = new(new ModuleOptions());
        using PseudoTerminal terminal = PseudoTerminal.Open();
        module.Attach(terminal.Stream);
        ToolRun run = ToolRun.ToEnd("info", "--port", terminal.Name, "--baud", "921600");
        Assert.Equal(0, run.Code);
        Assert.Contains("BG95-M3", run.Output);
    }

    [Fact]
    public void Info_Emulated_NeedsNothing()
    {
        ToolRun run = ToolRun.ToEnd("info", "--emulated");
        Assert.Equal(0, run.Code);
        Assert.Contains("ca.pem", run.Output);
    }
}
