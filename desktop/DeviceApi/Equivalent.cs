// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace NanoBg95.DeviceApi;

/// <summary>Where the desktop compiler may put a name that the device lacks.</summary>
public enum Place
{
    /// <summary>Anywhere in code.</summary>
    Code,

    /// <summary>Only as an attribute.</summary>
    Attribute,

    /// <summary>In code, as a call whose last argument is 0: the one the source left out.</summary>
    CodeWithDefault,

    /// <summary>Anywhere in code, with all members of the type and generic or not: the compiler writes the calls.</summary>
    Interpolation,

    /// <summary>Only as an attribute of a method that the compiler wrote for a lambda, or of its parameters.</summary>
    LambdaAttribute,

    /// <summary>Only in the add and remove methods of an event that the compiler wrote.</summary>
    EventAccessor,

    /// <summary>Only where a type derived from Bg95Ssl.TimeSource overrides StartThread.</summary>
    ThreadStart,
}

/// <summary>
/// A name in the desktop build of a source for which the same source gets another name, or none, in the device's build.
/// Everything that is let through although the lists lack it stands here.
/// </summary>
/// <param name="DesktopId">What the desktop compiler wrote.</param>
/// <param name="Place">Where it may stand.</param>
/// <param name="DeviceIds">What stands there on the device; none for an attribute that is left out.</param>
/// <param name="Reason">Why the two are the same source.</param>
public sealed record Equivalent(string DesktopId, Place Place, string[] DeviceIds, string Reason)
{
    internal const string InterpolationHandler = "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler";

    private const string Params = "The same call in source: where the short overloads are missing, the compiler takes the one with params.";
    private const string Waits = "On the desktop both wait handles inherit it from EventWaitHandle; on the device each declares it.";
    private const string Annotated =
        "A lambda takes over the nullable annotations of its delegate type. The desktop's delegates have some, the device's have none.";

    private const string BuildOnly = "Written into every assembly by the desktop compiler, and only if the core library has it.";

    /// <summary>The whole table.</summary>
    public static IReadOnlyList<Equivalent> Table { get; } =
    [
        new("M:System.Threading.Monitor.Enter(System.Object,System.Boolean@)", Place.Code, ["M:System.Threading.Monitor.Enter(System.Object)"],
            "A lock statement: the compiler falls back to Enter(object) where the other is missing. It does not compile there when written by hand."),
        new("M:System.Threading.EventWaitHandle.Set", Place.Code, ["M:System.Threading.AutoResetEvent.Set", "M:System.Threading.ManualResetEvent.Set"], Waits),
        new("M:System.Threading.EventWaitHandle.Reset", Place.Code, ["M:System.Threading.AutoResetEvent.Reset", "M:System.Threading.ManualResetEvent.Reset"], Waits),
        new("M:System.ComponentModel.Component.Dispose", Place.Code, ["M:System.IO.Ports.SerialPort.Dispose"],
            "On the desktop SerialPort inherits it from Component; on the device it declares it. No other listed type is a Component."),
        new("M:System.IO.Ports.SerialPort.#ctor(System.String,System.Int32)", Place.Code,
            ["M:System.IO.Ports.SerialPort.#ctor(System.String,System.Int32,System.IO.Ports.Parity,System.Int32,System.IO.Ports.StopBits)"],
            "The same call in source: the device's one constructor has default values."),
        new("M:System.String.Format(System.String,System.Object)", Place.Code, ["M:System.String.Format(System.String,System.Object[])"], Params),
        new("M:System.String.Format(System.String,System.Object,System.Object)", Place.Code, ["M:System.String.Format(System.String,System.Object[])"], Params),
        new("M:System.String.Format(System.String,System.Object,System.Object,System.Object)", Place.Code, ["M:System.String.Format(System.String,System.Object[])"], Params),
        new("M:System.String.Split(System.Char,System.StringSplitOptions)", Place.CodeWithDefault, ["M:System.String.Split(System.Char[])"], Params),
        new("T:" + InterpolationHandler, Place.Interpolation, ["M:System.String.Format(System.String,System.Object[])"],
            "An interpolated string, in every language version: where the handler is missing, the compiler writes Format or Concat."),
        new("M:System.Threading.Interlocked.CompareExchange``1(``0@,``0,``0)", Place.EventAccessor, ["T:System.Runtime.CompilerServices.MethodImplAttribute"],
            "A field-like event: where the generic method is missing, the compiler writes synchronized accessors instead."),
        new("M:System.Threading.Thread.set_IsBackground(System.Boolean)", Place.ThreadStart, [],
            "Not compiled for the device (#if NET), whose programs do not end: on the desktop a thread of the driver must not keep one alive."),
        new("T:System.Runtime.CompilerServices.CompilationRelaxationsAttribute", Place.Attribute, [], BuildOnly),
        new("T:System.Runtime.CompilerServices.RuntimeCompatibilityAttribute", Place.Attribute, [], BuildOnly),
        new("T:System.Runtime.CompilerServices.CompilerGeneratedAttribute", Place.Attribute, [], BuildOnly),
        new("T:System.Runtime.CompilerServices.RefSafetyRulesAttribute", Place.Attribute, [], BuildOnly),
        new("T:System.Runtime.CompilerServices.IsReadOnlyAttribute", Place.Attribute, [],
            "Marks readonly structs and in parameters; where it is missing, the compiler embeds its own."),
        new("T:System.Runtime.CompilerServices.NullableAttribute", Place.LambdaAttribute, [], Annotated),
        new("T:System.Runtime.CompilerServices.NullableContextAttribute", Place.LambdaAttribute, [], Annotated),
    ];
}
