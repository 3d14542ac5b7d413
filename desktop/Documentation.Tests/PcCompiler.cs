// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace NanoBg95.Documentation.Tests;

/// <summary>What came of a compilation for the PC.</summary>
/// <param name="Image">The assembly; null if it has errors.</param>
/// <param name="Faults">Every warning and error.</param>
internal sealed record PcBuild(byte[]? Image, IReadOnlyList<string> Faults);

/// <summary>Compiles pieces of C# against this test's own references.</summary>
internal static class PcCompiler
{
    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.Length > 0)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A whole program begins with its directives or its usings; anything else goes where PcContext.txt says.</summary>
    public static PcBuild Compile(Block block)
    {
        string text = block.Text;
        bool isProgram = text.StartsWith("#:", StringComparison.Ordinal) || text.StartsWith("using System;", StringComparison.Ordinal);
        string source = isProgram ? WithoutDirectives(text) : Context.Around("pc", block.Page, text);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Block",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))],
            s_references,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        string[] faults = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];

        return new PcBuild(result.Success ? image.ToArray() : null, faults);
    }

    // They are for dotnet run; the compiler knows them only there.
    private static string WithoutDirectives(string text)
    {
        StringBuilder source = new();
        foreach (string line in text.Split('\n'))
        {
            source.AppendLine(line.StartsWith("#:", StringComparison.Ordinal) ? "// " + line : line);
        }

        return source.ToString();
    }
}
