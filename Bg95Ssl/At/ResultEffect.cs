// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What a line that tells of success does to the command that runs.</summary>
    internal enum ResultEffect
    {
        /// <summary>It ends it as it should.</summary>
        Right = 0,

        /// <summary>No command has waited for it.</summary>
        Unasked,

        /// <summary>The command needs another one, or was writing its data: module and driver are out of step.</summary>
        Wrong,

        /// <summary>Bytes of the command's payload were lost, or the line that says how many there are.</summary>
        PayloadDamaged,
    }
}
