// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>What the device has must compile: else the stubs or the options would be wrong.</summary>
public class CleanSourceTests
{
    [Theory]
    [InlineData("symbols", "#if NET || DEBUG || !TRACE || !NANOFRAMEWORK_1_0\n#error This is not the device.\n#endif")]
    [InlineData("lock", "class C { readonly object _l = new object(); int _i; void M() { lock (_l) { _i++; } } }")]
    [InlineData("field-like event", "using System; class C { public event EventHandler E; void M() { E?.Invoke(this, EventArgs.Empty); } }")]
    [InlineData("interpolation", "class C { string M(int i, string s) => $\"{i}: {s}\" + s; }")]
    [InlineData("init property", "class C { public int P { get; init; } }")]
    [InlineData("readonly struct", "readonly struct S { public readonly int A; public S(int a) { A = a; } public int M(in S other) => other.A; }")]
    [InlineData("filter", "using System; class C { int M() { try { return 1; } catch (Exception e) when (e.Message == null) { return 2; } finally { GC.SuppressFinalize(this); } } }")]
    [InlineData("closure", "using System.Threading; class C { void M(int i) { new Thread(() => { i++; }).Start(); } }")]
    [InlineData("extension", "static class C { public static int M(this string s) => s.Length; static int N() => \"a\".M(); }")]
    [InlineData("port", "using System.IO.Ports; class C { void M() { using SerialPort p = new SerialPort(\"COM2\", parity: Parity.Even); p.DataReceived += (o, e) => { _ = e.EventType; }; p.BaseStream.Flush(); } }")]
    [InlineData("text", "using System.Text; class C { string M(StringBuilder b) { b[0] = 'a'; return b.Append(1).Append(\"b\").AppendLine().ToString(); } }")]
    [InlineData("clock", "class C { long M() => System.Environment.TickCount64; }")]
    [InlineData("assertion", "using nanoFramework.TestFramework; [TestClass] public class C { [TestMethod] [DataRow(1, \"a\")] public void M() { Assert.AreEqual(1, 1); } }")]
    [InlineData("stream", "using System; using System.IO; class C : MemoryStream { public override int Read(SpanByte b) => base.Read(b); protected override void Dispose(bool d) { } }")]
    public void Compile_WhatTheDeviceHas_HasNoFaults(string what, string source)
    {
        DeviceBuild build = Fixture.Compile(source);

        Assert.True(build.Faults.Count == 0, what + Environment.NewLine + string.Join(Environment.NewLine, build.Faults));
        Assert.NotNull(build.Reference);
    }
}
