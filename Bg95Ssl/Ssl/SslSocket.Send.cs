// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <content>Sending: through the module's command, or straight over the line in transparent mode.</content>
    public sealed partial class SslSocket
    {
        private static readonly string s_sendName = "AT+QSSLSEND";

        // For each piece, everything included.
        internal const int SendLimit = 30000;
        private const int PromptLimit = 10000;

        // Each pause is longer than the one before by as much as the first.
        private const int FullBufferPause = 50;
        private const int HandOverPause = 1;
        private const byte ControlZ = 0x1A;
        private const byte Escape = 0x1B;

        // Boxed once: Array.IndexOf takes an object.
        private static readonly object s_controlZ = ControlZ;
        private static readonly object s_escape = Escape;

        /// <summary>
        /// Sends all of the bytes, in pieces of up to 1460 (<c>AT+QSSLSEND</c>, application note 2.1.3). When it returns, the module has the
        /// bytes; the peer may not have them yet. Allocates nothing. Blocks up to 30 s for each piece, which includes waiting for the line, for
        /// room in the module's buffer and for resynchronisation.
        /// </summary>
        /// <param name="buffer">Holds the bytes, which may have any values.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes, any; 0 does nothing.</param>
        /// <returns><paramref name="count"/>.</returns>
        /// <exception cref="ArgumentNullException">The buffer is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">
        /// The range is not in the buffer; or the socket is in transparent mode and the bytes are exactly <c>+++</c>, which would end that mode.
        /// </exception>
        /// <exception cref="ObjectDisposedException">The program has closed the socket.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.ClosedByPeer"/>, <see cref="Bg95Error.ModuleRestarted"/>, <see cref="Bg95Error.PdpDeactivated"/>,
        /// <see cref="Bg95Error.ConnectionLost"/>, <see cref="Bg95Error.PortFailed"/>: the connection has ended.
        /// <see cref="Bg95Error.SendBufferFull"/>: the module had no room for 30 s. <see cref="Bg95Error.LineBusy"/>: others used the line for
        /// 30 s, or another socket uses it in transparent mode. In both cases nothing of the last piece was sent; pieces before it were.
        /// <see cref="Bg95Error.NoAnswer"/>, <see cref="Bg95Error.LineDamaged"/> or <see cref="Bg95Error.UnexpectedAnswer"/>: the
        /// socket is <see cref="SocketState.Faulted"/>, and nobody knows how much was sent. Or the module's own error.
        /// </exception>
        public int Send(byte[] buffer, int offset, int count)
        {
            Argument.CheckBlock(buffer, offset, count);
            int sent = 0;

            while (sent < count)
            {
                int size = count - sent < SendChunk ? count - sent : SendChunk;
                SendPiece(buffer, offset + sent, size, count == 3);
                sent += size;
            }

            return count;
        }

        /// <summary>
        /// Sends bytes by the form of the command that has no length (<c>AT+QSSLSEND=id</c>, application note 2.1.3). Ctrl-Z ends the bytes,
        /// ESC cancels the command. Prefer <see cref="Send"/>, which can send all bytes; this is for a module that lacks the form with a length.
        /// Blocks up to 30 s. Allocates a small object.
        /// </summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes, 1 to 1460; or 0 to check that the module asks for data, and cancel.</param>
        /// <exception cref="ArgumentNullException">The buffer is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">
        /// The range is not in the buffer or has more than 1460 bytes, or it has the byte 1A (Ctrl-Z) or 1B (ESC, both hexadecimal).
        /// </exception>
        /// <exception cref="InvalidOperationException">The socket is in transparent mode.</exception>
        /// <exception cref="ObjectDisposedException">The program has closed the socket.</exception>
        /// <exception cref="Bg95Exception">
        /// <see cref="Bg95Error.ClosedByPeer"/>, <see cref="Bg95Error.ModuleRestarted"/>, <see cref="Bg95Error.PdpDeactivated"/>,
        /// <see cref="Bg95Error.ConnectionLost"/>, <see cref="Bg95Error.PortFailed"/>: the connection has ended.
        /// <see cref="Bg95Error.SendBufferFull"/>: the module has no room now. <see cref="Bg95Error.LineBusy"/>: others use the line.
        /// <see cref="Bg95Error.NoAnswer"/>, <see cref="Bg95Error.LineDamaged"/> or <see cref="Bg95Error.UnexpectedAnswer"/>: the
        /// socket is <see cref="SocketState.Faulted"/>, and nobody knows how much was sent. Or the module's own error.
        /// </exception>
        public void SendVariable(byte[] buffer, int offset, int count)
        {
            Argument.CheckBlock(buffer, offset, count);

            if (count > SendChunk || Array.IndexOf(buffer, s_controlZ, offset, count) >= 0 || Array.IndexOf(buffer, s_escape, offset, count) >= 0)
            {
                throw new ArgumentException("buffer: up to 1460 bytes, without 1A and 1B (hex)");
            }

            long deadline = _channel.Time.DeadlineIn(SendLimit);
            ThrowIfNotConnected();

            // Another thread may have switched the mode while this one has waited for the line.
            if (_transparent != null || TakeLineForSending(deadline) != Bg95Error.Success)
            {
                throw new InvalidOperationException("the socket is in transparent mode: use Send");
            }

            Bg95Error error;

            try
            {
                // Another thread may have found the end while this one waited for the line.
                error = Bg95Error.ClosedByPeer;

                if (_state == SocketState.Connected)
                {
                    _channel.Command.Start(s_sendName).Add(Id);
                    _channel.Data.SetPayload(buffer, offset, count, count > 0 ? ControlZ : Escape);
                    error = RunSend();
                }
            }
            finally
            {
                _channel.GiveLineBack();
            }

            if (error != Bg95Error.Success)
            {
                OnSendFailed(error, deadline);
            }
        }

        private void SendPiece(byte[] buffer, int offset, int size, bool mayBeEscape)
        {
            long deadline = _channel.Time.DeadlineIn(SendLimit);
            int pause = FullBufferPause;

            while (true)
            {
                ThrowIfNotConnected();
                TransparentConnection transparent = _transparent;
                Bg95Error error = transparent != null
                    ? SendTransparent(transparent, buffer, offset, size, mayBeEscape, deadline) : SendByCommand(buffer, offset, size, deadline);

                if (error == Bg95Error.Success)
                {
                    return;
                }

                if (error == Bg95Error.SendBufferFull && _channel.Time.TimeLeft(deadline) > pause + AtChannel.LeastPayloadTime)
                {
                    // Others may use the line while the module's buffer empties (module facts 4.8).
                    _channel.Time.Sleep(pause);
                    pause += FullBufferPause;
                }
                else if (transparent == _transparent)
                {
                    OnSendFailed(error, deadline);

                    // Connected still: the reader is handing the line over to this connection, or taking it away.
                    _channel.Time.Sleep(HandOverPause);
                }

                // Else the mode has changed before the line was taken: nothing was sent.
            }
        }

        private Bg95Error SendByCommand(byte[] buffer, int offset, int size, long deadline)
        {
            Bg95Error error = TakeLineForSending(deadline);

            if (error == Bg95Error.Success)
            {
                try
                {
                    if (_state != SocketState.Connected)
                    {
                        return Bg95Error.ClosedByPeer;
                    }

                    _channel.Command.StartRepeated(s_sendName, Id, size);
                    _channel.Data.SetPayload(buffer, offset, size);
                    error = RunSend();
                }
                finally
                {
                    _channel.GiveLineBack();
                }
            }

            return error;
        }

        // Takes the line; what fails here has not touched the socket. Success, or LineBusy if this socket has got the line in
        // transparent mode meanwhile.
        private Bg95Error TakeLineForSending(long deadline)
        {
            Bg95Error error = _channel.TakeLine(deadline, AtChannel.LeastPayloadTime);

            if (error != Bg95Error.Success && _transparent == null)
            {
                ThrowIfNotConnected();
                throw new Bg95Exception(error, s_sendName, _channel.PortFailure);
            }

            return error;
        }

        private Bg95Error RunSend()
        {
            _table.LastPayload = this;
            return _channel.RunSend(PromptLimit, SendLimit, null);
        }

        private Bg95Error SendTransparent(
            TransparentConnection transparent, byte[] buffer, int offset, int size, bool mayBeEscape, long deadline)
        {
            if (mayBeEscape && buffer[offset] == '+' && buffer[offset + 1] == '+' && buffer[offset + 2] == '+')
            {
                throw new ArgumentException("buffer: +++ alone would end transparent mode");
            }

            Bg95Error error = _channel.TakeLineFor(this, deadline, size);

            if (error == Bg95Error.LineBusy)
            {
                // Other threads were sending all the time; nothing of this was sent.
                throw new Bg95Exception(error, s_sendName, null);
            }

            if (error == Bg95Error.Success)
            {
                try
                {
                    error = _channel.Write(buffer, offset, size);
                }
                finally
                {
                    _channel.Resynchronizer.PayloadWrittenAt = _channel.Time.Milliseconds;
                    _channel.GiveLineBack();
                }
            }

            return error;
        }

        // Throws, but for an error that only tells that the connection has ended.
        private void OnSendFailed(Bg95Error error, long deadline)
        {
            if (error != Bg95Error.ClosedByPeer)
            {
                OnExchangeFailed(error, s_sendName, deadline);
            }

            ThrowIfNotConnected();
        }

        private void ThrowIfNotConnected()
        {
            ThrowIfUnusable();

            if (_state != SocketState.Connected)
            {
                Bg95Error reason = _endReason == Bg95Error.Success ? Bg95Error.ClosedByPeer : _endReason;
                throw new Bg95Exception(reason, s_sendName, _channel.PortFailure);
            }
        }
    }
}
