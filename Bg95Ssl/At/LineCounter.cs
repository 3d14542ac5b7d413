// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>What <see cref="LineStatistics"/> counts.</summary>
    public enum LineCounter
    {
        /// <summary>
        /// How many lines were dropped that a handler of <see cref="Bg95Modem.AddUrcHandler"/> should have had: 16 were waiting
        /// for it already. Events of sockets, contexts and the modem cannot be lost.
        /// </summary>
        LostUrcs = 0,

        /// <summary>How many lines did not fit into the receive buffer and were dropped.</summary>
        Overruns = 1,

        /// <summary>The highest number of bytes that stood in the receive buffer at once.</summary>
        ReceiveBufferHighWater = 2,

        /// <summary>How many payloads arrived short or without the text that must stand behind them.</summary>
        DamagedPayloads = 3,

        /// <summary>How many lines were neither an answer nor a known URC.</summary>
        UnknownLines = 4,

        /// <summary>How many final results came when no command was waiting for one.</summary>
        LateAnswers = 5,

        /// <summary>How many commands got no answer within their limit.</summary>
        Timeouts = 6,

        /// <summary>How often the driver had to synchronise with the module; opening is the first time.</summary>
        Resynchronisations = 7,

        /// <summary>How often the module has restarted.</summary>
        Restarts = 8,

        /// <summary>How many exceptions the handlers of the program have thrown; the driver catches and counts them.</summary>
        HandlerErrors = 9,

        /// <summary>
        /// How many blocks were dropped in direct push mode because their socket's ring was full. The socket has then ended
        /// with <see cref="Bg95Error.RingOverflow"/>.
        /// </summary>
        RingOverflows = 10,
    }
}
