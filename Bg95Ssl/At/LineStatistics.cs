// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// What the line has been through since the modem was made. All counters begin at 0 and only grow; reading them sends
    /// nothing and allocates nothing.
    /// </summary>
    public sealed class LineStatistics
    {
        // Where each counter stands. Numbers, because an enumeration of the driver's own would cost the device memory.
        internal const int LostUrc = 0;
        internal const int UrcQueue = 1;
        internal const int Overrun = 2;
        internal const int ReceiveBuffer = 3;
        internal const int DamagedPayload = 4;
        internal const int UnknownLine = 5;
        internal const int LateAnswer = 6;
        internal const int Timeout = 7;
        internal const int Resynchronisation = 8;
        internal const int Restart = 9;
        internal const int HandlerError = 10;
        internal const int RingOverflow = 11;

        private readonly int[] _values = new int[RingOverflow + 1];

        internal LineStatistics()
        {
        }

        /// <summary>
        /// Gets how many events were dropped because the queue before the program's handlers was full. What they announced is
        /// recorded all the same: a socket's state and its readable data are never lost with them.
        /// </summary>
        public int LostUrcs => _values[LostUrc];

        /// <summary>Gets the highest number of events that waited for the program's handlers at once.</summary>
        public int UrcQueueHighWater => _values[UrcQueue];

        /// <summary>Gets how many lines did not fit into the receive buffer and were dropped.</summary>
        public int Overruns => _values[Overrun];

        /// <summary>Gets the highest number of bytes that stood in the receive buffer at once.</summary>
        public int ReceiveBufferHighWater => _values[ReceiveBuffer];

        /// <summary>Gets how many payloads arrived short or without the text that must stand behind them.</summary>
        public int DamagedPayloads => _values[DamagedPayload];

        /// <summary>Gets how many lines were neither an answer nor a known URC.</summary>
        public int UnknownLines => _values[UnknownLine];

        /// <summary>Gets how many final results came when no command was waiting for one.</summary>
        public int LateAnswers => _values[LateAnswer];

        /// <summary>Gets how many commands got no answer within their limit.</summary>
        public int Timeouts => _values[Timeout];

        /// <summary>Gets how often the driver had to get in step with the module; opening is the first time.</summary>
        public int Resynchronisations => _values[Resynchronisation];

        /// <summary>Gets how often the module has started anew (<c>RDY</c>).</summary>
        public int Restarts => _values[Restart];

        /// <summary>Gets how many exceptions event handlers of the program have let out; they are caught and counted.</summary>
        public int HandlerErrors => _values[HandlerError];

        /// <summary>
        /// Gets how many blocks were dropped in direct push mode because their socket's ring was full. The socket has then
        /// ended with <see cref="Bg95Error.RingOverflow"/>.
        /// </summary>
        public int RingOverflows => _values[RingOverflow];

        internal void Count(int counter)
        {
            _values[counter]++;
        }

        internal void Mark(int highWater, int level)
        {
            if (level > _values[highWater])
            {
                _values[highWater] = level;
            }
        }
    }
}
