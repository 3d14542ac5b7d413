// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace DialogueFuzz;

/// <summary>What has happened in a world that may be the cause of an error.</summary>
[Flags]
internal enum Cause
{
    None = 0,
    Stall = 1,
    Restart = 2,
    PowerDown = 4,
    PdpLoss = 8,
    PortFailure = 16,
    WriteFailure = 32,
    LostLine = 64,
    FullBuffer = 128,
    Refusal = 256,
    LateOpen = 512,
    SlowAnswer = 1024,
    Damage = 2048,
    Overflow = 4096,
    TransparentMode = 8192,
    PeerClosed = 16384,
    ModemClosed = 32768,
    PeerTraps = 65536,
    FullLine = 131072,

    /// <summary>
    /// A pushed block without a line end behind it ended in one, and a line or prompt without one before it followed: it looks as if the
    /// line had lost bytes of the block.
    /// </summary>
    MissingLineEnd = 262144,

    /// <summary>A command kept the module busy for so long that the driver has asked all its questions meanwhile, and all are answered then.</summary>
    LongSilence = 524288,

    /// <summary>
    /// The program was sending when the peer closed a connection in transparent mode: the module takes the rest for commands, refuses each
    /// line of it in its own time, and has none for others meanwhile.
    /// </summary>
    PayloadAsCommands = 1048576,
}
