// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;

namespace NanoBg95.DeviceApi;

/// <summary>A method that overrides one of the desktop's base type needs the same one in the device's base type: no reference shows it.</summary>
internal static class OverrideRule
{
    public static IEnumerable<Finding> Check(MetadataReader reader, ApiLists lists, IReadOnlyCollection<string> ownAssemblies, Func<TypeDefinitionHandle, bool> isIn)
    {
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions.Where(isIn))
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            if (IsDelegate(reader, type))
            {
                // Its methods are the runtime's, on both sides.
                continue;
            }

            foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition))
            {
                bool overrides = (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) == MethodAttributes.Virtual;
                if (overrides && MissingId(reader, lists, ownAssemblies, type, method) is string id)
                {
                    yield return new Finding("overrides what the device lacks", SignatureNames.Name(reader, handle) + "." + reader.GetString(method.Name), id);
                }
            }
        }
    }

    /// <summary>The id that should be listed and is not; null if all is well.</summary>
    private static string? MissingId(MetadataReader reader, ApiLists lists, IReadOnlyCollection<string> ownAssemblies, TypeDefinition type, MethodDefinition method)
    {
        string name = reader.GetString(method.Name);
        MethodSignature<string> signature = method.DecodeSignature(new SignatureNames(), null);
        EntityHandle current = type.BaseType;
        while (current.Kind == HandleKind.TypeDefinition)
        {
            TypeDefinition definition = reader.GetTypeDefinition((TypeDefinitionHandle)current);
            if (definition.GetMethods().Select(reader.GetMethodDefinition).Any(m => IsSame(reader, m, name, signature)))
            {
                // Ours to begin with, or an override that is judged on its own.
                return null;
            }

            current = definition.BaseType;
        }

        if (current.Kind != HandleKind.TypeReference)
        {
            return null;
        }

        TypeReference reference = reader.GetTypeReference((TypeReferenceHandle)current);
        if (reference.ResolutionScope.Kind == HandleKind.AssemblyReference
            && ownAssemblies.Contains(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name)))
        {
            return null;
        }

        string id = DocumentationId.OfMethod(SignatureNames.Name(reader, (TypeReferenceHandle)current), name, signature);

        return lists.Has(id) ? null : id;
    }

    private static bool IsSame(MetadataReader reader, MethodDefinition method, string name, MethodSignature<string> signature)
    {
        return method.Attributes.HasFlag(MethodAttributes.Virtual)
            && reader.GetString(method.Name) == name
            && method.DecodeSignature(new SignatureNames(), null).ParameterTypes.SequenceEqual(signature.ParameterTypes);
    }

    private static bool IsDelegate(MetadataReader reader, TypeDefinition type)
    {
        return type.BaseType.Kind == HandleKind.TypeReference
            && SignatureNames.Name(reader, (TypeReferenceHandle)type.BaseType) == "System.MulticastDelegate";
    }
}
