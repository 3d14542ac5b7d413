// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>The files AT+QFOPEN has opened, by handle.</summary>
internal sealed class FileHandles
{
    public const int MaxOpen = 10;

    private readonly Dictionary<int, OpenFile> _open = [];
    private int _next = 1;

    public int Count => _open.Count;

    public IEnumerable<KeyValuePair<int, OpenFile>> All => _open;

    public int Add(OpenFile file)
    {
        _open.Add(_next, file);
        return _next++;
    }

    public OpenFile? Find(int handle) => _open.GetValueOrDefault(handle);

    public bool IsOpen(string name)
    {
        foreach (OpenFile file in _open.Values)
        {
            if (file.Name.Equals(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public bool Remove(int handle) => _open.Remove(handle);

    public void Clear() => _open.Clear();
}
