// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>A part of the driver that wants to know of what the module says unasked.</summary>
    internal interface IUrcListener
    {
        /// <summary>
        /// Called on the reader's thread. Records what happened; must be short, must not use the channel and must not throw.
        /// </summary>
        /// <returns>0, or the number of payload bytes that follow the line and belong to nobody.</returns>
        int OnUrc(UrcKind kind, AtFields fields);

        /// <summary>Called on the dispatcher's thread for what was queued; raises the program's events.</summary>
        void RaiseUrc(UrcKind kind, int id);
    }
}
