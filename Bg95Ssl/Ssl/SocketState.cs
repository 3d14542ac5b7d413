// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// State of a socket. 0, 1, 2 and 4 are the module's own numbers (application note 2.1.6); 5 and 6 are the driver's.
    /// </summary>
    public enum SocketState
    {
        /// <summary>
        /// The module does not have the socket: the connection was not opened, or the module has restarted or lost the connection, or the port
        /// has failed.
        /// </summary>
        Initial = 0,

        /// <summary>The connection is being opened.</summary>
        Opening = 1,

        /// <summary>Connected. A 3, which some firmware prints, counts as this, too (module facts 3).</summary>
        Connected = 2,

        /// <summary>
        /// The peer or the network has ended the connection. Data that arrived before can still be received. The program must close the socket.
        /// </summary>
        Closing = 4,

        /// <summary>The program has closed the socket.</summary>
        Closed = 5,

        /// <summary>
        /// Bytes were lost on the line, or the module did not answer: nobody knows what was received or sent after the last good call. The
        /// program must close the socket.
        /// </summary>
        Faulted = 6,
    }
}
