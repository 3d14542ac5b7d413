// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// Holds what the module sends unasked for one socket until the program takes it: the reader puts blocks in at one end,
    /// the program takes bytes from the other.
    /// </summary>
    /// <remarks>
    /// Of fixed size, and not circular: when room runs short the unread bytes are moved to the beginning, one block move of 6
    /// opcodes whatever the length. So a block always lies in one piece and goes straight from the port to its place. Bytes
    /// between the visible end and <see cref="Tail"/> have come and are not to be seen yet.
    /// </remarks>
    internal sealed class SocketRing
    {
        private readonly object _lock = new object();
        private int _start;
        private int _visibleEnd;
        /// <summary>Where the next byte goes; the reader's alone.</summary>
        internal int Tail;

        internal SocketRing(int size)
        {
            Buffer = new byte[size];
        }

        internal readonly byte[] Buffer;

        /// <summary>Gets or sets how many bytes were dropped for want of room. After the first of them nothing more is taken.</summary>
        internal int Lost;

        /// <summary>Gets or sets what is set when the program has taken bytes, or <see langword="null"/>.</summary>
        internal Signal HasRoom;

        /// <summary>Gets how many bytes at the end are not to be seen yet.</summary>
        internal int Held => Tail - _visibleEnd;

        /// <summary>Gets a value indicating whether there is nothing to see.</summary>
        internal bool IsEmpty => _start == _visibleEnd;

        /// <summary>Forgets everything. Nobody may be reading or writing.</summary>
        internal void Clear()
        {
            lock (_lock)
            {
                _start = 0;
                _visibleEnd = 0;
                Tail = 0;
                Lost = 0;
            }
        }

        /// <summary>Makes room for so many bytes if it can, and gives how many there is room for.</summary>
        internal int MakeRoom(int count)
        {
            lock (_lock)
            {
                if (Buffer.Length - Tail < count && _start > 0)
                {
                    Tail -= _start;
                    _visibleEnd -= _start;
                    Array.Copy(Buffer, _start, Buffer, 0, Tail);
                    _start = 0;
                }

                return Buffer.Length - Tail;
            }
        }

        /// <summary>Lets all but the last <paramref name="held"/> bytes be seen.</summary>
        internal void Publish(int held)
        {
            lock (_lock)
            {
                _visibleEnd = Tail - held;
            }
        }

        /// <summary>Takes up to <paramref name="count"/> bytes.</summary>
        internal int Read(byte[] buffer, int offset, int count)
        {
            lock (_lock)
            {
                int here = _visibleEnd - _start;
                count = count < here ? count : here;
                Array.Copy(Buffer, _start, buffer, offset, count);
                _start += count;
                HasRoom?.Set();
                return count;
            }
        }
    }
}
