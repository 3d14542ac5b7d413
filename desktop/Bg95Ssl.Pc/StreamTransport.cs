// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Ssl.Pc;

/// <summary>The driver's line over a stream in memory: one end of a cable between threads.</summary>
/// <param name="stream">
/// Must throw <see cref="TimeoutException"/> when its time-out for reads, which may be 0, is over. Closing the line disposes it.
/// </param>
public sealed class StreamTransport(Stream stream) : ITransport
{
    // In memory there is nothing that keeps bytes back: a look is enough.
    private const int Moment = 1;

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
        long begin = Environment.TickCount64;
        int left = minimum == 0 ? Moment : timeout;
        int got = 0;

        try
        {
            do
            {
                stream.ReadTimeout = left;
                int read = stream.Read(buffer, offset + got, maximum - got);
                got += read > 0 ? read : throw new EndOfStreamException("the line has ended");
                left = timeout < 0 ? timeout : (int)Math.Max(timeout - (Environment.TickCount64 - begin), 0);
            }
            while (got < minimum);
        }
        catch (TimeoutException)
        {
            // What has come is what there is.
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
