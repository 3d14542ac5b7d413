// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>What came of a compilation.</summary>
/// <param name="Reference">The assembly; null if it has errors.</param>
/// <param name="Faults">Every warning and error, as the compiler prints it.</param>
internal sealed record DeviceBuild(MetadataReference? Reference, IReadOnlyList<string> Faults);

/// <summary>
/// The C# compiler, told what nanoFramework's project system tells it in a Release build: read off NFProjectSystem.Default.props
/// and NFProjectSystem.CSharp.targets at github.com/nanoframework/nf-Visual-Studio-extension, and off Microsoft.CSharp.targets
/// where those say nothing.
/// </summary>
internal static class DeviceCompiler
{
    /// <summary>MSBuild's. Higher levels are for projects that name their framework as the SDK's do.</summary>
    private const int WarningLevel = 4;

    /// <summary>NET, which the PC has, is not among them.</summary>
    private static readonly string[] s_symbols = ["TRACE", "NANOFRAMEWORK_1_0"];

    /// <summary>Microsoft.CSharp.targets switches them off: a reference has another version than another reference asks for.</summary>
    private static readonly string[] s_off = ["CS1701", "CS1702"];

    /// <summary>The project system adds this source to each project.</summary>
    private const string Framework =
        "[assembly: System.Runtime.Versioning.TargetFrameworkAttribute(\".NETnanoFramework,Version=v1.0\", FrameworkDisplayName = \".NET nanoFramework 1.0\")]";

    /// <summary>Compiles.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="version">The language version, as a project writes it.</param>
    /// <param name="isProgram">Whether it is one; else it is a library.</param>
    /// <param name="isDocumented">Whether a file with the documentation is written: only then its faults are reported.</param>
    /// <param name="files">Path and text of the sources.</param>
    /// <param name="references">Everything it may use, the core library too.</param>
    public static DeviceBuild Compile(
        string name, string version, bool isProgram, bool isDocumented, IEnumerable<KeyValuePair<string, string>> files, IEnumerable<MetadataReference> references)
    {
        if (!LanguageVersionFacts.TryParse(version, out LanguageVersion language))
        {
            return new DeviceBuild(null, [$"{name}: there is no C# {version}"]);
        }

        CSharpParseOptions parsing = new(language, isDocumented ? DocumentationMode.Diagnose : DocumentationMode.None, preprocessorSymbols: s_symbols);
        CSharpCompilationOptions options = new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithWarningLevel(WarningLevel)
            .WithSpecificDiagnosticOptions(s_off.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)));
        IEnumerable<SyntaxTree> trees = files.Append(KeyValuePair.Create("framework.cs", Framework))
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Value, Encoding.UTF8), parsing, file.Key));
        CSharpCompilation compilation = CSharpCompilation.Create(name, trees, references, options);

        // Emitted in full: what the compiler itself needs of the core library is looked for no earlier.
        using MemoryStream image = new();
        using MemoryStream symbols = new();
        using MemoryStream? documentation = isDocumented ? new() : null;
        EmitResult result = compilation.Emit(image, symbols, documentation, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        string[] faults = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];

        return new DeviceBuild(result.Success ? MetadataReference.CreateFromImage(image.ToArray()) : null, faults);
    }
}
