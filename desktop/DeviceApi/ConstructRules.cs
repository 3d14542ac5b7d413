// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;

namespace NanoBg95.DeviceApi;

/// <summary>
/// What the language can say and the device cannot do. Generics give wrong results, the converter to the device's format
/// (metadata-processor, nanoTypeSpecificationsTable.cs) refuses arrays of many dimensions, the interpreter refuses opcodes.
/// Exception filters and floating point run, so they are not here.
/// </summary>
internal static class ConstructRules
{
    private static readonly (string Mark, string Rule)[] s_shapes =
    [
        (SignatureNames.GenericMark, "generic instance"),
        (SignatureNames.ManyDimensionsMark, "array of many dimensions"),
        (SignatureNames.PinnedMark, "pinned local"),
        (SignatureNames.FunctionPointerMark, "function pointer"),
        (SignatureNames.PointerMark, "pointer"),
    ];

    public static IEnumerable<Finding> Check(AssemblyWalk walk, Func<TypeDefinitionHandle, bool> isIn)
    {
        return Shapes(walk, isIn)
            .Concat(Steps(walk, isIn))
            .Concat(walk.Reader.TypeDefinitions.Where(isIn).SelectMany(handle => Definitions(walk.Reader, handle)))
            .Concat(GenericMethodUses(walk, isIn))
            .Distinct();
    }

    private static IEnumerable<Finding> Shapes(AssemblyWalk walk, Func<TypeDefinitionHandle, bool> isIn)
    {
        foreach (Shape shape in walk.Shapes.Where(shape => isIn(shape.Owner)))
        {
            foreach ((string mark, string rule) in s_shapes)
            {
                if (shape.Text.Contains(mark, StringComparison.Ordinal))
                {
                    yield return new Finding(rule, shape.Where, shape.Text);
                }
            }
        }
    }

    private static IEnumerable<Finding> Steps(AssemblyWalk walk, Func<TypeDefinitionHandle, bool> isIn)
    {
        foreach (Step step in walk.Steps.Where(step => isIn(step.Owner)))
        {
            if (Interpreter.Refused.Contains(step.OpCode))
            {
                yield return new Finding("opcode the interpreter refuses", step.Where, step.OpCode);
            }
            else if (Interpreter.IsUncheckedOnDevice(step.OpCode))
            {
                yield return new Finding("checked arithmetic, which never throws there", step.Where, step.OpCode);
            }
        }
    }

    private static IEnumerable<Finding> Definitions(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = SignatureNames.Name(reader, handle);
        if (type.GetGenericParameters().Count > 0)
        {
            yield return new Finding("generic type", name, name);
        }

        foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            string where = name + "." + reader.GetString(method.Name);
            if (method.GetGenericParameters().Count > 0)
            {
                yield return new Finding("generic method", where, where);
            }

            if (type.Attributes.HasFlag(TypeAttributes.Interface) && !method.Attributes.HasFlag(MethodAttributes.Abstract))
            {
                yield return new Finding("interface member with a body", where, where);
            }

            bool isNative = method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)
                || method.ImplAttributes.HasFlag(MethodImplAttributes.InternalCall)
                || (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.Native;
            if (isNative)
            {
                yield return new Finding("native method", where, where);
            }
        }
    }

    private static IEnumerable<Finding> GenericMethodUses(AssemblyWalk walk, Func<TypeDefinitionHandle, bool> isIn)
    {
        foreach (Use use in walk.Uses.Where(use => isIn(use.Owner) && use.Target.Kind == HandleKind.MethodSpecification))
        {
            EntityHandle method = walk.Reader.GetMethodSpecification((MethodSpecificationHandle)use.Target).Method;
            string name = method.Kind == HandleKind.MethodDefinition
                ? walk.Reader.GetString(walk.Reader.GetMethodDefinition((MethodDefinitionHandle)method).Name)
                : walk.Reader.GetString(walk.Reader.GetMemberReference((MemberReferenceHandle)method).Name);

            // The generic calls that the device's compiler does not write are judged by the table of equivalents.
            bool isEvent = name == "CompareExchange" && EventAccessor.IsWrittenByCompiler(walk.Reader, use.Method);
            if (!isEvent && !IsInterpolation(walk.Reader, method))
            {
                yield return new Finding("generic instance", use.Where, name);
            }
        }
    }

    private static bool IsInterpolation(MetadataReader reader, EntityHandle method)
    {
        if (method.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        EntityHandle parent = reader.GetMemberReference((MemberReferenceHandle)method).Parent;

        return parent.Kind == HandleKind.TypeReference
            && SignatureNames.Name(reader, (TypeReferenceHandle)parent) == Equivalent.InterpolationHandler;
    }
}
