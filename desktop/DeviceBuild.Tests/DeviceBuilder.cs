// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using NanoBg95.Repository.Tests;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>Builds .nfproj files: their sources, with their references alone.</summary>
internal sealed class DeviceBuilder(RepositoryFiles files)
{
    // By all that a build is made of: a doctored copy of the repository builds only what it has changed, and what refers to that.
    private static readonly ConcurrentDictionary<string, Lazy<DeviceBuild>> s_builds = new();

    public static DeviceBuilder OnDisk { get; } = new(RepositoryFiles.OnDisk);

    public IEnumerable<string> Projects => files.Paths.Where(IsProject);

    /// <summary>Builds a project, and before it those it refers to.</summary>
    public DeviceBuild Build(string path)
    {
        DeviceProject project = new(files, path);

        return s_builds.GetOrAdd(Ingredients(project), _ => new Lazy<DeviceBuild>(() => Compile(project))).Value;
    }

    // The texts of the project, of its sources, and of all that it refers to.
    private string Ingredients(DeviceProject project)
    {
        IEnumerable<string> texts = project.Compiled.Prepend(project.Path).SelectMany(name => new[] { name, files[name] })
            .Concat(project.Named.Where(IsProject).Select(name => Ingredients(new DeviceProject(files, name))));

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))));
    }

    private static bool IsProject(string name)
    {
        return name.EndsWith(".nfproj", StringComparison.Ordinal);
    }

    private DeviceBuild Compile(DeviceProject project)
    {
        List<MetadataReference> references = [];
        List<string> faults = [];
        foreach (string reference in project.References)
        {
            Add(references, faults, ReferenceTo(reference), $"{project.Path}: neither a list nor the core library is {reference}");
        }

        foreach (string other in project.Named.Where(IsProject))
        {
            Add(references, faults, Build(other).Reference, $"{project.Path}: {other} does not compile");
        }

        DeviceBuild build = DeviceCompiler.Compile(
            project.Property("AssemblyName")!,
            project.Property("LangVersion")!,
            project.Property("OutputType") == "Exe",
            project.Property("DocumentationFile") is not null,
            project.Compiled.Select(source => KeyValuePair.Create(source, files[source])),
            references);

        return build with { Faults = [.. faults, .. build.Faults] };
    }

    private static void Add(List<MetadataReference> references, List<string> faults, MetadataReference? reference, string fault)
    {
        if (reference is null)
        {
            faults.Add(fault);
        }
        else
        {
            references.Add(reference);
        }
    }

    // The core library is there, so its version must be the one the project asks for; a stub has none.
    private static MetadataReference? ReferenceTo(string reference)
    {
        string name = reference.Split(',')[0];

        return name != CoreLibrary.Name ? Stubs.All.GetValueOrDefault(name)
            : reference == CoreLibrary.Assembly.Identity.GetDisplayName() ? CoreLibrary.Reference : null;
    }
}
