// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// Holds what the module sends without being asked for one socket until the program takes it: the reader puts blocks in at one end,
    /// the program takes bytes from the other.
    /// </summary>
    /// <remarks>
    /// Of fixed size, and not circular: when room runs short the unread bytes are moved to the beginning, one block move of 6
    /// opcodes whatever the length. So a block always lies in one piece and goes straight from the port to its place. Bytes
    /// between the visible end and <see cref="WriteIndex"/> have come and are not to be seen yet.
    /// </remarks>
    internal sealed class SocketRing
    {
        /// <summary>So many bytes more have room: the words that end transparent mode, behind as much payload as the program has room for.</summary>
        internal const int RoomForLastWords = 14;

        private readonly object _indexLock = new object();
        private int _readIndex;

        /// <summary>Where the bytes end that can be seen; changed under the lock, by the reader alone but for <see cref="Clear"/>.</summary>
        internal int VisibleEnd;

        /// <summary>Where the next byte goes; the reader's alone.</summary>
        internal int WriteIndex;

        internal SocketRing(int size)
        {
            Buffer = new byte[size + RoomForLastWords];
        }

        internal readonly byte[] Buffer;

        /// <summary>Gets or sets how many bytes were dropped for want of room. After the first of them nothing more is taken.</summary>
        internal int LostCount;

        /// <summary>Gets or sets what is set when the program has taken bytes, or <see langword="null"/>.</summary>
        internal Signal HasRoom;

        /// <summary>Gets a value indicating whether there is nothing to see.</summary>
        internal bool IsEmpty => _readIndex == VisibleEnd;

        /// <summary>Forgets everything. Nobody may be reading or writing.</summary>
        internal void Clear()
        {
            lock (_indexLock)
            {
                _readIndex = 0;
                VisibleEnd = 0;
                WriteIndex = 0;
                LostCount = 0;
            }
        }

        /// <summary>Gets how much room there is behind the bytes that have come.</summary>
        internal int Room => Buffer.Length - RoomForLastWords - WriteIndex;

        /// <summary>Makes room for so many bytes if it can, and gives how many there is room for.</summary>
        internal int MakeRoom(int count)
        {
            lock (_indexLock)
            {
                if (Room < count && _readIndex > 0)
                {
                    WriteIndex -= _readIndex;
                    VisibleEnd -= _readIndex;
                    Array.Copy(Buffer, _readIndex, Buffer, 0, WriteIndex);
                    _readIndex = 0;
                }

                return Room;
            }
        }

        /// <summary>Lets all but the last <paramref name="held"/> bytes be seen.</summary>
        internal void Publish(int held)
        {
            lock (_indexLock)
            {
                VisibleEnd = WriteIndex - held;
            }
        }

        /// <summary>Takes up to <paramref name="count"/> bytes.</summary>
        internal int Read(byte[] buffer, int offset, int count)
        {
            lock (_indexLock)
            {
                int here = VisibleEnd - _readIndex;
                count = count < here ? count : here;
                Array.Copy(Buffer, _readIndex, buffer, offset, count);
                _readIndex += count;
                HasRoom?.Set();
                return count;
            }
        }
    }
}
