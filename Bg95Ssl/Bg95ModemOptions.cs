// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Sizes of what a <see cref="Bg95Modem"/> allocates when it is made. Read once, by its constructor.</summary>
    public sealed class Bg95ModemOptions
    {
        private int _receiveBufferSize = 512;
        private int _urcQueueLength = 32;

        /// <summary>
        /// Gets or sets the size of the receive buffer in bytes, 256 to 8192. Default 512. It must hold the longest line; a
        /// payload does not pass through it but for what came in one piece with the line before it.
        /// </summary>
        public int ReceiveBufferSize
        {
            get => _receiveBufferSize;

            set
            {
                AtText.CheckRange(value, nameof(value), 256, 8192);
                _receiveBufferSize = value;
            }
        }

        /// <summary>
        /// Gets or sets how many events can wait for the program's handlers, 4 to 255. Default 32, which 12 sockets cannot fill:
        /// each has at most one event of each kind waiting. An entry takes 16 bytes.
        /// </summary>
        public int UrcQueueLength
        {
            get => _urcQueueLength;

            set
            {
                AtText.CheckRange(value, nameof(value), 4, 255);
                _urcQueueLength = value;
            }
        }
    }
}
