// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>What happened between host and module.</summary>
public enum DialogueKind
{
    /// <summary>The host has sent a command line; its CR is not among the bytes.</summary>
    Command,

    /// <summary>The host has sent data after a prompt or CONNECT.</summary>
    Data,

    /// <summary>The module has echoed the command line that follows.</summary>
    Echo,

    /// <summary>Text of the module's answer.</summary>
    Answer,

    /// <summary>Data to the host: of AT+QSSLRECV, of direct push, of transparent mode, of a file.</summary>
    Payload,

    /// <summary>An unsolicited result.</summary>
    Unsolicited,

    /// <summary>The module was switched on or crashed, or another line was attached; the bytes say which.</summary>
    Note,
}
