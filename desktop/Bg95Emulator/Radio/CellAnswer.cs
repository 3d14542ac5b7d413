// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>What a cell makes of a module that wants to register.</summary>
public enum CellAnswer
{
    /// <summary>It takes it in.</summary>
    Accept,

    /// <summary>It refuses it: registration denied.</summary>
    Deny,

    /// <summary>It never answers: the module goes on searching.</summary>
    Silence,
}
