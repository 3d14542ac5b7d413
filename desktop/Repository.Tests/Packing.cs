// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using NuGet.Common;
using NuGet.Packaging;

namespace NanoBg95.Repository.Tests;

/// <summary>
/// Packs the .nuspec where nothing can build what goes into it: the outputs of the nanoFramework build are placeholders that
/// say so, and so does the version. It shows what a package would hold, not that it works.
/// </summary>
internal static class Packing
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    public const string Version = "0.0.0-placeholder";

    /// <summary>Packs it. The folder is a scratch folder of its own that may be deleted afterwards.</summary>
    public static MemoryStream Pack(RepositoryFiles files, string name, string folder, params string[] missing)
    {
        string nuspec = PackageRules.Nuspec(name);

        foreach (string ending in new[] { "dll", "pdb", "pdbx", "pe", "xml" })
        {
            Write(folder, $"{name}/bin/Release/{name}.{ending}", "A placeholder: no output of a build.");
        }

        foreach (string file in new[] { "README.md", "CHANGELOG.md", "LICENSE.md" })
        {
            Write(folder, file, files[file]);
        }

        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        File.Copy(Path.Combine(RepositoryFiles.Root, "assets", "icon.png"), Path.Combine(folder, "assets", "icon.png"), overwrite: true);

        foreach (string path in missing)
        {
            File.Delete(Path.Combine(folder, path));
        }

        // The paths in it are Windows's, where it is packed in earnest.
        Write(folder, nuspec, Path.DirectorySeparatorChar == '\\' ? files[nuspec] : files[nuspec].Replace('\\', '/'));
        PackageBuilder builder = new(Path.Combine(folder, nuspec), folder, Property, includeEmptyDirectories: true, deterministic: true, NullLogger.Instance);
        MemoryStream package = new();
        builder.Save(package);
        package.Position = 0;
        return package;
    }

    private static string Property(string name) => name switch
    {
        "version" => Version,
        "commit" => Commit,
        _ => throw new ArgumentException($"The .nuspec asks for ${name}$, which the build does not give it.", nameof(name)),
    };

    private static void Write(string folder, string path, string text)
    {
        string file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
