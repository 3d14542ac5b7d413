// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using Xunit;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>Shows that the compilation fails where it should, and that it knows more than the names of things.</summary>
public class OffendingSourceTests
{
    [Theory]
    [InlineData("task", "class C { System.Threading.Tasks.Task _t; }", "CS0234")]
    [InlineData("async", "class C { async System.Threading.Tasks.Task M() { await M(); } }", "CS0234")]
    [InlineData("span", "using System; class C { void M(Span<byte> s) { } }", "CS0246")]
    [InlineData("list", "class C { object M() => new System.Collections.Generic.List<int>(); }", "CS0234")]
    [InlineData("join", "class C { string M(string[] s) => string.Join(\",\", s); }", "CS0117")]
    [InlineData("replace", "class C { string M(string s) => s.Replace('a', 'b'); }", "CS1061")]
    [InlineData("comparison", "class C { int M(string s) => s.IndexOf(\"a\", System.StringComparison.Ordinal); }", "CS0234")]
    [InlineData("ascii", "class C { byte[] M() => System.Text.Encoding.ASCII.GetBytes(\"a\"); }", "CS0117")]
    [InlineData("nullable value", "class C { int? M() => 1; }", "CS0518")]
    [InlineData("null-conditional value", "class C { bool M(string s) => s?.Length == 1; }", "CS0518")]
    [InlineData("volatile", "class C { volatile int _i; int M() => _i++; }", "CS0518")]
    [InlineData("tuple", "class C { (int, int) M() => (1, 2); }", "CS8179")]
    [InlineData("range", "class C { string M(string s) => s[1..2]; }", "CS0518")]
    [InlineData("index from the end", "class C { int M(int[] s) => s[^1]; }", "CS0656")]
    [InlineData("iterator", "class C { System.Collections.IEnumerable M() { yield return 1; } }", "CS0656")]
    [InlineData("record", "record R(int A);", "CS0518")]
    [InlineData("decimal", "class C { decimal M() => 1m; }", "CS0518")]
    [InlineData("dynamic", "class C { object M(dynamic d) => d.A; }", "CS1980")]
    [InlineData("linq", "using System.Linq;", "CS0234")]
    [InlineData("stopwatch", "class C { System.Diagnostics.Stopwatch _s; }", "CS0234")]
    [InlineData("overflow", "class C { void M() { try { M(); } catch (System.OverflowException) { } } }", "CS0234")]
    [InlineData("utf-8 literal", "class C { object M() => \"a\"u8; }", "CS8773")]
    [InlineData("file-scoped namespace", "namespace N;", "CS8773")]
    [InlineData("assembly that no project refers to", "class C { System.Collections.Hashtable _h; }", "CS0234")]
    [InlineData("cancellation", "class C { System.Threading.CancellationToken _t; }", "CS0234")]
    [InlineData("line of a port", "class C { void M(System.IO.Ports.SerialPort p) { p.DtrEnable = true; } }", "CS1061")]
    [InlineData("derived port", "class C : System.IO.Ports.SerialPort { public C() : base(\"COM1\") { } }", "CS0509")]
    [InlineData("stream", "using System.IO; abstract class C : Stream { } sealed class D : C { }", "CS0534")]
    [InlineData("background", "class C { void M(System.Threading.Thread t) { t.IsBackground = true; } }", "CS1061")]
    [InlineData("unused variable", "class C { void M() { int i = 1; } }", "CS0219")]
    [InlineData("unused field", "class C { int _i; }", "CS0169")]
    [InlineData("obsolete assertion", "class C { void M() { nanoFramework.TestFramework.Assert.Equal(1, 1); } }", "CS0618")]
    [InlineData("attribute in a wrong place", "[nanoFramework.TestFramework.TestMethod] class C { }", "CS0592")]
    [InlineData("event handler", "class C { void M(System.IO.Ports.SerialPort p) { p.DataReceived += delegate (object o, int e) { }; } }", "CS1661")]
    [InlineData("protected constructor", "class C { object M() => new System.Text.Encoding(); }", "CS0144")]
    [InlineData("constructor that is not there", "class C { object M() => new System.IO.Ports.SerialDataReceivedEventArgs(); }", "CS1729")]
    [InlineData("setter that is not there", "class C { void M(System.IO.Ports.SerialPort p) { p.PortName = string.Empty; } }", "CS0200")]
    [InlineData("instance of a static class", "class C { object M() => new nanoFramework.TestFramework.OutputHelper(); }", "CS0712")]
    [InlineData("argument that is not optional", "class C { object M() => new System.IO.Ports.SerialPort(); }", "CS7036")]
    public void Compile_WhatTheDeviceLacks_IsAFault(string what, string source, string expected)
    {
        string[] faults = [.. Fixture.Compile(source).Faults];

        Assert.True(faults.Any(fault => fault.Contains(expected, StringComparison.Ordinal)), what + Environment.NewLine + string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [InlineData("no comment", "/// <summary>Type.</summary>\npublic class C { public void M() { } }", "CS1591")]
    [InlineData("reference in a comment", "/// <summary><see cref=\"System.Threading.Tasks.Task\"/></summary>\npublic class C { }", "CS1574")]
    public void Compile_FaultyDocumentation_IsAFaultWhereItIsWritten(string what, string source, string expected)
    {
        string[] faults = [.. Fixture.Compile(source, true).Faults];

        Assert.True(faults.Any(fault => fault.Contains(expected, StringComparison.Ordinal)), what + Environment.NewLine + string.Join(Environment.NewLine, faults));
        Assert.Empty(Fixture.Compile(source).Faults);
    }
}
