// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Frozen;

namespace NanoBg95.DeviceApi;

/// <summary>
/// What the device's interpreter does with opcodes, read off nf-interpreter (main, July 2026), src/CLR/Core/Interpreter.cpp:
/// its switch knows every opcode of src/CLR/Include/opcode.def and ends with the ones it refuses.
/// </summary>
public static class Interpreter
{
    /// <summary>The group "Unsupported opcodes": they throw at run time.</summary>
    public static readonly FrozenSet<string> Refused = FrozenSet.ToFrozenSet(
    [
        "arglist", "cpblk", "jmp", "initblk", "calli", "ckfinite", "localloc", "mkrefany", "refanytype", "refanyval", "readonly.",
    ]);

    /// <summary>Whether the opcode is meant to throw on overflow: the interpreter runs it as the one that does not.</summary>
    public static bool IsUncheckedOnDevice(string opCode)
    {
        return opCode.Contains(".ovf", StringComparison.Ordinal);
    }
}
