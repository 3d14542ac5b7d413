// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace NanoBg95.Repository.Tests;

/// <summary>A .nfproj, with its paths turned into paths from the repository's root.</summary>
internal sealed class DeviceProject
{
    private readonly XElement _project;
    private readonly string _folder;

    public DeviceProject(RepositoryFiles files, string path)
    {
        Path = path;
        _folder = path[..(path.LastIndexOf('/') + 1)];
        _project = XElement.Parse(files[path]);
    }

    public string Path { get; }

    public string PackagesConfig => _folder + "packages.config";

    public IReadOnlyList<string> Compiled => [.. Includes("Compile").Select(Resolve)];

    /// <summary>Everything else that the project names as part of itself.</summary>
    public IReadOnlyList<string> Named => [.. Includes("None").Concat(Includes("ProjectReference")).Select(Resolve)];

    public IReadOnlyList<string> HintPaths => [.. Elements("HintPath").Select(element => element.Value)];

    public IReadOnlyList<string> References => Includes("Reference");

    public string? Property(string name)
    {
        return Elements(name).FirstOrDefault()?.Value;
    }

    public bool HasCapability(string name)
    {
        return Includes("ProjectCapability").Contains(name);
    }

    /// <summary>A path from the repository's root, as this project writes it.</summary>
    public string Include(string path)
    {
        string back = string.Empty;
        string folder = _folder;
        while (!path.StartsWith(folder, StringComparison.Ordinal))
        {
            back += "..\\";
            folder = folder[..(folder.LastIndexOf('/', folder.Length - 2) + 1)];
        }

        return back + path[folder.Length..].Replace('/', '\\');
    }

    public string Resolve(string include)
    {
        List<string> parts = [];
        foreach (string part in (_folder + include.Replace('\\', '/')).Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private IReadOnlyList<string> Includes(string element)
    {
        return [.. Elements(element).Select(item => item.Attribute("Include")!.Value)];
    }

    private IEnumerable<XElement> Elements(string name)
    {
        return _project.Descendants().Where(element => element.Name.LocalName == name);
    }
}
