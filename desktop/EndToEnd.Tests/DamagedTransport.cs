// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;
using Bg95Ssl;

namespace EndToEnd.Tests;

/// <summary>A line on which what passes may be cut into pieces, and damaged.</summary>
internal sealed class DamagedTransport(ITransport line) : ITransport
{
    private long _read;
    private long _seen;

    /// <summary>Called with each block that came, before the driver sees it; returns how many bytes are left of it.</summary>
    public Func<byte[], int, int, int>? Damage { get; set; }

    /// <summary>The most that is taken from the line at once; 0 for no limit.</summary>
    public int Chunk { get; set; }

    /// <summary>Index of a byte to lose in the next write that is longer than that; 0 for none.</summary>
    public int LoseWritten { get; set; }

    /// <summary>How many bytes the driver had read when it last began to read.</summary>
    public long BytesSeen => Interlocked.Read(ref _seen);

    public int Capacity => line.Capacity;

    public bool HasFlowControl => line.HasFlowControl;

    public void Open() => line.Open();

    public void Close() => line.Close();

    public void Dispose() => line.Dispose();

    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        int got = 0;
        Interlocked.Exchange(ref _seen, _read);

        do
        {
            int most = Chunk > 0 ? Math.Min(Chunk, maximum - got) : maximum - got;
            int read = line.Read(buffer, offset + got, Math.Min(minimum, 1), most, timeout);

            if (read == 0)
            {
                break;
            }

            _read += read;
            got += Damage?.Invoke(buffer, offset + got, read) ?? read;
        }
        while (got < minimum);

        return got;
    }

    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        if (stream.CanTimeout)
        {
            stream.WriteTimeout = timeout;
        }

        if (LoseWritten > 0 && count > LoseWritten)
        {
            line.Write(buffer, offset, LoseWritten, timeout);
            offset += LoseWritten + 1;
            count -= LoseWritten + 1;
            LoseWritten = 0;
        }

        line.Write(buffer, offset, count, timeout);
    }
}
