// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>State of a socket; 0 to 4 are the module's own numbers (application note 2.1.6).</summary>
    public enum SocketState
    {
        /// <summary>Does not exist: never opened, or closed and free again.</summary>
        Initial = 0,

        /// <summary>The connection is being opened.</summary>
        Opening = 1,

        /// <summary>Connected. The module's 2; a 3 that some firmware prints counts as this, too (module facts 3).</summary>
        Connected = 2,

        /// <summary>The other side or the network has closed it. Data that arrived before can still be received; it must be closed.</summary>
        Closing = 4,

        /// <summary>Closed by the program.</summary>
        Closed = 5,

        /// <summary>Bytes were lost on the line: what was received after the last good call is unknown. It must be closed.</summary>
        Faulted = 6,
    }
}
