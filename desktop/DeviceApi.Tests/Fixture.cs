// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>Compiles small sources as the desktop build of the library is compiled, to be looked at by the checks.</summary>
internal static class Fixture
{
    private static readonly MetadataReference[] s_references = LoadReferences();

    public static Stream Compile(string source, LanguageVersion version = LanguageVersion.CSharp9)
    {
        return Compile([new("Fixture.cs", source)], version).Assembly;
    }

    public static (Stream Assembly, Stream Symbols) Compile(IEnumerable<KeyValuePair<string, string>> files, LanguageVersion version = LanguageVersion.CSharp9)
    {
        CSharpParseOptions options = new(version);

        // Only where it is needed: with it, the compiler adds security attributes to the assembly.
        bool isUnsafe = files.Any(file => file.Value.Contains("unsafe", StringComparison.Ordinal));
        IEnumerable<SyntaxTree> trees = files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Value, System.Text.Encoding.UTF8), options, file.Key));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Fixture",
            trees,
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: isUnsafe));
        MemoryStream assembly = new();
        MemoryStream symbols = new();
        EmitResult result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        assembly.Position = 0;
        symbols.Position = 0;

        return (assembly, symbols);
    }

    private static MetadataReference[] LoadReferences()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;

        return [.. trusted.Split(Path.PathSeparator).Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path))];
    }
}
