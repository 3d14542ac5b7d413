// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Emulator.Tool;

/// <summary>A line that a module is served on, and what a program opens to talk to it.</summary>
internal abstract class ServedLine : IDisposable
{
    /// <summary>What a program opens: a port's name, or host:port.</summary>
    public abstract string Name { get; }

    /// <summary>What a person is told.</summary>
    public virtual string Description => Name;

    /// <summary>Attaches a module, which is served until this is disposed.</summary>
    public abstract void Serve(EmulatedModule module);

    /// <summary>Waits for a host and gives the line to it.</summary>
    public abstract Stream Accept();

    /// <summary>Gives the host the time to read what was sent.</summary>
    public abstract void Drain();

    public abstract void Dispose();
}
