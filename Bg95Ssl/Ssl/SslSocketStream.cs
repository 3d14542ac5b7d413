// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;

namespace Bg95Ssl
{
    /// <summary>A socket as a stream, for what reads and writes streams. Made by <see cref="SslSocket.GetStream"/>.</summary>
    /// <remarks>
    /// Not buffered: each call is an exchange with the module, so read and write blocks, not bytes. A read returns what there
    /// is, 0 at the end, and throws <see cref="TimeoutException"/> when nothing came within <see cref="ReadTimeout"/>.
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
        public override bool CanRead => true;

        /// <inheritdoc/>
        public override bool CanSeek => false;

        /// <inheritdoc/>
        public override bool CanWrite => true;

        /// <inheritdoc/>
        public override bool CanTimeout => true;

        /// <summary>Gets or sets how long a read waits for its first byte, in milliseconds, 0 or more. Default 60000.</summary>
        public override int ReadTimeout
        {
            get => _readTimeout;

            set
            {
                Argument.CheckRange(value, nameof(value), 0, int.MaxValue);
                _readTimeout = value;
            }
        }

        /// <summary>Not supported: a stream of bytes has no length.</summary>
        public override long Length => throw new NotSupportedException();

        /// <summary>Not supported: a stream of bytes has no position.</summary>
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <summary>Reads what has come, up to 1500 bytes; waits for it if need be.</summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">The greatest number of bytes to take.</param>
        /// <returns>The number of bytes; 0 at the end.</returns>
        /// <exception cref="TimeoutException">Nothing came within <see cref="ReadTimeout"/>.</exception>
        /// <exception cref="Bg95Exception">See <see cref="SslSocket.Receive"/>.</exception>
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
        /// <summary>Not supported, as by the board's serial stream: use the overload with an array.</summary>
        /// <param name="buffer">Not used.</param>
        /// <returns>Nothing.</returns>
        public override int Read(SpanByte buffer)
        {
            throw new NotSupportedException();
        }
#endif

        /// <summary>Sends all of the bytes. See <see cref="SslSocket.Send"/>.</summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        public override void Write(byte[] buffer, int offset, int count)
        {
            _socket.Send(buffer, offset, count);
        }

        /// <summary>Does nothing: what was written is with the module.</summary>
        public override void Flush()
        {
        }

        /// <summary>Not supported.</summary>
        /// <param name="offset">Not used.</param>
        /// <param name="origin">Not used.</param>
        /// <returns>Nothing.</returns>
        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        /// <summary>Not supported.</summary>
        /// <param name="value">Not used.</param>
        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _socket.Dispose();
        }
    }
}
