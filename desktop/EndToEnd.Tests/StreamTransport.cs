// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;
using Bg95Ssl;

namespace EndToEnd.Tests;

/// <summary>The driver's line over a stream; what passes may be damaged on its way.</summary>
internal sealed class StreamTransport(Stream stream) : ITransport
{
    private long _read;
    private long _seen;

    /// <summary>Called with each block that came, before the driver sees it; returns how many bytes are left of it.</summary>
    public Func<byte[], int, int, int>? Damage { get; set; }

    /// <summary>The most that one read gives; 0 for no limit.</summary>
    public int Chunk { get; set; }

    /// <summary>Index of a byte to lose in the next write that is longer than that; 0 for none.</summary>
    public int LoseWritten { get; set; }

    /// <summary>How many bytes the driver had read when it last began to read.</summary>
    public long BytesSeen => Interlocked.Read(ref _seen);

    public int Capacity => 4096;

    public bool HasFlowControl => false;

    public void Open()
    {
    }

    public void Close() => stream.Dispose();

    public void Dispose() => stream.Dispose();

    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        int got = 0;
        bool momentOnly = minimum == 0;
        Interlocked.Exchange(ref _seen, _read);

        try
        {
            while (got < minimum || momentOnly)
            {
                int most = Chunk > 0 && Chunk < maximum - got ? Chunk : maximum - got;
                stream.ReadTimeout = momentOnly ? 5 : timeout;
                int read = stream.Read(buffer, offset + got, most);
                momentOnly = false;

                if (read == 0)
                {
                    throw new EndOfStreamException("the line has ended");
                }

                _read += read;
                got += Damage?.Invoke(buffer, offset + got, read) ?? read;
            }
        }
        catch (TimeoutException)
        {
        }

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
            stream.Write(buffer, offset, LoseWritten);
            offset += LoseWritten + 1;
            count -= LoseWritten + 1;
            LoseWritten = 0;
        }

        stream.Write(buffer, offset, count);
        stream.Flush();
    }
}
