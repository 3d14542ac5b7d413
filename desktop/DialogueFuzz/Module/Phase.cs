// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>What the module takes the next byte for.</summary>
internal enum Phase
{
    /// <summary>A command.</summary>
    Command,

    /// <summary>Data of a send: so many bytes.</summary>
    FixedSend,

    /// <summary>Data of a send: up to Ctrl-Z.</summary>
    VariableSend,

    /// <summary>A file.</summary>
    Upload,

    /// <summary>Payload of the socket that has the line.</summary>
    Transparent,
}
