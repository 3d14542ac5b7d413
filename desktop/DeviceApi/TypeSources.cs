// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace NanoBg95.DeviceApi;

/// <summary>Which source files a type was compiled from, by its portable PDB.</summary>
internal sealed class TypeSources(MetadataReader assembly, MetadataReader pdb)
{
    // Portable PDB specification, "Type Document": written for types without a method body.
    private static readonly Guid s_typeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    public IReadOnlyCollection<string> Of(TypeDefinitionHandle handle)
    {
        SortedSet<string> documents = new(StringComparer.Ordinal);
        TypeDefinition type = assembly.GetTypeDefinition(handle);
        foreach (MethodDefinitionHandle method in type.GetMethods())
        {
            foreach (SequencePoint point in pdb.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints())
            {
                documents.Add(Name(point.Document));
            }
        }

        foreach (CustomDebugInformationHandle information in pdb.GetCustomDebugInformation(handle))
        {
            CustomDebugInformation custom = pdb.GetCustomDebugInformation(information);
            if (pdb.GetGuid(custom.Kind) == s_typeDocuments)
            {
                BlobReader blob = pdb.GetBlobReader(custom.Value);
                while (blob.RemainingBytes > 0)
                {
                    documents.Add(Name(MetadataTokens.DocumentHandle(blob.ReadCompressedInteger())));
                }
            }
        }

        // A nested type, such as a closure, lives where its outer type lives.
        return documents.Count > 0 || type.GetDeclaringType().IsNil ? documents : Of(type.GetDeclaringType());
    }

    private string Name(DocumentHandle handle)
    {
        return pdb.GetString(pdb.GetDocument(handle).Name);
    }
}
