// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>What may be expected of a call.</summary>
internal enum CallKind
{
    /// <summary>It is right; an error needs a cause.</summary>
    Right,

    /// <summary>It is wrong on purpose and must be refused.</summary>
    Wrong,

    /// <summary>It is right but has less time than a module may need that is starting: an error needs no cause.</summary>
    Hasty,
}
