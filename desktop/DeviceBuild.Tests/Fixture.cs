// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>Compiles small sources as a project of the device that refers to what the unit tests refer to.</summary>
internal static class Fixture
{
    private static readonly string[] s_references =
    [
        "nanoFramework.Runtime.Events", "nanoFramework.Runtime.Native", "nanoFramework.System.Text", "System.IO.Streams", "System.IO.Ports", "nanoFramework.TestFramework",
    ];

    public static DeviceBuild Compile(string source, bool isDocumented = false)
    {
        IEnumerable<MetadataReference> references = s_references.Select(name => Stubs.All[name]).Prepend(CoreLibrary.Reference);

        return DeviceCompiler.Compile("Fixture", "9.0", false, isDocumented, [KeyValuePair.Create("Fixture.cs", source)], references);
    }
}
