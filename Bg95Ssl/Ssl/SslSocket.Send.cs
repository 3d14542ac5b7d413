// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Threading;

namespace Bg95Ssl
{
    /// <content>Sending, and what a failed exchange means.</content>
    public sealed partial class SslSocket
    {
        /// <summary>The most the module takes in one command, in bytes (application note 2.1.3).</summary>
        public const int SendChunk = 1460;

        private const int SendLimit = 30;
        private const int PromptLimit = 10;
        private const string NotSent = "bad data";

        // Each pause is longer than the one before by as much as the first; together they last 30 s.
        private const int FirstPause = 50;
        private const int LongestPause = 1700;

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
            int pause = FirstPause;

            while (offset < end)
            {
                if (_state != SocketState.Connected)
                {
                    Assert();
                }

                int size = end - offset < SendChunk ? end - offset : SendChunk;
                Bg95Error error;

                if (_mode == Transparent)
                {
                    if (count == 3 && buffer[offset] == '+' && buffer[offset + 1] == '+' && buffer[offset + 2] == '+')
                    {
                        throw new ArgumentException(NotSent);
                    }

                    error = _line.Write(buffer, offset, size);
                }
                else
                {
                    _line.Begin(AtChannel.s_send, Id, size);
                    error = _line.Run(null, buffer, offset, size, PromptLimit, SendLimit);
                }

                if (error == Bg95Error.Success)
                {
                    offset += size;
                    pause = FirstPause;
                    continue;
                }

                if (error != Bg95Error.SendBufferFull || pause > LongestPause)
                {
                    Check(error, AtChannel.s_send);
                    continue;
                }

                // The module's buffer is full (module facts 4.8): others may use the line while it empties.
                Thread.Sleep(pause);
                pause += FirstPause;
            }

            return count;
        }

        /// <summary>
        /// Sends bytes by the command's form without a length (<c>AT+QSSLSEND=id</c>, application note 2.1.3): Ctrl-Z ends
        /// them, ESC cancels. <see cref="Send"/> takes any bytes and is the better choice but for a module that lacks the
        /// other form.
        /// </summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes, 1 to 1460; or 0 to ask whether the module would take some, and cancel.</param>
        /// <exception cref="ArgumentException">
        /// The range is not right, or among the bytes are 1A or 1B (hex), which end or cancel and cannot be sent this way.
        /// </exception>
        /// <exception cref="Bg95Exception">
        /// As with <see cref="Send"/>; a full buffer (<see cref="Bg95Error.SendBufferFull"/>) is not waited for.
        /// </exception>
        public void SendVariable(byte[] buffer, int offset, int count)
        {
            AtCommand.Check(buffer, offset, count);

            if (count > SendChunk || Array.IndexOf(buffer, AtChannel.s_sub, offset, count) >= 0 || Array.IndexOf(buffer, AtChannel.s_esc, offset, count) >= 0)
            {
                throw new ArgumentException(NotSent);
            }

            Assert();
            _line.Begin(AtChannel.s_send).Add(Id);
            Bg95Error error = _line.Run(null, buffer, offset, count, PromptLimit, SendLimit, count > 0 ? "\u001A" : "\u001B");

            if (error != Bg95Error.Success)
            {
                Check(error, AtChannel.s_send);
                throw new Bg95Exception(Bg95Error.ClosedByPeer, AtChannel.s_send);
            }
        }

        private void Assert()
        {
            Check();

            if (_state != SocketState.Connected)
            {
                throw new Bg95Exception(Bg95Error.ClosedByPeer, AtChannel.s_send);
            }
        }

        // Says what a failed exchange means for this socket. Returns only if the connection is over.
        private void Check(Bg95Error error, string name)
        {
            if (error == Bg95Error.Rejected || error > Bg95Error.Success)
            {
                if (_state != SocketState.Connected || _sockets.QueryState(Id) != SocketState.Connected)
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
