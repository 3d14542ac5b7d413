// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using Bg95Ssl;

namespace DialogueFuzz;

/// <summary>What a world is made from besides its seed.</summary>
internal sealed class WorldOptions
{
    /// <summary>Gets or sets a value indicating whether the line damages bytes.</summary>
    public bool Damages { get; set; }

    /// <summary>Gets or sets a value indicating whether the dialogue is kept.</summary>
    public bool KeepsJournal { get; set; }

    /// <summary>Gets or sets what goes wrong; <see langword="null"/> to draw it.</summary>
    public Troubles? Troubles { get; set; }

    /// <summary>Gets or sets the firmware; <see langword="null"/> to draw it.</summary>
    public ModuleTraits? Traits { get; set; }

    /// <summary>Gets or sets the line; <see langword="null"/> to draw it.</summary>
    public LineTraits? Line { get; set; }

    /// <summary>Gets or sets how many threads the program has; 0 to draw it.</summary>
    public int Threads { get; set; }

    /// <summary>Gets or sets what makes the driver.</summary>
    public Func<ITransport, int, TimeSource, IDriver> Driver { get; set; } = (line, receiveBufferSize, time) => new ModemDriver(line, receiveBufferSize, time);
}
