// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>The device's real mscorlib, of the package nanoFramework.CoreLibrary.</summary>
internal static class CoreLibrary
{
    public const string Name = "mscorlib";

    public static MetadataReference Reference { get; } = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "device", "mscorlib.dll"));

    public static IAssemblySymbol Assembly { get; } = Symbol(Reference);

    /// <summary>What a compiler sees of a reference.</summary>
    public static IAssemblySymbol Symbol(MetadataReference reference)
    {
        CSharpCompilation reader = CSharpCompilation.Create("Reader", references: new HashSet<MetadataReference> { Reference, reference });

        return (IAssemblySymbol)reader.GetAssemblyOrModuleSymbol(reference)!;
    }
}
