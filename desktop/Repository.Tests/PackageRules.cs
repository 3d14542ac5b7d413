// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;

namespace NanoBg95.Repository.Tests;

/// <summary>A package's version stands in four kinds of places, and nothing keeps them equal but this.</summary>
internal static class PackageRules
{
    /// <summary>The device packages, by the name of their assembly; a later one may need those before it.</summary>
    public static readonly string[] Names = ["Bg95Ssl", "Bg95Cellular", "Bg95Http", "Bg95Mqtt", "Bg95Mqtt.M2Mqtt"];

    /// <summary>Comes along with System.IO.Streams, whose own package asks for it: the package must not ask again.</summary>
    private const string Transitive = "nanoFramework.System.Text";

    private static readonly string[] s_endings = ["dll", "pdb", "pdbx", "pe", "xml"];

    public static IEnumerable<string> Check(RepositoryFiles files)
    {
        return DeviceProjectRules.ProjectPaths(files).SelectMany(path => Versions(files, new DeviceProject(files, path)))
            .Concat(OneVersion(files))
            .Concat(DeviceProjectRules.ProjectPaths(files).SelectMany(path => Lock(files, new DeviceProject(files, path))))
            .Concat(Names.SelectMany(name => Dependencies(files, name).Concat(Content(files, name))));
    }

    /// <summary>What a package must depend on, as "id version".</summary>
    /// <param name="files">The repository.</param>
    /// <param name="name">Its assembly.</param>
    /// <param name="version">The version that the packages of this repository have.</param>
    public static IEnumerable<string> Needed(RepositoryFiles files, string name, string version)
    {
        return NeededPackages(files, name, version).Select(package => package.Id + " " + package.Version);
    }

    public static string Nuspec(string name) => $"nanoBg95.{name}.nuspec";

    private static IEnumerable<Package> NeededPackages(RepositoryFiles files, string name, string version)
    {
        DeviceProject library = new(files, $"{name}/{name}.nfproj");
        IEnumerable<Package> own = Names.Where(other => library.Named.Contains($"{other}/{other}.nfproj"))
            .Select(other => new Package("nanoBg95." + other, version, IsDevelopment: false));

        return own.Concat(Packages(files, library.PackagesConfig).Where(package => !package.IsDevelopment && package.Id != Transitive));
    }

    private static IEnumerable<string> Versions(RepositoryFiles files, DeviceProject project)
    {
        if (!files.Has(project.PackagesConfig))
        {
            return [$"{project.Path} has no packages.config"];
        }

        List<string> faults = [];
        IReadOnlyList<Package> packages = Packages(files, project.PackagesConfig);
        foreach (string hint in project.HintPaths)
        {
            if (!packages.Any(package => project.Resolve(hint).StartsWith($"packages/{package.Folder}/lib/", StringComparison.Ordinal)))
            {
                faults.Add($"{project.Path}: {hint} is in none of the packages of {project.PackagesConfig}");
            }
        }

        foreach (Package package in packages.Where(package => !files[project.Path].Contains("\\" + package.Folder + "\\", StringComparison.Ordinal)))
        {
            faults.Add($"{project.Path} does not use {package.Folder} of {project.PackagesConfig}");
        }

        // The launcher's own version is 0.0.0.0 in every package.
        foreach (string reference in project.References.Where(reference => !reference.StartsWith("nanoFramework.UnitTestLauncher", StringComparison.Ordinal)))
        {
            string version = reference.Split("Version=")[^1].Split(',')[0];
            if (!packages.Any(package => package.Version + ".0" == version))
            {
                faults.Add($"{project.Path}: no package has the version of {reference}");
            }
        }

        return faults;
    }

