// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>How a module that has started anew tells.</summary>
internal enum RestartKind
{
    /// <summary>RDY and what follows.</summary>
    Told,

    /// <summary>The same with FF or NUL before it.</summary>
    Glitched,

    /// <summary>Nothing.</summary>
    Silent,
}
