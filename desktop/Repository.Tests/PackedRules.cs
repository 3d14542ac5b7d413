// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace NanoBg95.Repository.Tests;

/// <summary>What a packed package must hold for the nanoFramework tools to take it, and for people to know what it is.</summary>
internal static class PackedRules
{
    private static readonly string[] s_texts = ["LICENSE.md", "docs/CHANGELOG.md", "docs/README.md", "images/icon.png"];
    private static readonly string[] s_endings = ["dll", "pdb", "pdbx", "pe", "xml"];

    // Visual Studio's and the package gallery's filters for nanoFramework packages go by these.
    private static readonly string[] s_tags = ["nanoFramework", "C#", "csharp", "netmf", "netnf"];

    /// <summary>Checks a package.</summary>
    /// <param name="package">The .nupkg.</param>
    /// <param name="name">Its assembly.</param>
    /// <param name="files">The repository it was packed from.</param>
    /// <param name="commit">The commit it must name, or null if any will do.</param>
    public static IReadOnlyList<string> Check(Stream package, string name, RepositoryFiles files, string? commit)
    {
        List<string> faults = [];
        using PackageArchiveReader reader = new(package, leaveStreamOpen: true);
        NuspecReader nuspec = reader.NuspecReader;
        Files(reader, name, faults);
        Texts(reader, files, faults);
        Dependencies(nuspec, files, name, faults);
        RepositoryMetadata repository = nuspec.GetRepositoryMetadata();
        (string What, bool Holds)[] needs =
        [
            ("the id " + Id(name), nuspec.GetId() == Id(name)),
            ("a version", nuspec.GetVersion() > new NuGet.Versioning.NuGetVersion(0, 0, 0, "0")),
            ("a description", nuspec.GetDescription().Length > 0),
            ("docs/README.md as its readme", nuspec.GetReadme()?.Replace('\\', '/') == "docs/README.md"),
            ("LICENSE.md as its licence", nuspec.GetLicenseMetadata() is { Type: LicenseType.File, License: "LICENSE.md" }),
            ("images/icon.png as its icon", nuspec.GetIcon()?.Replace('\\', '/') == "images/icon.png"),
            ("an icon of 128 by 128 pixels", IsIcon(reader)),
            ("a git repository", repository.Type == "git" && Uri.TryCreate(repository.Url, UriKind.Absolute, out _)),
            ("the commit", commit == null ? IsCommit(repository.Commit) : repository.Commit == commit),
        ];
        faults.AddRange(needs.Where(need => !need.Holds).Select(need => "the package lacks " + need.What));
        string[] tags = nuspec.GetTags().Split(' ');
        faults.AddRange(s_tags.Except(tags).Select(tag => "the package lacks the tag " + tag));
        return faults;
    }

    /// <summary>What only outputs of a real build can have.</summary>
    public static IReadOnlyList<string> CheckOutputs(Stream package, string name)
    {
        using PackageArchiveReader reader = new(package, leaveStreamOpen: true);
        (string File, string Begins)[] needs =
        [
            ($"lib/{name}.dll", "MZ"), ($"lib/{name}.pe", "NFMRK"), ($"lib/{name}.xml", "<?xml"),
        ];
        return [.. needs.Where(need => !Begins(reader, need.File, need.Begins)).Select(need => $"{need.File} is no output of a build")];
    }

    private static string Id(string name) => "nanoBg95." + name;

    private static void Files(PackageArchiveReader reader, string name, List<string> faults)
    {
        string[] wanted = [.. s_texts, .. s_endings.Select(ending => $"lib/{name}.{ending}")];

        // What is left is the format's own.
        string[] packed = [.. reader.GetFiles().Where(file => !file.StartsWith("_rels/", StringComparison.Ordinal)
            && !file.StartsWith("package/", StringComparison.Ordinal) && file != "[Content_Types].xml" && file != Id(name) + ".nuspec")];
        faults.AddRange(wanted.Except(packed).Select(file => "the package lacks " + file));
        faults.AddRange(packed.Except(wanted).Select(file => "the package holds " + file + ", which nobody asked for"));
        faults.AddRange(packed.Where(file => Read(reader, file).Length == 0).Select(file => "the package holds an empty " + file));
    }

    private static void Texts(PackageArchiveReader reader, RepositoryFiles files, List<string> faults)
    {
        foreach ((string packed, string source) in new[] { ("docs/README.md", "README.md"), ("LICENSE.md", "LICENSE.md") })
        {
            if (reader.GetFiles().Contains(packed) && Normal(Encoding.UTF8.GetString(Read(reader, packed))) != Normal(files[source]))
            {
                faults.Add($"{packed} of the package is not the repository's {source}");
            }
        }
    }

    private static void Dependencies(NuspecReader nuspec, RepositoryFiles files, string name, List<string> faults)
    {
        string[] asked = [.. nuspec.GetDependencyGroups().SelectMany(group => group.Packages)
            .Select(package => package.Id + " " + package.VersionRange.MinVersion)];
        string[] needed = [.. PackageRules.Needed(files, name, nuspec.GetVersion().ToString())];
        faults.AddRange(needed.Except(asked).Select(package => "the package does not depend on " + package));
        faults.AddRange(asked.Except(needed).Select(package => "the package depends on " + package + ", which packages.config does not have"));
    }

    private static bool Begins(PackageArchiveReader reader, string file, string text)
    {
        return reader.GetFiles().Contains(file) && Read(reader, file).AsSpan().TrimStart("\uFEFF"u8).StartsWith(Encoding.UTF8.GetBytes(text));
    }

    // A PNG begins with its signature and a chunk with width and height, big-endian.
    private static bool IsIcon(PackageArchiveReader reader)
    {
        if (!reader.GetFiles().Contains("images/icon.png"))
        {
            return false;
        }

        byte[] icon = Read(reader, "images/icon.png");
        return icon.Length > 24
            && icon.AsSpan(1, 3).SequenceEqual("PNG"u8)
            && icon.AsSpan(16, 8).SequenceEqual(new byte[] { 0, 0, 0, 128, 0, 0, 0, 128 });
    }

    private static bool IsCommit(string? text)
    {
        return text is { Length: 40 } && text.All(char.IsAsciiHexDigit);
    }

    private static string Normal(string text)
    {
        return text.ReplaceLineEndings("\n").TrimStart('\uFEFF');
    }

    private static byte[] Read(PackageArchiveReader reader, string file)
    {
        using Stream stream = reader.GetStream(file);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
