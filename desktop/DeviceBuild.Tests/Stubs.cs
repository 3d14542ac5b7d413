// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using NanoBg95.DeviceApi;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>Stand-ins, to be referred to and never run, for the assemblies of the device that are known by their lists only.</summary>
internal static class Stubs
{
    private static readonly Lazy<IReadOnlyDictionary<string, MetadataReference>> s_all = new(MakeAll);

    /// <summary>One by the name of each assembly that stubs.txt describes.</summary>
    public static IReadOnlyDictionary<string, MetadataReference> All => s_all.Value;

    private static Dictionary<string, MetadataReference> MakeAll()
    {
        Dictionary<string, MetadataReference> stubs = [];
        foreach ((string assembly, IReadOnlyList<StubType> types) in StubFile.Parse(StubFile.Text))
        {
            stubs.Add(assembly, Compile(assembly, new StubSource(new ApiLists(assembly).Ids, types), stubs.Values));
        }

        return stubs;
    }

    private static MetadataReference Compile(string assembly, StubSource source, IEnumerable<MetadataReference> references)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(source.Text, new CSharpParseOptions(LanguageVersion.CSharp9))],
            references.Prepend(CoreLibrary.Reference),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image, options: new EmitOptions(metadataOnly: true, includePrivateMembers: false));
        if (source.Faults.Count > 0 || !result.Success)
        {
            IEnumerable<object> faults = source.Faults.Concat<object>(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            throw new InvalidOperationException(string.Join(Environment.NewLine, faults.Prepend("The stub of " + assembly + ":")));
        }

        return MetadataReference.CreateFromImage(image.ToArray(), filePath: assembly + ".dll");
    }
}
