// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What <see cref="LineStatistics"/> counts.</summary>
    public enum LineCounter
    {
        /// <summary>
        /// How many lines for a handler of <see cref="Bg95Modem.AddUrcHandler"/> were dropped because 16 lines were waiting for it
        /// already. Events of sockets, PDP contexts and the modem cannot be lost.
        /// </summary>
        LostUrcs = 0,

        /// <summary>How many lines were dropped because they did not fit into the receive buffer.</summary>
        Overruns = 1,

        /// <summary>The highest number of bytes that were in the receive buffer at once.</summary>
        ReceiveBufferHighWater = 2,

        /// <summary>How many payloads arrived incomplete, without the text that must follow them, or with a wrong announcement.</summary>
        DamagedPayloads = 3,

        /// <summary>How many lines were neither an answer nor a known URC.</summary>
        UnknownLines = 4,

        /// <summary>
        /// How many answers arrived that nobody was waiting for any more: final results, payloads, results of opening a connection.
        /// </summary>
        LateAnswers = 5,

        /// <summary>How many commands got no answer within their limit.</summary>
        Timeouts = 6,

        /// <summary>How often the driver has synchronised with the module. <see cref="Bg95Modem.Open"/> is the first time.</summary>
        Resynchronisations = 7,

        /// <summary>How often the module has restarted.</summary>
        Restarts = 8,

        /// <summary>How many exceptions the program's handlers have thrown. The driver catches and counts them.</summary>
        HandlerErrors = 9,

        /// <summary>
        /// How many blocks were dropped in direct push mode because the ring of their socket was full. The socket ends with
        /// <see cref="Bg95Error.RingOverflow"/> once the program has read what is in the ring.
        /// </summary>
        RingOverflows = 10,
    }
}
