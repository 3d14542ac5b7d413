// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Samples
{
    /// <summary>Takes a page as it comes, block by block, so that no device needs the memory to hold it.</summary>
    public interface IPage
    {
        /// <summary>Called once, before the first block.</summary>
        /// <param name="status">The server's status, such as 200.</param>
        /// <param name="length">How many bytes will come, or -1 when the server does not say.</param>
        void Begin(int status, int length);

        /// <summary>Called for each block. The array is used again for the next: take from it what you need.</summary>
        /// <param name="buffer">Holds the block.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Number of bytes, at least 1.</param>
        void Add(byte[] buffer, int offset, int count);
    }
}
