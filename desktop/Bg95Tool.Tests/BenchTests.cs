// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class BenchTests
{
    [Fact]
    public void Bench_Emulated_MeasuresEachModeAndDrawsIt()
    {
        string svg = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".svg");
        try
        {
            (ToolRun run, JsonElement document) = ToolRun.Json("bench", "--emulated", "--baud", "921600", "--bytes", "20000", "--svg", svg);
            Assert.Equal(0, run.Code);
            JsonElement[] modes = [.. document.GetProperty("result").GetProperty("modes").EnumerateArray()];
            Assert.Equal(
                ["receiveBuffer", "receiveDirectPush", "receiveTransparent", "sendFixed"], modes.Select(mode => mode.GetProperty("mode").GetString()));
            Assert.All(modes, mode => Assert.Equal(20_000, mode.GetProperty("bytes").GetInt32()));

            // No mode is faster than the line.
            Assert.All(modes, mode => Assert.InRange(mode.GetProperty("bytesPerSecond").GetDouble(), 1, 92_160 * 1.05));
            Assert.Equal(5, XDocument.Load(svg).Descendants("{http://www.w3.org/2000/svg}rect").Count());
        }
        finally
        {
            File.Delete(svg);
        }
    }

    [Fact]
    public void Bench_OneMode_ShowsABar()
    {
        using ServedModule served = new();
        ToolRun run = served.Run("bench", ServedModule.Page(50_000), "--ca", served.Ca, "--mode", "buffer", "--bytes", "10000");
        Assert.Equal(0, run.Code);
        Assert.Contains("receive, buffer", run.Output);
        Assert.Contains("█", run.Output);
        Assert.DoesNotContain("transparent", run.Output);
        Assert.Empty(served.Module.Sockets);
    }

    [Fact]
    public void Bench_PageThatIsNotThere_Fails()
    {
        using ServedModule served = new();
        ToolRun run = served.Run("bench", "https://server.nanobg95.test/no", "--ca", served.Ca, "--mode", "buffer");
        Assert.Equal(1, run.Code);
        Assert.Contains("the server answers 404", run.Output);
    }
}
