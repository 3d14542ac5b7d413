// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// The line to the module: what the AT engine needs of a UART, and nothing more.
    /// </summary>
    /// <remarks>
    /// One thread reads and one thread at a time writes; both may happen at once. An implementation must not raise events
    /// and should allocate nothing in <see cref="Read"/> and <see cref="Write"/>. Disposing releases the port for good.
    /// </remarks>
    public interface ITransport : IDisposable
    {
        /// <summary>
        /// Gets how many bytes may arrive unread before some are lost, 256 or more. The driver never asks the module for more.
        /// </summary>
        int Capacity { get; }

        /// <summary>
        /// Gets a value indicating whether the line stops the sender by RTS/CTS. The driver then switches the module's
        /// flow control on (<c>AT+IFC=2,2</c>, not kept by the module over a restart).
        /// </summary>
        bool HasFlowControl { get; }

        /// <summary>Opens the line. Called once before the first read, and again after <see cref="Close"/>.</summary>
        void Open();

        /// <summary>
        /// Closes the line. A thread that waits in <see cref="Read"/> should be let go, by any exception or by a return of 0;
        /// where that cannot be done the driver aborts the thread.
        /// </summary>
        void Close();

        /// <summary>
        /// Waits until <paramref name="minimum"/> bytes have come or the time is over, and takes what is there then.
        /// </summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">Index of the first byte in <paramref name="buffer"/>.</param>
        /// <param name="minimum">
        /// How many bytes to wait for, at most <see cref="Capacity"/> less 128. From 2 to 16 only where none of them can be a NUL,
        /// which some boards' drivers wait badly for. 0: give bytes that are on the line already a
        /// moment to come, as long as the UART may keep them back, and take what is there then, if anything.
        /// </param>
        /// <param name="maximum">How many bytes to take at most; not less than <paramref name="minimum"/>.</param>
        /// <param name="timeout">Time limit in milliseconds, or -1 for none.</param>
        /// <returns>How many bytes were taken: fewer than <paramref name="minimum"/>, or 0, only when the time was over.</returns>
        int Read(byte[] buffer, int offset, int minimum, int maximum, int timeout);

        /// <summary>
        /// Writes all of the bytes. The last ones may still be on their way when it returns, no more than 1460. If it cannot, because
        /// flow control holds the line or the port is gone, it throws any exception; a part may have been written then.
        /// </summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <param name="timeout">Time limit in milliseconds, 1 to 5000.</param>
        void Write(byte[] buffer, int offset, int count, int timeout);
    }
}