    /// <summary>A project that is restored with a lock file has one, and it holds what packages.config asks for.</summary>
    private static IEnumerable<string> Lock(RepositoryFiles files, DeviceProject project)
    {
        string path = project.PackagesConfig.Replace(".config", ".lock.json", StringComparison.Ordinal);
        bool wanted = project.Property("RestorePackagesWithLockFile") == "true";
        if (wanted != files.Has(path))
        {
            yield return $"{path} and RestorePackagesWithLockFile of {project.Path} belong together";
        }

        if (!files.Has(path))
        {
            yield break;
        }

        using JsonDocument document = JsonDocument.Parse(files[path]);
        JsonElement locked = document.RootElement.GetProperty("dependencies").GetProperty(".NETnanoFramework,Version=v1.0");
        Package[] packages = [.. locked.EnumerateObject().Select(package => new Package(package.Name, package.Value.GetProperty("resolved").GetString()!, IsDevelopment: false))];
        Package[] asked = [.. Packages(files, project.PackagesConfig).Select(package => package with { IsDevelopment = false })];
        foreach (Package package in packages.Except(asked).Concat(asked.Except(packages)))
        {
            yield return $"{path} and packages.config differ in {package}";
        }

        foreach (JsonProperty package in locked.EnumerateObject())
        {
            string version = package.Value.GetProperty("resolved").GetString()!;
            bool isHash = package.Value.GetProperty("contentHash").TryGetBytesFromBase64(out byte[]? hash) && hash.Length == 64;
            if (package.Value.GetProperty("requested").GetString() != $"[{version}, {version}]" || !isHash)
            {
                yield return $"{path} does not lock {package.Name}";
            }
        }
    }

    private static IEnumerable<string> OneVersion(RepositoryFiles files)
    {
        return files.Paths.Where(path => path.EndsWith("packages.config", StringComparison.Ordinal))
            .SelectMany(path => Packages(files, path))
            .GroupBy(package => package.Id)
            .Where(group => group.Select(package => package.Version).Distinct().Count() > 1)
            .Select(group => $"{group.Key} has more than one version: {string.Join(", ", group.Select(package => package.Version).Distinct())}");
    }

    private static IEnumerable<string> Dependencies(RepositoryFiles files, string name)
    {
        string nuspec = Nuspec(name);
        IEnumerable<Package> needed = NeededPackages(files, name, "$version$");
        IEnumerable<Package> asked = Elements(files, nuspec, "dependency").Select(Package.From);

        return needed.Except(asked).Select(package => $"{nuspec} lacks {package}")
            .Concat(asked.Except(needed).Select(package => $"{nuspec} asks for {package}, which packages.config does not have"));
    }

    private static IEnumerable<string> Content(RepositoryFiles files, string name)
    {
        string nuspec = Nuspec(name);
        List<XElement> packed = [.. Elements(files, nuspec, "file")];
        foreach (string file in s_endings.Select(ending => $"{name}.{ending}"))
        {
            string target = $"lib\\{file}";
            string source = $"{name}\\bin\\Release\\{file}";
            if (!packed.Any(file => file.Attribute("src")!.Value == source && file.Attribute("target")!.Value == target))
            {
                yield return $"{nuspec} does not pack {source} as {target}";
            }
        }

        foreach ((string file, string target) in new[] { ("README.md", "docs\\"), ("LICENSE.md", ""), ("assets\\icon.png", "images\\") })
        {
            if (!packed.Any(entry => entry.Attribute("src")!.Value == file && entry.Attribute("target")!.Value == target))
            {
                yield return $"{nuspec} does not pack {file} into '{target}'";
            }
        }

        if (Elements(files, nuspec, "readme").SingleOrDefault()?.Value != "docs\\README.md")
        {
            yield return $"{nuspec} does not show docs\\README.md";
        }

        if (Elements(files, nuspec, "icon").SingleOrDefault()?.Value != "images\\icon.png")
        {
            yield return $"{nuspec} does not show images\\icon.png";
        }

        if (Elements(files, nuspec, "repository").SingleOrDefault()?.Attribute("commit")?.Value != "$commit$")
        {
            yield return $"{nuspec} does not say its commit";
        }
    }

    private static IReadOnlyList<Package> Packages(RepositoryFiles files, string path)
    {
        return [.. Elements(files, path, "package").Select(Package.From)];
    }

    private static IEnumerable<XElement> Elements(RepositoryFiles files, string path, string name)
    {
        return XElement.Parse(files[path]).Descendants().Where(element => element.Name.LocalName == name);
    }

    private sealed record Package(string Id, string Version, bool IsDevelopment)
    {
        public string Folder => Id + "." + Version;

        public static Package From(XElement element)
        {
            return new Package(element.Attribute("id")!.Value, element.Attribute("version")!.Value, element.Attribute("developmentDependency")?.Value == "true");
        }

        public override string ToString()
        {
            return Folder;
        }
    }
}
