// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>Shows of every rule that it can fail, and that it names the member that contains the fault.</summary>
public class OffendingSourceTests
{
    [Theory]
    [InlineData("type", "class C { void M() { new System.Diagnostics.Stopwatch().Start(); } }", "not on the device", "C.M", "System.Diagnostics.Stopwatch.Start")]
    [InlineData("type of a field", "class C { System.Diagnostics.Stopwatch _s; }", "not on the device", "C._s", "T:System.Diagnostics.Stopwatch")]
    [InlineData("base type", "class C : System.ComponentModel.Component { }", "not on the device", "C", "System.ComponentModel.Component")]
    [InlineData("interface", "class C : System.IAsyncDisposable { public System.Threading.Tasks.ValueTask DisposeAsync() => default; }", "not on the device", "C", "T:System.IAsyncDisposable")]
    [InlineData("cast", "class C { bool M(object o) => o is System.Threading.EventWaitHandle; }", "not on the device", "C.M", "T:System.Threading.EventWaitHandle")]
    [InlineData("caught type", "class C { void M() { try { M(); } catch (System.OverflowException) { } } }", "not on the device", "C.M", "T:System.OverflowException")]
    [InlineData("method of a listed type", "class C { string M(string s) => s.Replace('a', 'b'); }", "not on the device", "C.M", "M:System.String.Replace(System.Char,System.Char)")]
    [InlineData("overload", "class C { int M(string s) => s.IndexOf(\"a\", System.StringComparison.Ordinal); }", "not on the device", "C.M", "M:System.String.IndexOf(System.String,System.StringComparison)")]
    [InlineData("split with options", "class C { string[] M(string s) => s.Split(',', System.StringSplitOptions.RemoveEmptyEntries); }", "not on the device", "C.M", "M:System.String.Split(System.Char,System.StringSplitOptions)")]
    [InlineData("attribute", "[System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage] class C { }", "not on the device", "C", "ExcludeFromCodeCoverageAttribute")]
    [InlineData("attribute-only type in code", "class C { object M() => new System.Runtime.CompilerServices.CompilerGeneratedAttribute(); }", "not on the device", "C.M", "CompilerGeneratedAttribute")]
    [InlineData("background thread", "using System.Threading; class C { Thread StartThread(Thread t) { t.IsBackground = true; return t; } }", "not on the device", "C.StartThread", "M:System.Threading.Thread.set_IsBackground(System.Boolean)")]
    [InlineData("background thread of another source", "using System.Threading; abstract class TimeSource { public abstract void StartThread(Thread t); } class C : TimeSource { public override void StartThread(Thread t) { t.IsBackground = true; } }", "not on the device", "C.StartThread", "set_IsBackground")]
    [InlineData("background thread elsewhere in a time source", "using System.Threading; namespace Bg95Ssl { public abstract class TimeSource { public abstract void Sleep(Thread t); } } class C : Bg95Ssl.TimeSource { public override void Sleep(Thread t) { t.IsBackground = true; } }", "not on the device", "C.Sleep", "set_IsBackground")]
    [InlineData("background thread in a method that overrides nothing", "using System.Threading; namespace Bg95Ssl { public abstract class TimeSource { } } class C : Bg95Ssl.TimeSource { public void StartThread(Thread t) { t.IsBackground = true; } }", "not on the device", "C.StartThread", "set_IsBackground")]
    [InlineData("asking for a background thread", "using System.Threading; namespace Bg95Ssl { public abstract class TimeSource { public abstract bool StartThread(Thread t); } } class C : Bg95Ssl.TimeSource { public override bool StartThread(Thread t) { return t.IsBackground; } }", "not on the device", "C.StartThread", "get_IsBackground")]
    [InlineData("exchange outside an event", "class C { object _o; void M() => System.Threading.Interlocked.CompareExchange<object>(ref _o, null, null); }", "generic instance", "C.M", "CompareExchange")]
    [InlineData("interpolation of a type that is not there", "class C { string M(System.Diagnostics.Stopwatch s) => $\"{s.Elapsed} {s.Elapsed}\"; }", "not on the device", "C.M", "System.Diagnostics.Stopwatch.get_Elapsed")]
    [InlineData("volatile", "class C { volatile int _i; }", "not on the device", "C._i", "T:System.Runtime.CompilerServices.IsVolatile")]
    [InlineData("component", "class C { void M(System.ComponentModel.Component c) => c.Dispose(); }", "not on the device", "C.M", "T:System.ComponentModel.Component")]
    [InlineData("nullable value", "class C { int? _i; }", "generic instance", "C._i", "System.Nullable")]
    [InlineData("collection", "class C { object M() => new System.Collections.Generic.List<int>(); }", "generic instance", "C.M", "System.Collections.Generic.List")]
    [InlineData("listed generic delegate", "class C { System.Action<int> _a; }", "generic instance", "C._a", "System.Action")]
    [InlineData("tuple", "class C { (int, int) M() => (1, 2); }", "generic instance", "C.M", "System.ValueTuple")]
    [InlineData("generic type", "class C<T> { }", "generic type", "C`1", "C`1")]
    [InlineData("generic method", "class C { T M<T>(T t) => t; }", "generic method", "C.M", "C.M")]
    [InlineData("use of an own generic", "class C { T G<T>(T t) => t; int M() => G(1); }", "generic instance", "C.M", "G")]
    [InlineData("empty params", "class C { string M() => string.Format(\"x\"); }", "generic instance", "C.M", "Empty")]
    [InlineData("char in a concatenation", "class C { string M(string s, char c) => s + c; }", "generic instance", "C.M", "")]
    [InlineData("many dimensions", "class C { int[,] M() => new int[2, 2]; }", "array of many dimensions", "C.M", "System.Int32[0:,]")]
    [InlineData("fixed", "unsafe class C { void M(byte[] b) { fixed (byte* p = b) { *p = 1; } } }", "pinned local", "C.M", "pinned System.Byte")]
    [InlineData("pointer", "unsafe class C { int* _p; }", "pointer", "C._p", "System.Int32*")]
    [InlineData("function pointer", "unsafe class C { int M(delegate*<int> f) => f(); }", "function pointer", "C.M", "=FUNC")]
    [InlineData("calli", "unsafe class C { int M(delegate*<int> f) => f(); }", "opcode the interpreter refuses", "C.M", "calli")]
    [InlineData("stackalloc", "unsafe class C { void M() { byte* b = stackalloc byte[4]; b[0] = 1; } }", "opcode the interpreter refuses", "C.M", "localloc")]
    [InlineData("arglist", "class C { void V(__arglist) { } void M() => V(__arglist(1)); void A(__arglist) { System.ArgIterator i = new System.ArgIterator(__arglist); } }", "opcode the interpreter refuses", "C.A", "arglist")]
    [InlineData("typed reference", "class C { void M(int i) { System.TypedReference r = __makeref(i); __refvalue(r, int) = 1; } }", "opcode the interpreter refuses", "C.M", "mkrefany")]
    [InlineData("checked", "class C { int M(int a) => checked(a + 1); }", "checked arithmetic, which never throws there", "C.M", "add.ovf")]
    [InlineData("default interface method", "interface I { int M() => 1; }", "interface member with a body", "I.M", "I.M")]
    [InlineData("static interface member", "interface I { static int M() => 1; }", "interface member with a body", "I.M", "I.M")]
    [InlineData("native", "using System.Runtime.InteropServices; class C { [DllImport(\"c\")] static extern int getpid(); }", "native method", "C.getpid", "C.getpid")]
    [InlineData("override", "class C : System.IO.MemoryStream { public override bool TryGetBuffer(out System.ArraySegment<byte> b) { b = default; return false; } }", "overrides what the device lacks", "C.TryGetBuffer", "M:System.IO.MemoryStream.TryGetBuffer")]
    [InlineData("override of a property", "class C : System.Exception { public override string HelpLink => null; }", "overrides what the device lacks", "C.get_HelpLink", "M:System.Exception.get_HelpLink")]
    [InlineData("iterator", "class C { System.Collections.IEnumerable M() { yield return 1; } }", "not on the device", "C.M", "IteratorStateMachine")]
    [InlineData("async", "class C { async System.Threading.Tasks.Task M() { await System.Threading.Tasks.Task.Delay(1); } }", "not on the device", "C.M", "System.Threading.Tasks.Task")]
    [InlineData("nullable annotation", "#nullable enable\nclass C { string? _s; }", "not on the device", "C._s", "NullableAttribute")]
    [InlineData("text outside the lists", "class C { byte[] M() => System.Text.Encoding.UTF8.GetBytes(\"a\"); }", "not on the device", "C.M", "System.Text.Encoding")]
    public void Check_WhatTheDeviceLacks_IsReportedWithItsPlace(string what, string source, string rule, string where, string found)
    {
        IReadOnlyList<Finding> findings = new DeviceApiCheck(new ApiLists(ApiLists.Library)).Check(Fixture.Compile(source));

        Assert.True(
            findings.Any(finding => finding.Rule == rule && finding.Where == where && finding.What.Contains(found, StringComparison.Ordinal)),
            what + Environment.NewLine + string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public void Check_SameCallWithTheTextList_Passes()
    {
        const string Source = "class C { byte[] M() => System.Text.Encoding.UTF8.GetBytes(\"a\"); }";

        Assert.Empty(new DeviceApiCheck(new ApiLists(ApiLists.Sample)).Check(Fixture.Compile(Source)));
    }
}
