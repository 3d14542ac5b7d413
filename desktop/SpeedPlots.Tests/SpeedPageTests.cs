// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace SpeedPlots.Tests;

/// <summary>What is committed against what the program computes here and now. 'dotnet run --project desktop/SpeedPlots' renews it.</summary>
public sealed class SpeedPageTests
{
    private const int LargestChart = 60_000;

    private static readonly Lazy<Figures> s_figures = new(Figures.Compute);

    [Fact]
    public void Page_InTheRepository_HasTheFigures()
    {
        string page = File.ReadAllText(InRepository(SpeedPage.Path)).ReplaceLineEndings("\n");

        Assert.Equal(SpeedPage.WithTables(page, s_figures.Value.Tables()), page);
    }

    [Theory]
    [InlineData("first-byte.svg")]
    [InlineData("goodput.svg")]
    [InlineData("heap.svg")]
    [InlineData("sockets.svg")]
    [InlineData("work.svg")]
    public void Chart_InTheRepository_WasDrawnFromTheFigures(string name)
    {
        string chart = File.ReadAllText(InRepository(Path.Combine(SpeedPage.ChartFolder, name)));

        Assert.Contains(s_figures.Value.Mark, chart, StringComparison.Ordinal);
        Assert.InRange(chart.Length, 1_000, LargestChart);
        Assert.Contains($"](speed/{name})", File.ReadAllText(InRepository(SpeedPage.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_InTheRepository_AreTheProgramsOwn()
    {
        string[] names = [.. Directory.GetFiles(InRepository(SpeedPage.ChartFolder)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

        Assert.Equal(["first-byte.svg", "goodput.svg", "heap.svg", "sockets.svg", "work.svg"], names);
    }

    [Fact]
    public void Figures_ComputedAgain_AreTheSame()
    {
        Assert.Equal(s_figures.Value.Tables(), Figures.Compute().Tables());
    }

    [Fact]
    public void WithTables_PageWithoutThePlace_Throws()
    {
        Dictionary<string, string> tables = new() { ["x"] = "new\n" };

        Assert.Equal("<!-- x -->\nnew\n<!-- /x -->\n", SpeedPage.WithTables("<!-- x -->\nold\n<!-- /x -->\n", tables));
        Assert.Throws<FormatException>(() => SpeedPage.WithTables("<!-- x -->\nold\n", tables));
    }

    // What the page says of them in words.
    [Fact]
    public void Driver_InEveryWay_IsAsFastAsTheBareLoop()
    {
        Assert.All(s_figures.Value.Goodput, each => Assert.InRange(each.Driver, each.Bare * 0.996, each.Bare * 1.001));
    }

    private static string InRepository(string path) => Path.Combine(SpeedPage.FindRoot(AppContext.BaseDirectory), path);
}
