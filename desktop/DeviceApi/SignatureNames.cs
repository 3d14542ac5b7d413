// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace NanoBg95.DeviceApi;

/// <summary>Turns signatures into the names that documentation ids use, and reports every type on the way.</summary>
/// <param name="seen">Told each type that a signature names.</param>
internal sealed class SignatureNames(Action<EntityHandle>? seen = null) : ISignatureTypeProvider<string, object?>
{
    public const string GenericMark = "{";
    public const string ManyDimensionsMark = "[0:";
    public const string PointerMark = "*";
    public const string FunctionPointerMark = "=FUNC";
    public const string PinnedMark = "pinned ";

    /// <summary>Full name of a type of another assembly, nested types with a dot.</summary>
    public static string Name(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return Name(reader, (TypeReferenceHandle)type.ResolutionScope) + "." + name;
        }

        return type.Namespace.IsNil ? name : reader.GetString(type.Namespace) + "." + name;
    }

    /// <summary>Full name of a type of this assembly.</summary>
    public static string Name(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
        {
            return Name(reader, type.GetDeclaringType()) + "." + name;
        }

        return type.Namespace.IsNil ? name : reader.GetString(type.Namespace) + "." + name;
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode)
    {
        return "System." + typeCode;
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        seen?.Invoke(handle);

        return Name(reader, handle);
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        seen?.Invoke(handle);

        return Name(reader, handle);
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        return reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }

    public string GetSZArrayType(string elementType)
    {
        return elementType + "[]";
    }

    public string GetArrayType(string elementType, ArrayShape shape)
    {
        return elementType + ManyDimensionsMark + new string(',', shape.Rank - 1) + "]";
    }

    public string GetByReferenceType(string elementType)
    {
        return elementType + "@";
    }

    public string GetPointerType(string elementType)
    {
        return elementType + PointerMark;
    }

    public string GetPinnedType(string elementType)
    {
        return PinnedMark + elementType;
    }

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments)
    {
        return genericType + GenericMark + string.Join(',', typeArguments) + "}";
    }

    public string GetGenericTypeParameter(object? genericContext, int index)
    {
        return "`" + index;
    }

    public string GetGenericMethodParameter(object? genericContext, int index)
    {
        return "``" + index;
    }

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired)
    {
        // The modifier itself was reported as a type; ids do not show it.
        return unmodifiedType;
    }

    public string GetFunctionPointerType(MethodSignature<string> signature)
    {
        return FunctionPointerMark;
    }
}
