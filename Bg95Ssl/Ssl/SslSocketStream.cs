// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Ssl
{
    /// <summary>A socket as a stream. Made by <see cref="SslSocket.GetStream"/>.</summary>
    /// <remarks>
    /// The stream has no buffer: each call is an exchange with the module, so read and write blocks, not single bytes. Reading and writing
    /// allocate nothing, apart from exceptions.
    /// </remarks>
    public sealed class SslSocketStream : Stream
    {
        private const int DefaultReadTimeout = 60000;

        private readonly SslSocket _socket;
        private int _readTimeout = DefaultReadTimeout;

        internal SslSocketStream(SslSocket socket)
        {
            _socket = socket;
        }

        /// <inheritdoc/>
        public override bool CanRead => _socket.State != SocketState.Closed;

        /// <inheritdoc/>
        public override bool CanSeek => false;

        /// <inheritdoc/>
        public override bool CanWrite => _socket.State != SocketState.Closed;

        /// <inheritdoc/>
        public override bool CanTimeout => true;

        /// <summary>Gets or sets how long a read waits for its first byte, in milliseconds, 0 or more. Default 60000.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
        public override int ReadTimeout
        {
            get => _readTimeout;

            set
            {
                Argument.CheckRange(value, nameof(value), 0, int.MaxValue);
                _readTimeout = value;
            }
        }

        /// <summary>Gets how long a write of up to 1460 bytes may take, in milliseconds: 30000. It cannot be set.</summary>
        /// <exception cref="NotSupportedException">It is set.</exception>
        public override int WriteTimeout
        {
            get => SslSocket.SendLimit;
            set => throw new NotSupportedException();
        }

        /// <summary>Not supported: a connection has no length.</summary>
        /// <exception cref="NotSupportedException">Always.</exception>
        public override long Length => throw new NotSupportedException();

        /// <summary>Not supported: a connection has no position.</summary>
        /// <exception cref="NotSupportedException">Always.</exception>
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <summary>
        /// Reads data that have arrived, as <see cref="SslSocket.Receive"/> does; waits if there are none. Blocks up to
        /// <see cref="ReadTimeout"/> and 10 s.
        /// </summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">The greatest number of bytes to take; 0 does nothing.</param>
        /// <returns>The number of bytes; 0 if the peer has closed the connection and everything is read.</returns>
        /// <exception cref="TimeoutException">Nothing arrived within <see cref="ReadTimeout"/>.</exception>
        /// <exception cref="ArgumentNullException">The buffer is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range is not in the buffer.</exception>
        /// <exception cref="ObjectDisposedException">The program has closed the socket.</exception>
        /// <exception cref="Bg95Exception">
        /// The connection has ended and not by the peer, bytes were lost, the module refuses, or another socket uses the line.
        /// </exception>
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (buffer != null && count == 0)
            {
                return 0;
            }

            int got = _socket.Receive(buffer, offset, count, _readTimeout);

            if (got == SslSocket.WouldBlock)
            {
                throw new TimeoutException();
            }

            return got;
        }

#if !NET
        /// <summary>Not supported, on boards only: use the overload with an array.</summary>
        /// <param name="buffer">Not used.</param>
        /// <returns>Nothing.</returns>
        /// <exception cref="NotSupportedException">Always.</exception>
        public override int Read(SpanByte buffer)
        {
            throw new NotSupportedException();
        }
#endif

        /// <summary>
        /// Sends all of the bytes, as <see cref="SslSocket.Send"/> does. Blocks up to 30 s for each 1460 bytes.
        /// </summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes; 0 does nothing.</param>
        /// <exception cref="ArgumentNullException">The buffer is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentException">
        /// The range is not in the buffer; or the socket is in transparent mode and the bytes are exactly <c>+++</c>.
        /// </exception>
        /// <exception cref="ObjectDisposedException">The program has closed the socket.</exception>
        /// <exception cref="Bg95Exception">The connection has ended, or the bytes could not be sent.</exception>
        public override void Write(byte[] buffer, int offset, int count)
        {
            _socket.Send(buffer, offset, count);
        }

        /// <summary>Does nothing: when <see cref="Write"/> returns, the module has the bytes.</summary>
        public override void Flush()
        {
        }

        /// <summary>Not supported.</summary>
        /// <param name="offset">Not used.</param>
        /// <param name="origin">Not used.</param>
        /// <returns>Nothing.</returns>
        /// <exception cref="NotSupportedException">Always.</exception>
        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        /// <summary>Not supported.</summary>
        /// <param name="value">Not used.</param>
        /// <exception cref="NotSupportedException">Always.</exception>
        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }

        /// <summary>Closes the socket; reports no error.</summary>
        /// <param name="disposing">Not used.</param>
        protected override void Dispose(bool disposing)
        {
            _socket.Dispose();
        }
    }
}
