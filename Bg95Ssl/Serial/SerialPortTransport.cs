// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO.Ports;
using System.Threading;

namespace Bg95Ssl
{
    /// <summary>
    /// The line over a <see cref="SerialPort"/>. It serves both kinds of port: on a board a read waits for all bytes that it is asked for; on a
    /// PC it gives what there is.
    /// </summary>
    /// <remarks>
    /// It waits in one blocking read, which takes no processor time and allocates nothing. The port raises no
    /// event for received bytes while this has it open. It allocates an exception only when the time of a read is over, which happens
    /// when bytes were lost.
    /// </remarks>
    public sealed class SerialPortTransport : ITransport
    {
        /// <summary>
        /// Smallest receive buffer of the port, in bytes. <see cref="Open"/> sets it before it opens the port, unless the port has a larger
        /// one. It holds a payload of 1500 bytes, what stands around it, and some URCs; the board's own default of 256 bytes is full after
        /// 22 ms at 115200 baud.
        /// </summary>
        public const int MinimumReadBufferSize = 2048;

        /// <summary>
        /// A wait for 2 to so many bytes is only asked for where none of them can be a NUL: in lines, and in what stands behind a
        /// payload. See <see cref="Read"/> for what a NUL does.
        /// </summary>
        internal const int LongestSafeWait = 16;

        // Milliseconds for so many bytes at 10 bits each, and a twentieth more.
        private const int SliceMillisecondsTimesBaud = 10500;
        private const int SliceSlack = 20;

        // An ESP32's driver hands over what has come when it is 120 bytes or when the line pauses: at 10 bits each, in
        // milliseconds.
        private const int BatchMillisecondsTimesBaud = 1200000;
        private const int SpareMilliseconds = 2;

        // In milliseconds: eleven bytes at 115200 baud. A board's clock has no shorter tick.
        private const int RestOfLine = 1;

        // What a look for more is about: a line end, or the beginning of a line.
        private const int LineEndSize = 2;

        // In milliseconds; a PC may be so busy that bytes wait for their thread.
        private const int PieceLimit = 10000;

        private readonly SerialPort _port;
        private int _readTimeout;
        private int _writeTimeout;

        // The port is a PC's: a read gives what there is, by way of a thread that takes it from the system.
        private bool _givesPieces;

        /// <summary>Initializes a new instance of the <see cref="SerialPortTransport"/> class.</summary>
        /// <param name="port">
        /// The port, with its speed and handshake set; the handshake is none or <c>RequestToSend</c>. It may be open already; its receive buffer
        /// then keeps its size.
        /// </param>
        /// <exception cref="ArgumentNullException"><paramref name="port"/> is <see langword="null"/>.</exception>
        public SerialPortTransport(SerialPort port)
        {
            if (port == null)
            {
                throw new ArgumentNullException(nameof(port));
            }

            _port = port;
        }

        /// <inheritdoc/>
        public int Capacity => _port.ReadBufferSize;

        /// <inheritdoc/>
        public bool HasFlowControl => _port.Handshake == Handshake.RequestToSend;

        /// <inheritdoc/>
        public void Open()
        {
            if (!_port.IsOpen)
            {
                if (_port.ReadBufferSize < MinimumReadBufferSize)
                {
                    _port.ReadBufferSize = MinimumReadBufferSize;
                }

                _port.Open();
            }

            // Else the board raises an event for each batch of bytes, at some 200 opcodes, whether anybody listens or not.
            _port.ReceivedBytesThreshold = int.MaxValue;
            _writeTimeout = -1;
            _readTimeout = -1;
            _port.ReadTimeout = -1;
        }

