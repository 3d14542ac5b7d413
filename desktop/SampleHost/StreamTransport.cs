// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using Bg95Ssl;

namespace Samples.Pc;

/// <summary>The driver's line over a stream, for systems without pseudo-terminals.</summary>
public sealed class StreamTransport(Stream stream) : ITransport
{
    /// <inheritdoc/>
    public int Capacity => 4096;

    /// <inheritdoc/>
    public bool HasFlowControl => false;

    /// <inheritdoc/>
    public void Open()
    {
    }

    /// <inheritdoc/>
    public void Close() => stream.Dispose();

    /// <summary>Closes the line for good.</summary>
    public void Dispose() => stream.Dispose();

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        int got = 0;

        // In memory there is nothing that keeps bytes back: a look is enough.
        bool look = minimum == 0;

        try
        {
            while (got < minimum || look)
            {
                stream.ReadTimeout = look ? 1 : timeout;
                int read = stream.Read(buffer, offset + got, maximum - got);
                look = false;

                if (read == 0)
                {
                    throw new EndOfStreamException("the line has ended");
                }

                got += read;
            }
        }
        catch (TimeoutException)
        {
            // What has come is kept.
        }

        return got;
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        if (stream.CanTimeout)
        {
            stream.WriteTimeout = timeout;
        }

        stream.Write(buffer, offset, count);
        stream.Flush();
    }
}
