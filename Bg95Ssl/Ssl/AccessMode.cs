// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>How received data reach the program (application note 1.3).</summary>
    public enum AccessMode
    {
        /// <summary>
        /// The module keeps the data until the program receives them. It is the only mode in which a slow program loses nothing.
        /// </summary>
        Buffer = 0,

        /// <summary>
        /// The module sends the data as they arrive, and the driver keeps them in a ring of fixed size until the program receives them. This
        /// has the shortest delay. What does not fit into the ring is lost, and the socket ends with <see cref="Bg95Error.RingOverflow"/>.
        /// </summary>
        DirectPush = 1,

        /// <summary>
        /// The line carries the bytes of this connection and nothing else, in both directions, until the socket is switched back or
        /// closed. Every other use of the module throws <see cref="Bg95Error.LineBusy"/> meanwhile.
        /// </summary>
        Transparent = 2,
    }
}
