// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>Where the sources lie, seen from the test's output folder.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string LibraryFolder { get; } = Path.Combine(Root, "Bg95Ssl");

    public static IEnumerable<KeyValuePair<string, string>> LibraryFiles(string name)
    {
        string folder = Path.Combine(Root, name);

        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => new KeyValuePair<string, string>(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))
            .Where(file => !file.Key.StartsWith("bin/", StringComparison.Ordinal) && !file.Key.StartsWith("obj/", StringComparison.Ordinal));
    }

    /// <summary>The names of the samples: each is a folder with a project for the device.</summary>
    public static IEnumerable<string> Samples()
    {
        return Directory.EnumerateFiles(Path.Combine(Root, "samples"), "*.nfproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Opens a file of the test's output folder.</summary>
    public static FileStream Output(string name)
    {
        return File.OpenRead(Path.Combine(AppContext.BaseDirectory, name));
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "nanoBg95.Desktop.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The test does not run inside the repository.");
    }
}
