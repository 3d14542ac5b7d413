// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What <see cref="LineStatistics"/> counts.</summary>
    public enum LineCounter
    {
        /// <summary>
        /// How many events were dropped because the queue before the program's handlers was full. What they announced is
        /// recorded all the same: a socket's state and its readable data are never lost with them.
        /// </summary>
        LostUrcs = 0,

        /// <summary>The highest number of events that waited for the program's handlers at once.</summary>
        UrcQueueHighWater = 1,

        /// <summary>How many lines did not fit into the receive buffer and were dropped.</summary>
        Overruns = 2,

        /// <summary>The highest number of bytes that stood in the receive buffer at once.</summary>
        ReceiveBufferHighWater = 3,

        /// <summary>How many payloads arrived short or without the text that must stand behind them.</summary>
        DamagedPayloads = 4,

        /// <summary>How many lines were neither an answer nor a known URC.</summary>
        UnknownLines = 5,

        /// <summary>How many final results came when no command was waiting for one.</summary>
        LateAnswers = 6,

        /// <summary>How many commands got no answer within their limit.</summary>
        Timeouts = 7,

        /// <summary>How often the driver had to get in step with the module; opening is the first time.</summary>
        Resynchronisations = 8,

        /// <summary>How often the module has started anew (<c>RDY</c>).</summary>
        Restarts = 9,

        /// <summary>How many exceptions event handlers of the program have let out; they are caught and counted.</summary>
        HandlerErrors = 10,

        /// <summary>
        /// How many blocks were dropped in direct push mode because their socket's ring was full. The socket has then ended
        /// with <see cref="Bg95Error.RingOverflow"/>.
        /// </summary>
        RingOverflows = 11,
    }
}
