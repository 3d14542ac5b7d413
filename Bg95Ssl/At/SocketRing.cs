// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Runtime.CompilerServices;

namespace Bg95Ssl
{
    /// <summary>
    /// Holds what the module sends unasked for one socket until the program takes it: the reader puts blocks in at one end,
    /// the program takes bytes from the other.
    /// </summary>
    /// <remarks>
    /// Of fixed size, and not circular: when room runs short the unread bytes are moved to the beginning, one block move of 6
    /// opcodes whatever the length. So a block always lies in one piece and goes straight from the port to its place. Bytes
    /// between <see cref="Tail"/> and <see cref="_endIndex"/> have come and are not to be seen yet.
    /// </remarks>
    internal sealed class SocketRing
    {
        internal readonly byte[] Buffer;

        /// <summary>Where the next byte goes; the reader's alone.</summary>
        internal int Tail;

        /// <summary>How many bytes were dropped for want of room. After the first of them nothing more is taken.</summary>
        internal int Lost;

        private int _startIndex;
        private int _endIndex;

        internal SocketRing(int size)
        {
            Buffer = new byte[size];
        }

        /// <summary>Gets how many bytes at the end are held back.</summary>
        internal int Count => Tail - _endIndex;

        /// <summary>Gets a value indicating whether there is nothing to see and nothing lost.</summary>
        internal bool Empty()
        {
            return _startIndex == _endIndex && Lost == 0;
        }

        /// <summary>Makes room for so many bytes if it can, and gives how many there is room for.</summary>
        [MethodImpl(MethodImplOptions.Synchronized)]
        internal int MakeRoom(int count)
        {
            if (Buffer.Length - Tail < count)
            {
                Tail -= _startIndex;
                _endIndex -= _startIndex;
                Array.Copy(Buffer, _startIndex, Buffer, 0, Tail);
                _startIndex = 0;
            }

            return Buffer.Length - Tail;
        }

        /// <summary>Lets all but the last <paramref name="held"/> bytes be seen.</summary>
        [MethodImpl(MethodImplOptions.Synchronized)]
        internal void Set(int held)
        {
            _endIndex = Tail - held;
        }

        /// <summary>Takes up to <paramref name="count"/> bytes.</summary>
        [MethodImpl(MethodImplOptions.Synchronized)]
        internal int Read(byte[] buffer, int offset, int count)
        {
            int here = _endIndex - _startIndex;
            count = count < here ? count : here;
            Array.Copy(Buffer, _startIndex, buffer, offset, count);
            _startIndex += count;
            return count;
        }
    }
}
