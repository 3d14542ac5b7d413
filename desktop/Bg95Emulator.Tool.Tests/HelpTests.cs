// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class HelpTests
{
    [Fact]
    public void Help_OfTheTool_ShowsItsCommandsAndHowToBegin()
    {
        (int code, string printed) = ToolRun.ToEnd("--help");
        Assert.Equal(0, code);
        Assert.Contains("bg95-emulator serve --strict -- pytest tests", printed);
        Assert.All((string[])["serve", "replay", "profiles", "faults"], name => Assert.Contains($"  {name}", printed));
    }

    [Fact]
    public void Faults_WithAndWithoutName_ListThem()
    {
        string all = ToolRun.ToEnd("faults").Printed;
        Assert.All(FaultCatalog.All, fault => Assert.Contains("\n" + fault.Name.PadRight(21), "\n" + all));
        (int code, string one) = ToolRun.ToEnd("faults", "late-answer");
        Assert.Equal(0, code);
        Assert.Contains("seen in the field: module facts 6", one);
        Assert.DoesNotContain("drop-byte  ", one);
        Assert.Equal(2, ToolRun.ToEnd("faults", "none").Code);
    }

    [Fact]
    public void Profiles_WithAndWithoutName_ListThem()
    {
        string all = ToolRun.ToEnd("profiles").Printed;
        Assert.All(ModuleProfiles.All, profile => Assert.Contains(profile.Title, all));
        Assert.Contains("after 20 openings", ToolRun.ToEnd("profiles", "eg800k").Printed);
        Assert.Equal(2, ToolRun.ToEnd("profiles", "none").Code);
    }

    [Theory]
    [InlineData("There is no profile 'bg1'", "serve", "--profile", "bg1")]
    [InlineData("There is no fault 'x'", "serve", "--fault", "x")]
    [InlineData("--baud takes", "serve", "--baud", "7")]
    [InlineData("--tcp takes", "serve", "--tcp", "70000")]
    [InlineData("--modules takes", "serve", "-n", "0")]
    [InlineData("--speed takes", "serve", "--speed", "0")]
    [InlineData("--baud takes 300 to 4000000.", "serve", "--baud", "abc")]
    [InlineData("--tcp takes 0 to 65535.", "serve", "--tcp", "abc")]
    [InlineData("--speed takes a factor from 0.001 to 10000.", "serve", "--speed", "1e300")]
    [InlineData("--speed takes", "serve", "--speed", "NaN")]
    [InlineData("--speed takes", "replay", "log", "--speed", "fast")]
    [InlineData("'yesterday' is no time", "serve", "--clock", "yesterday")]
    [InlineData("'x': --host takes name=address.", "serve", "--host", "x")]
    [InlineData("'x=y': --host takes name=address.", "serve", "--host", "x=y")]
    [InlineData("--route takes", "serve", "--route", "1.2.3.4:5=6")]
    [InlineData("--file takes", "serve", "--file", "=path")]
    [InlineData("--latency takes 0 to 86400000.", "serve", "--latency", "-5")]
    [InlineData("--boot-delay takes", "serve", "--boot-delay", "99999999999999999999")]
    [InlineData("--seed takes", "serve", "--seed", "x")]
    [InlineData("--modules takes 1 to 1000.", "serve", "-n", "many")]
    [InlineData("--network-zone takes", "serve", "--network-zone", "1.5")]
    [InlineData("--imsi takes", "serve", "--imsi", "abc")]
    [InlineData("--operator takes", "serve", "--operator", "T-Example")]
    [InlineData("--help tells", "serve", "--nonsense")]
    public void Usage_ThatIsWrong_IsToldInOneLineAndEndsWithTwo(string message, params string[] args)
    {
        (int code, string printed) = ToolRun.ToEnd(args);
        Assert.Equal(2, code);
        Assert.Contains(message, printed);
        Assert.Equal(2, printed.TrimEnd('\n').Split('\n').Length);
    }

    [Theory]
    [InlineData("no-such-folder", "serve", "--tcp", "0", "--files", "no-such-folder")]
    [InlineData("no-such-log", "replay", "no-such-log", "--tcp", "0")]
    public void Run_ThatCannotWork_SaysWhyAndEndsWithOne(string message, params string[] args)
    {
        (int code, string printed) = ToolRun.ToEnd(args);
        Assert.Equal(1, code);
        Assert.Contains(message, printed);
    }
}
