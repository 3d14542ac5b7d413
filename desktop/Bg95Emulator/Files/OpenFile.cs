// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>A file opened by AT+QFOPEN.</summary>
internal sealed class OpenFile
{
    public OpenFile(string name, int mode)
    {
        Name = name;
        Mode = mode;
    }

    public string Name { get; }

    /// <summary>0 open or create, 1 create or overwrite, 2 read only.</summary>
    public int Mode { get; }

    public bool IsReadOnly => Mode == 2;

    public int Position { get; set; }
}
