// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>Holds the number of the PDP context that was deactivated.</summary>
    public class PdpDeactivatedEventArgs : EventArgs
    {
        internal PdpDeactivatedEventArgs(int contextId)
        {
            ContextId = contextId;
        }

        /// <summary>Gets the context's number, 1 to 16.</summary>
        public int ContextId { get; }
    }
}
