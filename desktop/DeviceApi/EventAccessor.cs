// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Linq;
using System.Reflection.Metadata;

namespace NanoBg95.DeviceApi;

/// <summary>Tells the accessors of a field-like event from those a person wrote.</summary>
internal static class EventAccessor
{
    public static bool IsWrittenByCompiler(MetadataReader reader, MethodDefinitionHandle handle)
    {
        if (handle.IsNil)
        {
            return false;
        }

        MethodDefinition method = reader.GetMethodDefinition(handle);
        bool isAccessor = reader.GetTypeDefinition(method.GetDeclaringType()).GetEvents()
            .Select(e => reader.GetEventDefinition(e).GetAccessors())
            .Any(accessors => accessors.Adder == handle || accessors.Remover == handle);

        return isAccessor && method.GetCustomAttributes().Any(attribute => IsCompilerGenerated(reader, attribute));
    }

    private static bool IsCompilerGenerated(MetadataReader reader, CustomAttributeHandle handle)
    {
        EntityHandle constructor = reader.GetCustomAttribute(handle).Constructor;
        if (constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        EntityHandle type = reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;

        return type.Kind == HandleKind.TypeReference
            && SignatureNames.Name(reader, (TypeReferenceHandle)type) == "System.Runtime.CompilerServices.CompilerGeneratedAttribute";
    }
}
