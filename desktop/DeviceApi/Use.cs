// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Reflection.Metadata;

namespace NanoBg95.DeviceApi;

/// <summary>How a name is used.</summary>
internal enum UseKind
{
    Signature,
    Code,
    Attribute,
}

/// <summary>One use of a type or member inside an assembly.</summary>
/// <param name="Owner">The type that contains it; nil for the assembly's own attributes.</param>
/// <param name="Where">The member that contains it, for people.</param>
/// <param name="Method">The method that contains it, if one does.</param>
/// <param name="Kind">How it is used.</param>
/// <param name="Target">What is used.</param>
/// <param name="IsAfterZero">Whether the instruction before loads the number 0: the value of an argument that was left out.</param>
internal readonly record struct Use(TypeDefinitionHandle Owner, string Where, MethodDefinitionHandle Method, UseKind Kind, EntityHandle Target, bool IsAfterZero);

/// <summary>A decoded signature, for the rules on what may stand in one.</summary>
internal readonly record struct Shape(TypeDefinitionHandle Owner, string Where, string Text);

/// <summary>An opcode and the method that holds it.</summary>
internal readonly record struct Step(TypeDefinitionHandle Owner, string Where, string OpCode);
