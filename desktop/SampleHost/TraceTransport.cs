// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Ssl;

namespace Samples.Pc;

/// <summary>A line that shows what passes over it.</summary>
public sealed class TraceTransport(ITransport line, AtTrace trace) : ITransport
{
    /// <inheritdoc/>
    public int Capacity => line.Capacity;

    /// <inheritdoc/>
    public bool HasFlowControl => line.HasFlowControl;

    /// <inheritdoc/>
    public void Open() => line.Open();

    /// <inheritdoc/>
    public void Close() => line.Close();

    /// <summary>Closes the line for good.</summary>
    public void Dispose() => line.Dispose();

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        int count = line.Read(buffer, offset, minimum, maximum, timeout);
        trace.FromModule(buffer, offset, count);
        return count;
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        trace.ToModule(buffer, offset, count);
        line.Write(buffer, offset, count, timeout);
    }
}
