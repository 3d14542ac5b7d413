// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>A part of the driver that raises events of the program.</summary>
    internal interface IUrcListener
    {
        /// <summary>Called on the dispatcher's thread for all that was queued, by whatever part of the driver.</summary>
        void Raise(int kind, int id);
    }
}
