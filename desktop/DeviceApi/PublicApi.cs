// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NanoBg95.DeviceApi;

/// <summary>The ids of what an assembly offers, in the form of the lists.</summary>
public static class PublicApi
{
    /// <summary>Ids of every public type and of every public or protected method and property in it.</summary>
    public static IReadOnlyList<string> Ids(Stream assembly)
    {
        using PEReader image = new(assembly);
        MetadataReader reader = image.GetMetadataReader();
        List<string> ids = [];
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.Public)
            {
                continue;
            }

            string name = SignatureNames.Name(reader, handle);
            ids.Add("T:" + name);
            foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition))
            {
                if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
                {
                    ids.Add(DocumentationId.OfMethod(name, reader.GetString(method.Name), method.DecodeSignature(new SignatureNames(), null)));
                }
            }

            foreach (PropertyDefinition property in type.GetProperties().Select(reader.GetPropertyDefinition))
            {
                ids.Add("P:" + name + "." + reader.GetString(property.Name));
            }
        }

        return ids;
    }
}
