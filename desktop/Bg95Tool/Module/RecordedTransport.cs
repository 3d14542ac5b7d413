// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Emulator;
using Bg95Ssl;

namespace Bg95Tool;

/// <summary>A line whose dialogue is told.</summary>
internal sealed class RecordedTransport(ITransport line, HostDialogue dialogue) : ITransport
{
    /// <inheritdoc/>
    public int Capacity => line.Capacity;

    /// <inheritdoc/>
    public bool HasFlowControl => line.HasFlowControl;

    /// <inheritdoc/>
    public void Open() => line.Open();

    /// <inheritdoc/>
    public void Close() => line.Close();

    /// <summary>Closes the line for good, and ends the dialogue.</summary>
    public void Dispose()
    {
        line.Dispose();
        dialogue.End();
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
    {
        int count = line.Read(buffer, offset, minimum, maximum, timeout);
        dialogue.FromModule(buffer.AsSpan(offset, count));
        return count;
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count, int timeout)
    {
        dialogue.ToModule(buffer.AsSpan(offset, count));
        line.Write(buffer, offset, count, timeout);
    }
}
