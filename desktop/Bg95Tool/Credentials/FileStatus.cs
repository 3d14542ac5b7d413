// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Tool;

/// <summary>What was done with a file.</summary>
internal enum FileStatus
{
    /// <summary>It was in the module already, byte for byte.</summary>
    Present,

    /// <summary>It was written.</summary>
    Uploaded,

    /// <summary>Another one of its name was there, and was written over.</summary>
    Replaced,
}
