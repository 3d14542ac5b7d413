// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoBg95.Repository.Tests;

/// <summary>What belongs to a sample: it runs on a board and on a PC, is held to the device's API, and is found by its users.</summary>
internal static class SampleRules
{
    private const string Folder = "samples/";
    private const string Program = "/Program.cs";

    public static IEnumerable<string> Check(RepositoryFiles files)
    {
        string[] names = [.. Names(files)];
        return names.Length == 0 ? ["there are no samples"] : names.SelectMany(name => Check(files, name));
    }

    private static IEnumerable<string> Names(RepositoryFiles files)
    {
        return files.Paths
            .Where(path => path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(Program, StringComparison.Ordinal))
            .Select(path => path[Folder.Length..^Program.Length]);
    }

    private static IEnumerable<string> Check(RepositoryFiles files, string name)
    {
        string folder = Folder + name;
        string project = $"{folder}/device/{name}.nfproj";
        string[] parts =
        [
            $"{folder}/README.md", $"{folder}/{name}.csproj", project, $"{folder}/device/packages.config",
            $"{folder}/device/Properties/AssemblyInfo.cs", $"desktop/SampleDevice/{name}Device.csproj",
        ];
        string[] missing = [.. parts.Where(part => !files.Has(part))];
        foreach (string part in missing)
        {
            yield return $"the sample {name} lacks {part}";
        }

        if (missing.Length > 0)
        {
            yield break;
        }

        (string Where, string What)[] texts =
        [
            ($"{folder}/README.md", $"dotnet run --project {folder}"),
            ($"{folder}/README.md", "../Board/README.md"),
            ("README.md", $"{folder}/README.md"),
            ($"{folder}/{name}.csproj", "SampleHost.csproj"),
            (project, "\\Bg95Ssl\\Bg95Ssl.nfproj\""),
        ];
        foreach ((string where, string what) in texts.Where(text => !files[text.Where].Contains(text.What, StringComparison.Ordinal)))
        {
            yield return $"{where} does not name {what}";
        }

        DeviceProject device = new(files, project);
        foreach ((string property, string value) in new[] { ("AssemblyName", name), ("OutputType", "Exe") })
        {
            if (device.Property(property) != value)
            {
                yield return $"{project} has another {property} than {value}";
            }
        }
    }
}
