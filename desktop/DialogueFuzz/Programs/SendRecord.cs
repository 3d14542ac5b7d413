// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>One call that sends.</summary>
internal sealed class SendRecord
{
    public SendRecord(byte[] bytes, long startedAt)
    {
        Bytes = bytes;
        StartedAt = startedAt;
    }

    /// <summary>Gets the bytes; the first says which call it is.</summary>
    public byte[] Bytes { get; }

    /// <summary>Gets when the call began.</summary>
    public long StartedAt { get; }

    /// <summary>Gets or sets when it came back.</summary>
    public long EndedAt { get; set; } = long.MaxValue;

    /// <summary>Gets or sets a value indicating whether it came back without an exception.</summary>
    public bool IsOk { get; set; }
}
