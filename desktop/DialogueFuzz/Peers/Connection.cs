// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace DialogueFuzz;

/// <summary>One connection of the module with a peer: every byte of both ways, and how it ended.</summary>
internal sealed class Connection
{
    public Connection(int number, Plan plan, IReadOnlyDictionary<string, string> settings)
    {
        Number = number;
        Plan = plan;
        Settings = settings;
    }

    /// <summary>Gets which connection of the world this is.</summary>
    public int Number { get; }

    /// <summary>Gets whom it leads to.</summary>
    public Plan Plan { get; }

    /// <summary>Gets the settings that the module had for it when it was opened.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Gets what the peer has sent.</summary>
    public List<byte> FromPeer { get; } = [];

    /// <summary>Gets what the peer has received.</summary>
    public List<byte> ToPeer { get; } = [];

    /// <summary>Gets or sets a value indicating whether the peer itself has closed it; what it sent before can still be read.</summary>
    public bool IsClosedByPeer { get; set; }

    /// <summary>Gets or sets what ended it, other than its peer; <see langword="null"/> while nothing has.</summary>
    public string? EndedBy { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether as many bytes of a pushed block were lost as the line end behind it has: until it is
    /// known whether this module sends one, nothing tells.
    /// </summary>
    public bool HasLikelyHole { get; set; }

    /// <summary>Gets a value indicating whether bytes can flow.</summary>
    public bool IsAlive => !IsClosedByPeer && EndedBy is null;

    /// <summary>
    /// Gets or sets what the module itself has said after it started anew while this connection had the line: in transparent
    /// mode nothing tells such words from payload. <see langword="null"/> if that did not happen.
    /// </summary>
    public List<byte>? LastWords { get; set; }
}
