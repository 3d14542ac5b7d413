// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// The line to the module: what the driver needs of a UART, and nothing more. <see cref="SerialPortTransport"/> is the one for a
    /// serial port; write another one for a line of another kind.
    /// </summary>
    /// <remarks>
    /// One thread reads and one thread at a time writes; both may happen at once. An implementation must not raise events
    /// and should allocate nothing in <see cref="Read"/> and <see cref="Write"/>. <c>Dispose</c> releases the port for good.
    /// </remarks>
    public interface ITransport : IDisposable
    {
        /// <summary>
        /// Gets how many bytes can arrive before the line loses some, if nobody reads; 256 or more. The driver reads it after
        /// <see cref="Open"/> and asks the module for at most this number less 128 bytes in one exchange.
        /// </summary>
        int Capacity { get; }

        /// <summary>
        /// Gets a value indicating whether the line has RTS/CTS flow control. If so, the driver switches on the module's flow control
        /// (<c>AT+IFC=2,2</c>), again after each restart of the module.
        /// </summary>
        bool HasFlowControl { get; }

        /// <summary>
        /// Opens the line. Called before the first read, and again after <see cref="Close"/>. If it throws, <see cref="Bg95Modem.Open"/>
        /// throws the same exception.
        /// </summary>
        void Open();

        /// <summary>
        /// Closes the line. A thread that waits in <see cref="Read"/> should then return 0 or throw any exception. Before this call the
        /// driver aborts that thread where the platform can (<see cref="TimeSource.AbortThread"/>). What this throws is ignored.
        /// </summary>
        void Close();

        /// <summary>
        /// Waits until <paramref name="minimum"/> bytes have come or the time is over, and takes what is there then. If the port has
        /// failed, it throws any exception; the modem then ends with <see cref="Bg95Error.PortFailed"/>.
        /// </summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte in <paramref name="buffer"/>.</param>
        /// <param name="minimum">
        /// How many bytes to wait for, at most <see cref="Capacity"/> less 128. Values from 2 to 16 come only where none of the bytes can be a
        /// NUL: on some boards a NUL delays the end of a wait for several bytes. 0: wait only as long as the UART may hold back bytes that have arrived,
        /// a few milliseconds, and take what is there then, if anything.
        /// </param>
        /// <param name="maximum">How many bytes to take at most; not less than <paramref name="minimum"/>.</param>
        /// <param name="timeout">Time limit in milliseconds, or -1 for none.</param>
        /// <returns>How many bytes were taken: fewer than <paramref name="minimum"/>, or 0, only when the time was over.</returns>
        int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout);

        /// <summary>
        /// Writes all of the bytes. When it returns, the last bytes, at most 1460, may still be on their way. If it cannot write them within the limit, because
        /// flow control holds the line or the port has failed, it throws any exception; a part may have been written then.
        /// </summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <param name="timeout">Time limit in milliseconds, 1 to 5000.</param>
        void Write(byte[] buffer, int offset, int count, int timeout);
    }
}
