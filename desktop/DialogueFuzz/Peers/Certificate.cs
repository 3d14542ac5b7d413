// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>What is wrong with the certificate of a server, or what a connection that was made all the same did not check.</summary>
internal enum Certificate
{
    /// <summary>Nothing.</summary>
    Good,

    /// <summary>It is not of the program's authority: only <c>seclevel</c> 0 takes it.</summary>
    Foreign,

    /// <summary>It is another host's: only <c>checkhost</c> 0 takes it.</summary>
    OtherHost,

    /// <summary>It has expired: only <c>ignorelocaltime</c> 1 takes it.</summary>
    Expired,
}
