// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;

namespace NanoBg95.DeviceApi;

/// <summary>The documentation ids that exist on the device, in the assemblies that a project may use.</summary>
public sealed class ApiLists
{
    /// <summary>What the library depends on, and nothing more: System.Text comes along with the streams but is not for use.</summary>
    public static readonly string[] Library =
        ["mscorlib", "nanoFramework.Runtime.Events", "nanoFramework.Runtime.Native", "System.IO.Streams", "System.IO.Ports"];

    /// <summary>What Bg95Mqtt depends on: System.Text, which comes along with the streams, turns topics into UTF-8 there.</summary>
    public static readonly string[] OverStreams = ["mscorlib", "nanoFramework.Runtime.Native", "System.IO.Streams", "nanoFramework.System.Text"];

    /// <summary>The library's, and the test framework.</summary>
    public static readonly string[] Tests = [.. Library, "nanoFramework.TestFramework"];

    /// <summary>A program may also use the text assembly, which is on the board anyway.</summary>
    public static readonly string[] Sample = [.. Library, "nanoFramework.System.Text"];

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Reads the lists of these assemblies.</summary>
    public ApiLists(params IEnumerable<string> assemblies)
    {
        foreach (string assembly in assemblies)
        {
            using Stream list = typeof(ApiLists).Assembly.GetManifestResourceStream(assembly)
                ?? throw new ArgumentException($"There is no list of {assembly}.", nameof(assemblies));
            using StreamReader reader = new(list);
            while (reader.ReadLine() is string line)
            {
                if (line.Length > 0)
                {
                    _ids.Add(line);
                }
            }
        }
    }

    /// <summary>Every id of the lists.</summary>
    public IReadOnlyCollection<string> Ids => _ids;

    /// <summary>Whether the id is listed, for the type it names or for one of that type's bases on the device.</summary>
    public bool Has(string id)
    {
        if (_ids.Contains(id))
        {
            return true;
        }

        // Constructors are not inherited; types have no base to look in.
        if (id[0] == 'T' || id.Contains('#', StringComparison.Ordinal))
        {
            return false;
        }

        DocumentationId.Split(id, out string type, out string member);
        foreach (string baseType in DeviceBases.Of(type))
        {
            if (_ids.Contains($"{id[0]}:{baseType}.{member}"))
            {
                return true;
            }
        }

        return false;
    }
}
