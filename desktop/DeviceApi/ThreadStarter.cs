// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Reflection;
using System.Reflection.Metadata;

namespace NanoBg95.DeviceApi;

/// <summary>Knows the one place where a thread is started: what overrides StartThread of the library's TimeSource.</summary>
internal static class ThreadStarter
{
    public static bool Is(MetadataReader reader, MethodDefinitionHandle handle)
    {
        if (handle.IsNil)
        {
            return false;
        }

        MethodDefinition method = reader.GetMethodDefinition(handle);
        bool overrides = (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) == MethodAttributes.Virtual;

        return overrides
            && reader.GetString(method.Name) == "StartThread"
            && BaseName(reader, reader.GetTypeDefinition(method.GetDeclaringType()).BaseType) == "Bg95Ssl.TimeSource";
    }

    private static string BaseName(MetadataReader reader, EntityHandle type)
    {
        return type.Kind switch
        {
            HandleKind.TypeDefinition => SignatureNames.Name(reader, (TypeDefinitionHandle)type),
            HandleKind.TypeReference => SignatureNames.Name(reader, (TypeReferenceHandle)type),
            _ => "",
        };
    }
}
