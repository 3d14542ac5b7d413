// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>How received data reach the program (application note 1.3).</summary>
    public enum AccessMode
    {
        /// <summary>The module keeps them until the program asks: the only mode in which a slow program loses nothing.</summary>
        Buffer = 0,

        /// <summary>
        /// The module sends them as they come, into a ring of fixed size: the shortest delay, and no command for each block. What
        /// does not fit is lost and the socket ends with <see cref="Bg95Error.RingOverflow"/>.
        /// </summary>
        DirectPush = 1,

        /// <summary>
        /// The line carries this connection's bytes and nothing else, both ways, until the socket is switched back or closed.
        /// No other command can run meanwhile.
        /// </summary>
        Transparent = 2,
    }
}