        /// <inheritdoc/>
        public void Close()
        {
            _port.Close();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            // On the board a port stays registered until it is disposed, and another one of its name cannot be made.
            _port.Dispose();
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout)
        {
            if (_givesPieces)
            {
                return ReadPieces(buffer, offset, minimum, maximum, timeout);
            }

            SerialPort port = _port;
            int there = port.BytesToRead;
            int got = 0;

            while (there < minimum && timeout != 0)
            {
                int limit = timeout;

                if (minimum > LongestSafeWait)
                {
                    // On STM32 a NUL among the bytes takes the end of a wait for more than one byte away: the read then sleeps
                    // until its time is over, and finds all bytes there. So wait about as long as the bytes take on the line.
                    limit = SliceSlack + (minimum * SliceMillisecondsTimesBaud / port.BaudRate);
                    limit = limit < timeout ? limit : timeout;
                }

                if (limit != _readTimeout)
                {
                    if (limit > _readTimeout && _readTimeout > 0 && minimum <= LongestSafeWait)
                    {
                        // Some limit is set already, and setting one costs more than looking again.
                        limit = _readTimeout;
                    }
                    else
                    {
                        port.ReadTimeout = limit;
                        _readTimeout = limit;
                    }
                }

                try
                {
                    got = port.Read(buffer, offset, minimum);

                    if (got < minimum)
                    {
                        _givesPieces = true;
                        return got == 0 ? 0 : got + ReadPieces(buffer, offset + got, minimum - got, maximum - got, timeout);
                    }

                    if (got == maximum)
                    {
                        return got;
                    }

                    offset += got;
                    maximum -= got;
                    there = port.BytesToRead;

                    if (there == 0)
                    {
                        // On STM32 the first byte of a line ends the wait: the rest is read in one piece, and not byte by byte.
                        Thread.Sleep(RestOfLine);
                        there = port.BytesToRead;
                    }

                    break;
                }
                catch (TimeoutException)
                {
                    // The board keeps what came.
                    timeout -= limit;
                    there = port.BytesToRead;
                }
            }

            if (minimum == 0 && there < LineEndSize)
            {
                there = WaitForBatch();
            }

            if (there > maximum)
            {
                there = maximum;
            }

            if (there <= 0)
            {
                return got;
            }

            try
            {
                // What is there comes at once on a board, whatever limit is set.
                return got + port.Read(buffer, offset, there);
            }
            catch (TimeoutException)
            {
                // A busy PC's: nothing where bytes are would be taken for a port that is gone.
                _givesPieces = true;
                return got > 0 ? got : ReadPieces(buffer, offset, minimum, maximum, timeout);
            }
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count, int timeout)
        {
            if (timeout != _writeTimeout)
            {
                _port.WriteTimeout = timeout;
                _writeTimeout = timeout;
            }

            _port.Write(buffer, offset, count);
        }

        // The same on a PC, where a read may give less than is asked for.
        private int ReadPieces(byte[] buffer, int offset, int minimum, int maximum, int timeout)
        {
            int there = _port.BytesToRead;
            int got = 0;
            long end = timeout > 0 ? Environment.TickCount64 + timeout : 0;

            if (minimum == 0 && there < LineEndSize)
            {
                there = WaitForBatch();
            }

            while (true)
            {
                bool waits = there < minimum - got && timeout != 0;
                int count = waits ? minimum - got : there < maximum - got ? there : maximum - got;

                if (count <= 0)
                {
                    return got;
                }

                // What is there comes soon. A limit that is over just then would take the bytes and not tell.
                _port.ReadTimeout = waits ? timeout : PieceLimit;

                try
                {
                    int read = _port.Read(buffer, offset + got, count);
                    got += read;

                    if (read == 0 || got == maximum || (!waits && got >= minimum))
                    {
                        return got;
                    }
                }
                catch (TimeoutException)
                {
                    if (!waits)
                    {
                        // Bytes are there and are not given: the port is dead.
                        throw;
                    }
                }

                if (timeout > 0)
                {
                    // The time of all pieces together, as on the board.
                    long now = Environment.TickCount64;
                    timeout = now < end ? (int)(end - now) : 0;
                }

                there = _port.BytesToRead;
            }
        }

        // Gives the bytes that an ESP32 may keep back the time to come.
        private int WaitForBatch()
        {
            Thread.Sleep(SpareMilliseconds + (BatchMillisecondsTimesBaud / _port.BaudRate));
            return _port.BytesToRead;
        }
    }
}
