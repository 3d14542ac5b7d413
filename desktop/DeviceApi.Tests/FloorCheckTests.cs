// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

public class FloorCheckTests
{
    [Fact]
    public void Check_ArrowsThatRunDown_FindsNothing()
    {
        Assert.Empty(Check(
            ("Serial/Line.cs", "interface ILine { void Send(); }"),
            ("At/Channel.cs", "enum Mode { A } class Channel { ILine _line; Mode _mode; }"),
            ("Ssl/Socket.cs", "class Socket { void M(Channel c) { System.Threading.ThreadStart t = () => c.ToString(); } }"),
            ("Modem.cs", "class Modem { Socket M() => new Socket(); }")));
    }

    [Theory]
    [InlineData("field", "class Channel { Socket _s; }", "Channel._s")]
    [InlineData("parameter", "class Channel { void M(Socket s) { } }", "Channel.M")]
    [InlineData("array", "class Channel { void M(Socket[] s) { } }", "Channel.M")]
    [InlineData("cast", "class Channel { bool M(object o) => o is Socket; }", "Channel.M")]
    [InlineData("call", "class Channel { void M() { Socket.Close(); } }", "Channel.M")]
    [InlineData("static field", "class Channel { int M() => Socket.Count; }", "Channel.M")]
    [InlineData("base", "class Channel : Socket { }", "Channel")]
    [InlineData("in a closure", "class Channel { object M(int i) { System.Threading.ThreadStart t = () => Socket.Count = i; return t; } }", "Channel.<>c__DisplayClass0_0.<M>b__0")]
    [InlineData("interface without a body", "interface IChannel { Socket Open(); }", "IChannel.Open")]
    public void Check_ArrowThatRunsUp_IsReportedWithItsPlace(string what, string source, string where)
    {
        IReadOnlyList<Finding> findings = Check(("At/Channel.cs", source), ("Ssl/Socket.cs", "class Socket { public static int Count; public static void Close() { } }"));

        Assert.True(findings.Contains(new Finding("reference to a higher floor", where, "Socket")), what + ": " + string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public void Check_NeighboursOnOneFloor_MayKnowEachOther()
    {
        Assert.Empty(Check(("Pdp/A.cs", "class A { B _b; }"), ("Files/B.cs", "class B { A _a; }")));
    }

    [Fact]
    public void Check_RootFromBelow_IsReported()
    {
        Assert.Single(Check(("Ssl/A.cs", "class A { B _b; }"), ("B.cs", "class B { }")));
    }

    [Fact]
    public void Check_UnknownFolder_IsReported()
    {
        Assert.Equal(new Finding("on no floor", "A", "Attic"), Assert.Single(Check(("Attic/A.cs", "class A { }"))));
    }

    [Fact]
    public void Check_TypeInTwoFolders_IsReported()
    {
        Assert.Contains(
            Check(("At/A.cs", "partial class A { void M() { } }"), ("Ssl/A.cs", "partial class A { void N() { } }")),
            finding => finding.Rule == "on two floors");
    }

    private static IReadOnlyList<Finding> Check(params (string Path, string Source)[] files)
    {
        (Stream assembly, Stream symbols) = Fixture.Compile(files.Select(file => new KeyValuePair<string, string>("/house/Lib/" + file.Path, file.Source)));

        return FloorCheck.Check(assembly, symbols, "/house/Lib");
    }
}
