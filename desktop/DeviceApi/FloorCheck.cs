// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NanoBg95.DeviceApi;

/// <summary>The library is a house of floors: a type may use types of its own floor and of those below. Its folder says on which it lives.</summary>
public static class FloorCheck
{
    /// <summary>The folders and their floors, lowest first; the empty name is the library's root.</summary>
    public static IReadOnlyDictionary<string, int> Floors { get; } = new Dictionary<string, int>
    {
        ["Serial"] = 0,
        ["At"] = 1,
        ["Pdp"] = 2,
        ["Files"] = 2,
        ["Clock"] = 2,
        ["Ssl"] = 3,
        [""] = 4,
    };

    /// <summary>Reports every reference that runs up, and every type in a folder that is on no floor.</summary>
    /// <param name="assembly">The compiled library.</param>
    /// <param name="symbols">Its portable PDB, which knows the source file of each type.</param>
    /// <param name="sourceRoot">The folder that holds the floors.</param>
    public static IReadOnlyList<Finding> Check(Stream assembly, Stream symbols, string sourceRoot)
    {
        using PEReader image = new(assembly);
        using MetadataReaderProvider pdb = MetadataReaderProvider.FromPortablePdbStream(symbols);
        AssemblyWalk walk = new(image);
        TypeSources sources = new(walk.Reader, pdb.GetMetadataReader());
        List<Finding> findings = [];
        Dictionary<TypeDefinitionHandle, int> floorOf = [];
        foreach (TypeDefinitionHandle handle in walk.Reader.TypeDefinitions)
        {
            string name = SignatureNames.Name(walk.Reader, handle);
            IReadOnlyCollection<string> documents = sources.Of(handle);
            if (documents.Count == 0 && !name.StartsWith('<'))
            {
                findings.Add(new Finding("no source file", name, name));
            }

            foreach (string folder in documents.Select(document => Folder(document, sourceRoot)).Distinct())
            {
                if (!Floors.TryGetValue(folder, out int floor))
                {
                    findings.Add(new Finding("on no floor", name, folder));
                }
                else if (floorOf.TryAdd(handle, floor) is false && floorOf[handle] != floor)
                {
                    findings.Add(new Finding("on two floors", name, folder));
                }
            }
        }

        foreach (Use use in walk.Uses)
        {
            TypeDefinitionHandle target = TypeOf(walk.Reader, use.Target);
            if (floorOf.TryGetValue(use.Owner, out int from) && floorOf.TryGetValue(target, out int to) && to > from)
            {
                findings.Add(new Finding("reference to a higher floor", use.Where, SignatureNames.Name(walk.Reader, target)));
            }
        }

        return [.. findings.Distinct()];
    }

    private static TypeDefinitionHandle TypeOf(MetadataReader reader, EntityHandle target)
    {
        return target.Kind switch
        {
            HandleKind.TypeDefinition => (TypeDefinitionHandle)target,
            HandleKind.MethodDefinition => reader.GetMethodDefinition((MethodDefinitionHandle)target).GetDeclaringType(),
            HandleKind.FieldDefinition => reader.GetFieldDefinition((FieldDefinitionHandle)target).GetDeclaringType(),
            _ => default,
        };
    }

    /// <summary>The first folder below the root; what lies elsewhere keeps its whole name, which is on no floor.</summary>
    private static string Folder(string document, string sourceRoot)
    {
        string root = sourceRoot.Replace('\\', '/').TrimEnd('/') + "/";
        string path = document.Replace('\\', '/');
        if (!path.StartsWith(root, StringComparison.Ordinal))
        {
            return path;
        }

        string below = path[root.Length..];
        int slash = below.IndexOf('/', StringComparison.Ordinal);

        return slash < 0 ? "" : below[..slash];
    }
}
