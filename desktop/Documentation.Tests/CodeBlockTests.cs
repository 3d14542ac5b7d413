// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NanoBg95.DeviceBuild.Tests;
using Xunit;

namespace NanoBg95.Documentation.Tests;

/// <summary>Every block of C# in every page: for the device with its compiler, its C# and its core library, for the PC with the PC's.</summary>
public class CodeBlockTests
{
    private const string CSharp = "csharp";

    // What a person who reads a piece of a program does not miss: that all of it is used.
    private static readonly string[] s_unused = ["CS0168", "CS0219", "CS0649", "CS0169", "CS8321", "CS0414"];

    private static readonly string[] s_libraries =
        ["Bg95Ssl/Bg95Ssl.nfproj", "Bg95Cellular/Bg95Cellular.nfproj", "Bg95Http/Bg95Http.nfproj", "Bg95Mqtt/Bg95Mqtt.nfproj", "Bg95Mqtt.M2Mqtt/Bg95Mqtt.M2Mqtt.nfproj"];

    // These pages are about programs on a PC.
    private static readonly string[] s_pcPages = ["docs/emulator.md", "docs/first-hour.md", "desktop/"];

    public static TheoryData<string> DeviceBlocks { get; } = [.. Names(block => !IsPc(block))];

    public static TheoryData<string> PcBlocks { get; } = [.. Names(IsPc)];

    [Theory]
    [MemberData(nameof(DeviceBlocks))]
    public void DeviceBlock_WithTheDevicesCompiler_CompilesWithoutAWarning(string name)
    {
        AssertNone(CompileForDevice(Page.Find(name)));
    }

    [Theory]
    [MemberData(nameof(PcBlocks))]
    public void PcBlock_WithThePcsCompiler_CompilesWithoutAWarning(string name)
    {
        AssertNone(PcCompiler.Compile(Page.Find(name)).Faults.Where(IsNoHabit));
    }

    [Theory]
    [InlineData("int a = modem.NoSuchMember;", "CS1061")]
    [InlineData("System.Threading.Tasks.Task task = null;", "CS0234")]
    [InlineData("using System;\n\npublic class Program\n{\n    public static void Main()\n    {\n        Int32 a = \"\";\n    }\n}", "CS0029")]
    public void DeviceBlock_ThatIsWrong_IsFound(string text, string expected)
    {
        Assert.Contains(CompileForDevice(new Block("docs/x.md", 1, CSharp, text)), fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Readme_HasAWholeProgram()
    {
        Block program = Page.Blocks.First(block => block is { Page: "README.md", Language: CSharp });

        Assert.True(IsProgram(program.Text));
        Assert.Contains("GoOnline", program.Text, StringComparison.Ordinal);
    }

    /// <summary>A whole program stands as it is, members and statements go where DeviceContext.txt says.</summary>
    private static IEnumerable<string> CompileForDevice(Block block)
    {
        bool isProgram = IsProgram(block.Text);
        string source = isProgram ? block.Text : Context.Around("device", block.Page, block.Text);
        DeviceBuild.Tests.DeviceBuild build = DeviceCompiler.Compile(
            "Block",
            "9.0",
            isProgram,
            false,
            [KeyValuePair.Create("block", source)],
            [CoreLibrary.Reference, .. Stubs.All.Values, .. s_libraries.Select(path => DeviceBuilder.OnDisk.Build(path).Reference!)]);

        return build.Faults.Where(IsNoHabit);
    }

    private static bool IsNoHabit(string fault) => !s_unused.Any(id => fault.Contains(id, StringComparison.Ordinal));

    // Its first line is a directive: "using X;" alone.
    private static bool IsProgram(string text)
    {
        string first = text.Split('\n')[0];
        return first.StartsWith("using ", StringComparison.Ordinal) && !first.Contains('=', StringComparison.Ordinal);
    }

    private static bool IsPc(Block block) => s_pcPages.Any(page => block.Page.StartsWith(page, StringComparison.Ordinal));

    private static IEnumerable<string> Names(Func<Block, bool> which)
    {
        return Page.Blocks.Where(block => block.Language == CSharp && which(block)).Select(block => block.ToString());
    }

    private static void AssertNone(IEnumerable<string> faults)
    {
        string text = string.Join(Environment.NewLine, faults);
        Assert.True(text.Length == 0, text);
    }
}
