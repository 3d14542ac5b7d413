// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;

namespace Bg95Emulator;

/// <summary>What faults do to the bytes of one direction. Used by one thread at a time.</summary>
internal sealed class LineFaults
{
    private readonly ModuleFaults _faults;
    private readonly LineDirection _direction;
    private readonly ArrayBufferWriter<byte> _damaged = new();

    public LineFaults(ModuleFaults faults, LineDirection direction)
    {
        _faults = faults;
        _direction = direction;
    }

    /// <summary>The bytes as they arrive; valid until the next call.</summary>
    /// <param name="bytes">What was sent.</param>
    /// <param name="crashed">The module crashed after the last byte returned.</param>
    public ReadOnlyMemory<byte> Damage(ReadOnlyMemory<byte> bytes, out bool crashed)
    {
        crashed = false;
        if (_faults.None)
        {
            return bytes;
        }

        _damaged.ResetWrittenCount();
        foreach (byte value in bytes.Span)
        {
            if (_faults.Occasion(FaultCatalog.Reboot) != null)
            {
                crashed = true;
                break;
            }

            if (_faults.Occasion(FaultCatalog.DropByte, _direction) != null)
            {
                continue;
            }

            Fault? flip = _faults.Occasion(FaultCatalog.FlipBit, _direction);
            Put(flip == null ? value : (byte)(value ^ (1 << flip.Random(8))));
            if (_faults.Occasion(FaultCatalog.DoubleByte, _direction) != null)
            {
                Put(value);
            }
        }

        return _damaged.WrittenMemory;
    }

    private void Put(byte value)
    {
        _damaged.GetSpan(1)[0] = value;
        _damaged.Advance(1);
    }
}
