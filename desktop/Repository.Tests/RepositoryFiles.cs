// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace NanoBg95.Repository.Tests;

/// <summary>The repository's text files by their path from its root, with slashes. A copy can be doctored in memory.</summary>
internal sealed class RepositoryFiles
{
    private static readonly string[] s_outputFolders = [".git", "artifacts", "bin", "obj", "packages", "mine", "TestResults", ".vs", ".vscode", ".idea"];
    private static readonly string[] s_binaryEndings = [".png", ".nupkg", ".pfx", ".der", ".p12"];

    private readonly ImmutableSortedDictionary<string, string> _texts;

    private RepositoryFiles(ImmutableSortedDictionary<string, string> texts)
    {
        _texts = texts;
    }

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What lies on disk, without what a build puts there.</summary>
    public static RepositoryFiles OnDisk { get; } = Load();

    public IEnumerable<string> Paths => _texts.Keys;

    public string this[string path] => _texts[path];

    public bool Has(string path)
    {
        return _texts.ContainsKey(path);
    }

    public RepositoryFiles With(string path, string text)
    {
        return new RepositoryFiles(_texts.SetItem(path, text));
    }

    public RepositoryFiles Without(string path)
    {
        return new RepositoryFiles(_texts.Remove(path));
    }

    /// <summary>Replaces text in a file; that it was there is part of the test.</summary>
    public RepositoryFiles Replacing(string path, string text, string by)
    {
        if (!_texts[path].Contains(text, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{path} does not hold '{text}'.", nameof(text));
        }

        return With(path, _texts[path].Replace(text, by, StringComparison.Ordinal));
    }

    private static string FindRoot()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "nanoBg95.Desktop.slnx")))
        {
            root = Path.GetDirectoryName(root);
        }

        return root ?? throw new InvalidOperationException("The test does not run inside the repository.");
    }

    private static RepositoryFiles Load()
    {
        Dictionary<string, string> texts = [];
        Read(Root, Root, texts);

        return new RepositoryFiles(texts.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private static void Read(string root, string folder, Dictionary<string, string> texts)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            // In a work tree of its own .git is a file, and names a path of the machine.
            if (Path.GetFileName(file) != ".git" && !s_binaryEndings.Contains(Path.GetExtension(file)))
            {
                texts.Add(Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file));
            }
        }

        foreach (string below in Directory.EnumerateDirectories(folder))
        {
            if (!s_outputFolders.Contains(Path.GetFileName(below)))
            {
                Read(root, below, texts);
            }
        }
    }
}
