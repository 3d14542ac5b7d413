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
        private readonly int[] _counts = new int[(int)LineCounter.HandlerErrors + 1];

        internal LineStatistics()
        {
        }

        /// <summary>
        /// Gets how many events were dropped because the queue before the program's handlers was full. What they announced is
        /// recorded all the same: a socket's state and its readable data are never lost with them.
        /// </summary>
        public int LostUrcs => _counts[(int)LineCounter.LostUrcs];

        /// <summary>Gets the highest number of events that waited for the program's handlers at once.</summary>
        public int UrcQueueHighWater => _counts[(int)LineCounter.UrcQueueHighWater];

        /// <summary>Gets how many lines did not fit into the receive buffer and were dropped.</summary>
        public int Overruns => _counts[(int)LineCounter.Overruns];

        /// <summary>Gets the highest number of bytes that stood in the receive buffer at once.</summary>
        public int ReceiveBufferHighWater => _counts[(int)LineCounter.ReceiveBufferHighWater];

        /// <summary>Gets how many payloads arrived short or without the text that must stand behind them.</summary>
        public int DamagedPayloads => _counts[(int)LineCounter.DamagedPayloads];

        /// <summary>Gets how many lines were neither an answer nor a known URC.</summary>
        public int UnknownLines => _counts[(int)LineCounter.UnknownLines];

        /// <summary>Gets how many final results came when no command was waiting for one.</summary>
        public int LateAnswers => _counts[(int)LineCounter.LateAnswers];

        /// <summary>Gets how many commands got no answer within their limit.</summary>
        public int Timeouts => _counts[(int)LineCounter.Timeouts];

        /// <summary>Gets how often the driver had to get in step with the module; opening is the first time.</summary>
        public int Resynchronisations => _counts[(int)LineCounter.Resynchronisations];

        /// <summary>Gets how often the module has started anew (<c>RDY</c>).</summary>
        public int Restarts => _counts[(int)LineCounter.Restarts];

        /// <summary>Gets how many exceptions event handlers of the program have let out; they are caught and counted.</summary>
        public int HandlerErrors => _counts[(int)LineCounter.HandlerErrors];

        internal void Count(LineCounter counter)
        {
            _counts[(int)counter]++;
        }

        internal void Mark(LineCounter highWater, int level)
        {
            if (level > _counts[(int)highWater])
            {
                _counts[(int)highWater] = level;
            }
        }
    }
}
