// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>How a peer behaves.</summary>
internal enum PeerKind
{
    /// <summary>Sends back what it gets.</summary>
    Echo,

    /// <summary>Sends by itself, at its own times, and takes what it gets.</summary>
    Talker,

    /// <summary>Only takes.</summary>
    Listener,

    /// <summary>Sends a page at once and closes.</summary>
    Page,

    /// <summary>Cannot be reached.</summary>
    Nobody,
}
