// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>Device code that is right must pass, however differently the desktop compiler lowers it.</summary>
public class CleanSourceTests
{
    [Theory]
    [InlineData("lock", "class C { readonly object _l = new object(); int _i; void M() { lock (_l) { _i++; } } }")]
    [InlineData("field-like event", "using System; class C { public event EventHandler E; void M() { E?.Invoke(this, EventArgs.Empty); } }")]
    [InlineData("lambda for an annotated delegate", "using System; class C { event EventHandler E; void M() { E += (sender, args) => { }; E(this, EventArgs.Empty); } }")]
    [InlineData("delegate", "delegate void D(int i); class C { D _d; void M() { _d += i => { }; _d(1); } }")]
    [InlineData("wait handles", "using System.Threading; class C { void M(AutoResetEvent a, ManualResetEvent b) { a.Set(); b.Reset(); a.WaitOne(5, false); WaitHandle.WaitAny(new WaitHandle[] { a, b }); } }")]
    [InlineData("serial port", "using System.IO.Ports; class C { void M(SerialPort p) { p.ReadTimeout = 5; p.Open(); p.Write(new byte[2], 0, 2); p.Dispose(); } }")]
    [InlineData("interpolation", "class C { string M(int i, string s) => $\"{i}: {s}\" + s; }")]
    [InlineData("format", "class C { string M(int i) => string.Format(\"{0} {1}\", i, i); }")]
    [InlineData("split", "class C { string[] M(string s) => s.Split(','); }")]
    [InlineData("switch on string", "class C { int M(string s) { switch (s) { case \"aaa\": return 1; case \"bbb\": return 2; case \"ccc\": return 3; case \"abc\": return 4; case \"bcd\": return 5; case \"cde\": return 6; case \"def\": return 7; default: return 0; } } }")]
    [InlineData("static bytes", "class C { static readonly byte[] s_b = { 1, 2, 3, 4, 5, 6 }; int M() => s_b.Length; }")]
    [InlineData("jagged array", "class C { int[][] M() => new int[][] { new int[3], new int[4] }; }")]
    [InlineData("filter", "using System; class C { int M() { try { return 1; } catch (Exception e) when (e.Message == null) { return 2; } finally { GC.SuppressFinalize(this); } } }")]
    [InlineData("floating point", "class C { float M(float a, double b) => a * (float)b; }")]
    [InlineData("closure", "using System.Threading; class C { void M(int i) { new Thread(() => { i++; }).Start(); } }")]
    [InlineData("readonly struct", "readonly struct S { public readonly int A; public S(int a) { A = a; } public int M(in S other) => other.A; }")]
    [InlineData("init property", "class C { public int P { get; init; } }")]
    [InlineData("exception", "using System; class E : Exception { public E(string m) : base(m) { } public override string Message => base.Message; } class C { void M() => throw new ArgumentOutOfRangeException(\"a\"); }")]
    [InlineData("stream", "using System.IO; class C { void M(Stream s) { s.Write(new byte[1], 0, 1); s.Flush(); s.Dispose(); } }")]
    [InlineData("overrides", "abstract class A { public abstract int M(); } sealed class B : A { public override int M() => 1; public override string ToString() => string.Empty; public override int GetHashCode() => 1; public override bool Equals(object o) => o is B; }")]
    [InlineData("interface", "using System; interface I { int M(); event EventHandler E; } class C : I, IDisposable { public event EventHandler E { add { } remove { } } int I.M() => 1; public void Dispose() { } }")]
    [InlineData("background thread of a time source", "using System.Threading; namespace Bg95Ssl { public abstract class TimeSource { public abstract Thread StartThread(ThreadStart body); } } class C : Bg95Ssl.TimeSource { public override Thread StartThread(ThreadStart body) { Thread t = new Thread(body); t.IsBackground = true; t.Start(); return t; } }")]
    public void Check_CodeThatRunsOnTheDevice_FindsNothing(string what, string source)
    {
        DeviceApiCheck check = new(new ApiLists(ApiLists.Library));

        Assert.True(check.Check(Fixture.Compile(source)).Count == 0, what + Environment.NewLine + string.Join(Environment.NewLine, check.Check(Fixture.Compile(source))));
    }

    [Fact]
    public void Check_OwnAssembly_IsTakenAsThere()
    {
        const string Source = "class C { object M() => new NanoBg95.DeviceApi.Finding(string.Empty, string.Empty, string.Empty); }";
        ApiLists lists = new(ApiLists.Library);

        Assert.Contains(new DeviceApiCheck(lists).Check(Fixture.Compile(Source)), finding => finding.What.Contains("Finding", StringComparison.Ordinal));
        Assert.Empty(new DeviceApiCheck(lists, "NanoBg95.DeviceApi").Check(Fixture.Compile(Source)));
    }

    [Fact]
    public void Check_TypesThatStayOnThePc_AreLeftOut()
    {
        const string Source = "class Device { int M() => 1; } class Pc { void M() => System.Environment.Exit(1); static T G<T>(T t) => t; }";
        DeviceApiCheck check = new(new ApiLists(ApiLists.Sample));

        Assert.Empty(check.Check(Fixture.Compile(Source), type => type == "Device"));
        Assert.NotEmpty(check.Check(Fixture.Compile(Source)));
        Assert.NotEmpty(check.Check(Fixture.Compile(Source), type => type == "Pc"));
    }
}
