// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>The module's flash and RAM files, in memory. All members may be called from any thread.</summary>
public sealed class ModuleFileSystem
{
    private const string FlashPrefix = "UFS:";
    private const string RamPrefix = "RAM:";
    private const int MaxNameLength = 80;

    private readonly object _gate = new();
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    internal ModuleFileSystem(int totalSize)
    {
        TotalSize = totalSize;
    }

    public int TotalSize { get; }

    /// <summary>A fault has taken all the room there was.</summary>
    internal bool IsFull { get; set; }

    public int FreeSize
    {
        get
        {
            lock (_gate)
            {
                return TotalSize - UsedSize();
            }
        }
    }

    /// <summary>Creates or replaces a file.</summary>
    /// <exception cref="ArgumentException">The name is none, or there is no room.</exception>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        if (!TryWrite(name, content))
        {
            throw new ArgumentException($"The module cannot hold the file '{name}' of {content.Length} bytes.");
        }
    }

    /// <summary>A copy of the content, or null when there is no such file.</summary>
    public byte[]? Read(string name)
    {
        lock (_gate)
        {
            return _files.TryGetValue(Normalize(name), out byte[]? content) ? (byte[])content.Clone() : null;
        }
    }

    public bool Exists(string name)
    {
        lock (_gate)
        {
            return _files.ContainsKey(Normalize(name));
        }
    }

    public bool Delete(string name)
    {
        lock (_gate)
        {
            return _files.Remove(Normalize(name));
        }
    }

    /// <summary>The files whose names match a pattern, in which '*' stands for any text.</summary>
    public IReadOnlyList<ModuleFile> List(string pattern = "*")
    {
        string wanted = Normalize(pattern);
        List<ModuleFile> files = [];
        lock (_gate)
        {
            foreach ((string name, byte[] content) in _files)
            {
                // "*" alone means the flash: files in RAM are only listed by their prefix.
                if (IsInRam(name) == IsInRam(wanted) && Matches(name, wanted))
                {
                    files.Add(new ModuleFile(name, content.Length));
                }
            }
        }

        return files;
    }

    internal static bool IsValidName(string name)
    {
        string bare = Normalize(name);
        bare = IsInRam(bare) ? bare[RamPrefix.Length..] : bare;
        return bare.Length is > 0 and <= MaxNameLength && bare.AsSpan().IndexOfAny("*?:\\|<>\"") < 0;
    }

    internal bool TryWrite(string name, ReadOnlySpan<byte> content)
    {
        string key = Normalize(name);
        lock (_gate)
        {
            int replaced = _files.TryGetValue(key, out byte[]? old) ? old.Length : 0;
            if (!IsValidName(key) || content.Length > TotalSize - UsedSize() + replaced)
            {
                return false;
            }

            _files[key] = content.ToArray();
            return true;
        }
    }

    internal void ForgetRam()
    {
        foreach (ModuleFile file in List(RamPrefix + "*"))
        {
            Delete(file.Name);
        }
    }

    private static string Normalize(string name) =>
        name.StartsWith(FlashPrefix, StringComparison.OrdinalIgnoreCase) ? name[FlashPrefix.Length..] : name;

    private static bool IsInRam(string name) => name.StartsWith(RamPrefix, StringComparison.Ordinal);

    private static bool Matches(string name, string pattern)
    {
        string[] parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return name == pattern;
        }

        int position = parts[0].Length;
        if (!name.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        for (int i = 1; i < parts.Length - 1; i++)
        {
            int found = name.IndexOf(parts[i], position, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            position = found + parts[i].Length;
        }

        return name.Length - position >= parts[^1].Length && name.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private int UsedSize()
    {
        if (IsFull)
        {
            return TotalSize;
        }

        int used = 0;
        foreach (byte[] content in _files.Values)
        {
            used += content.Length;
        }

        return used;
    }
}
