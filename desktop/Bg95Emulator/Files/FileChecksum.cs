// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>
/// The sum in +QFUPL and +QFDWL: XOR of the 16-bit words, high byte first, an odd last byte as a high byte
/// (module facts 3).
/// </summary>
public static class FileChecksum
{
    public static ushort Compute(ReadOnlySpan<byte> content)
    {
        int high = 0;
        int low = 0;
        for (int i = 0; i < content.Length; i++)
        {
            if ((i & 1) == 0)
            {
                high ^= content[i];
            }
            else
            {
                low ^= content[i];
            }
        }

        return (ushort)((high << 8) | low);
    }
}
