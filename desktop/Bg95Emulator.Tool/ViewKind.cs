// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator.Tool;

/// <summary>What a person sees of the modules.</summary>
internal enum ViewKind
{
    /// <summary>What suits where the output goes.</summary>
    Auto,

    /// <summary>A screen that is kept up to date.</summary>
    Live,

    /// <summary>The dialogue, a line at a time.</summary>
    Lines,

    /// <summary>Where the modules are, and the verdict.</summary>
    None,
}
