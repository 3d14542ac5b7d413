// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;

namespace Bg95Ssl
{
    /// <content>Sending, and what a failed exchange means.</content>
    public sealed partial class SslSocket
    {
        /// <summary>The most the module takes in one command, in bytes (application note 2.1.3).</summary>
        public const int SendChunk = 1460;

        private const int SendLimit = 30000;
        private const int PromptLimit = 10000;
        private const int FirstPause = 50;
        private const int LongestPause = 2000;

        // A variable, because even naming a constant string costs the device 12 bytes of heap.
        private static readonly string s_send = "AT+QSSLSEND";

        /// <summary>
        /// Sends all of the bytes, in pieces of 1460 (<c>AT+QSSLSEND</c>, application note 2.1.3). They are then the module's,
        /// not yet the peer's.
        /// </summary>
        /// <param name="buffer">Holds the bytes; any values.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes, any.</param>
        /// <returns><paramref name="count"/>.</returns>
        /// <exception cref="ArgumentException">
        /// The range does not lie in the buffer; or in transparent mode it is <c>+++</c>, which alone would end that mode.
        /// </exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.ClosedByPeer"/>; <see cref="Bg95Error.SendBufferFull"/> when the module took nothing for 30 s;
        /// <see cref="Bg95Error.NoAnswer"/> or <see cref="Bg95Error.LineDamaged"/>: the socket is
        /// <see cref="SocketState.Faulted"/>, it is not known how much was sent.
        /// </exception>
        public int Send(byte[] buffer, int offset, int count)
        {
            AtCommand.Check(buffer, offset, count);

            int end = offset + count;
            int left = SendLimit;
            int pause = FirstPause;
            long last = 0;

            while (offset < end)
            {
                Check();

                if (_state != SocketState.Connected)
                {
                    throw new Bg95Exception(Bg95Error.ClosedByPeer, s_send);
                }

                int size = end - offset < SendChunk ? end - offset : SendChunk;
                Bg95Error error;

                if (_mode == Transparent)
                {
                    if (count == 3 && buffer[offset] == '+' && buffer[offset + 1] == '+' && buffer[offset + 2] == '+')
                    {
                        throw new ArgumentException("+++ ends the mode");
                    }

                    error = _channel.Write(buffer, offset, size);
                }
                else
                {
                    _channel.Begin(s_send, _id, size);
                    error = _channel.Run(null, buffer, offset, size, PromptLimit, SendLimit);
                }

                if (error == Bg95Error.Success)
                {
                    offset += size;
                    left = SendLimit;
                    pause = FirstPause;
                    last = 0;
                    continue;
                }

                left = AtChannel.Left(left, ref last);

                if (error != Bg95Error.SendBufferFull || left == 0)
                {
                    Explain(error, s_send);
                    continue;
                }

                // The module's buffer is full (module facts 4.8): others may use the line while it empties.
                Thread.Sleep(pause);
                pause = pause < LongestPause ? pause * 2 : pause;
            }

            return count;
        }

        /// <summary>
        /// Sends bytes by the command's form without a length (<c>AT+QSSLSEND=id</c>, application note 2.1.3), which Ctrl-Z ends
        /// and ESC cancels: for a source that does not know beforehand how much it has. <see cref="Send(byte[], int, int)"/> takes any bytes
        /// and is the better choice for all else.
        /// </summary>
        /// <param name="source">
        /// Read on this thread, to its end, while the module waits. It must not use the driver. Whatever it throws cancels the
        /// send and comes out here.
        /// </param>
        /// <param name="buffer">For one piece at a time; at least 1 byte.</param>
        /// <returns>How many bytes were sent, 1 to 1460, or 0 if the source had none.</returns>
        /// <exception cref="ArgumentException">
        /// The source gave a byte 1A or 1B (hex), which ends or cancels and cannot be sent this way, or more than 1460 bytes in
        /// all: nothing was sent.
        /// </exception>
        /// <exception cref="Bg95Exception">As with <see cref="Send(byte[], int, int)"/>; a full buffer is not waited for.</exception>
        public int Send(Stream source, byte[] buffer)
        {
            if (source == null || buffer == null)
            {
                throw new ArgumentNullException(nameof(source));
            }

            Check();
            _channel.Begin(s_send).Add(_id);
            Bg95Error error = _channel.Run(source, buffer, PromptLimit, SendLimit, out int sent);

            if (error != Bg95Error.Success)
            {
                Explain(error, s_send);
                throw new Bg95Exception(Bg95Error.ClosedByPeer, s_send);
            }

            return sent;
        }

        // Says what a failed exchange means for this socket. Returns only if the connection is over.
        private void Explain(Bg95Error error, string name)
        {
            if (error == Bg95Error.Rejected || error > Bg95Error.Success)
            {
                if (_state != SocketState.Connected || _sockets.QueryState(_id) != SocketState.Connected)
                {
                    OnUrc(AtChannel.Closed);
                    return;
                }
            }
            else if (error != Bg95Error.SendBufferFull && error != Bg95Error.ModuleRestarted)
            {
                OnUrc(AtChannel.PayloadDoubtful);
            }

            throw new Bg95Exception(error, name);
        }
    }
}
