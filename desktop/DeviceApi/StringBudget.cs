// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace NanoBg95.DeviceApi;

/// <summary>
/// How many bytes of names and literals one assembly may have. The device addresses a string of an assembly with 16 bits, and
/// the highest tells its own strings from those of the firmware: what lies beyond 32,767 bytes is read from the wrong table,
/// and the interpreter crashes, mostly before the first line of the program. Nothing on the PC has that limit.
/// </summary>
public static class StringBudget
{
    /// <summary>Most bytes of all strings of an assembly, each with the NUL that ends it: 32,767 and some room.</summary>
    public const int Assembly = 32_000;

    /// <summary>Reports an assembly whose strings are too many or too long.</summary>
    /// <param name="assembly">The compiled assembly.</param>
    /// <param name="name">Its name.</param>
    public static IReadOnlyList<Finding> Check(Stream assembly, string name)
    {
        using PEReader image = new(assembly);
        int total = Strings(image.GetMetadataReader()).Sum(text => Encoding.UTF8.GetByteCount(text) + 1);

        return total > Assembly
            ? [new Finding("too many strings", name, $"{total} bytes of names and literals, at most {Assembly}: their offsets have 15 bits on the device")]
            : [];
    }

    // What gets into the device's format, each once; the names of parameters, properties and events do not.
    private static HashSet<string> Strings(MetadataReader reader)
    {
        HashSet<string> strings = new(StringComparer.Ordinal);
        foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            strings.Add(reader.GetString(type.Name));
            strings.Add(reader.GetString(type.Namespace));
        }

        foreach (TypeReference type in reader.TypeReferences.Select(reader.GetTypeReference))
        {
            strings.Add(reader.GetString(type.Name));
            strings.Add(reader.GetString(type.Namespace));
        }

        strings.UnionWith(reader.MethodDefinitions.Select(method => reader.GetString(reader.GetMethodDefinition(method).Name)));
        strings.UnionWith(reader.FieldDefinitions.Select(field => reader.GetString(reader.GetFieldDefinition(field).Name)));
        strings.UnionWith(reader.MemberReferences.Select(member => reader.GetString(reader.GetMemberReference(member).Name)));
        strings.UnionWith(reader.AssemblyReferences.Select(other => reader.GetString(reader.GetAssemblyReference(other).Name)));
        for (UserStringHandle literal = MetadataTokens.UserStringHandle(1); !literal.IsNil; literal = reader.GetNextHandle(literal))
        {
            strings.Add(reader.GetUserString(literal));
        }

        return strings;
    }
}
