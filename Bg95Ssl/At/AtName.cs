// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// A command's name, kept as the bytes that are sent (<c>AT+QSSLRECV</c>); the part from the plus sign on is what its
    /// information lines begin with.
    /// </summary>
    internal sealed class AtName
    {
        private const int Verb = 2;
        private const int Word = 8;

        private readonly string _name;
        private readonly byte[] _bytes;
        private readonly long _head;

        /// <summary>Number of bytes of the command, <c>AT</c> included.</summary>
        internal readonly int Length;

        internal AtName(string name)
        {
            _name = "AT" + name;
            Length = _name.Length;
            _bytes = new byte[Length + Word];

            for (int i = 0; i < Length; i++)
            {
                _bytes[i] = (byte)_name[i];
            }

            _head = BitConverter.ToInt64(_bytes, Verb);
        }

        /// <summary>Gets a value indicating whether it is one of the <c>AT+QSSL</c> commands.</summary>
        internal bool IsSsl => _name.StartsWith("AT+QSSL");

        internal void CopyTo(byte[] buffer)
        {
            Array.Copy(_bytes, 0, buffer, 0, Length);
        }

        /// <summary>
        /// Says whether the line is an information line of this command: <c>+NAME:</c>. Eight bytes are compared at a time,
        /// because a byte looked at singly costs the interpreter 14 opcodes. The buffer must reach 8 bytes beyond the line.
        /// </summary>
        internal bool Begins(byte[] buffer, int start, int end)
        {
            int length = Length - Verb;

            if (end - start <= length || buffer[start + length] != (byte)':')
            {
                return false;
            }

            int i = 0;

            if (length >= Word)
            {
                if (BitConverter.ToInt64(buffer, start) != _head)
                {
                    return false;
                }

                i = Word;
            }

            for (; i < length; i++)
            {
                if (buffer[start + i] != _bytes[Verb + i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return _name;
        }
    }
}
