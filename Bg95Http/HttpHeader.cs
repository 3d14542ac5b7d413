// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Http
{
    /// <summary>
    /// A header of a response or a trailer of a body, as bytes in the client's buffer. The client uses one object for all of them; it is valid until
    /// the handler returns.
    /// </summary>
    public sealed class HttpHeader
    {
        // The words of each exchange: to name a string in code costs the device 12 bytes of heap each time.
        internal const int HttpWord = 0;
        internal const int VersionWord = 1;
        internal const int SeparatorWord = 2;
        internal const int LineEndWord = 3;
        internal const int HeadWord = 4;
        internal const int HostWord = 5;
        internal const int LengthWord = 6;
        internal const int CodingWord = 7;
        internal const int ConnectionWord = 8;
        internal const int LocationWord = 9;
        internal const int ChunkedWord = 10;

        internal static readonly string[] s_words =
        {
            "HTTP/1.", " HTTP/1.1", ": ", "\r\n", "HEAD", "Host", "Content-Length", "Transfer-Encoding", "Connection", "Location", "chunked",
        };

        private readonly byte[] _buffer;
        private int _nameOffset;
        private int _nameCount;
        private int _offset;
        private int _count;

        internal HttpHeader(byte[] buffer)
        {
            _buffer = buffer;
        }

        /// <summary>Gets the index of the value's first byte in the client's buffer.</summary>
        public int Offset => _offset;

        /// <summary>Gets the number of bytes of the value, without blanks around it.</summary>
        public int Count => _count;

        /// <summary>Tells whether the header has this name; upper and lower case letters are the same. Allocates nothing.</summary>
        /// <param name="name">The name, such as "ETag".</param>
        /// <returns><see langword="true"/> if it has this name.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
        public bool Is(string name)
        {
            if (name == null)
            {
                throw new ArgumentNullException(nameof(name));
            }

            return _nameCount == name.Length && Matches(_nameOffset, name);
        }

        /// <summary>Gives the value as a new string: each byte becomes the character with its number.</summary>
        /// <returns>The value.</returns>
        public string GetValue()
        {
            char[] value = new char[_count];

            for (int i = 0; i < value.Length; i++)
            {
                value[i] = (char)_buffer[_offset + i];
            }

            return new string(value);
        }

        internal void Set(int nameOffset, int nameCount, int offset, int count)
        {
            _nameOffset = nameOffset;
            _nameCount = nameCount;
            _offset = offset;
            _count = count;
        }

        /// <summary>Tells whether a word is anywhere in the value; upper and lower case are the same.</summary>
        internal bool Contains(string word)
        {
            int last = _offset + _count - word.Length;

            for (int i = _offset; i <= last; i++)
            {
                if (Matches(i, word))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Tells whether the bytes at an index of the buffer are a word; upper and lower case are the same.</summary>
        internal bool Matches(int offset, string word)
        {
            for (int i = 0; i < word.Length; i++)
            {
                if ((_buffer[offset + i] | 0x20) != (word[i] | 0x20))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Finds a byte between two indexes of the buffer.</summary>
        /// <returns>Its index; the second of the two where it is not there.</returns>
        internal int Find(int what, int offset, int end)
        {
            while (offset < end && _buffer[offset] != what)
            {
                offset++;
            }

            return offset;
        }

        /// <summary>Reads a number that must fill all bytes between two indexes of the buffer.</summary>
        /// <returns>The number; -1 where there is none, or one beyond <see cref="int.MaxValue"/>.</returns>
        internal int ReadNumber(int offset, int end, int radix)
        {
            int number = offset < end ? 0 : -1;

            for (; offset < end && number >= 0; offset++)
            {
                int digit = _buffer[offset] - '0';

                if (digit > 9)
                {
                    // Between the digits and the letters are others.
                    digit = (_buffer[offset] | 0x20) - 'a';
                    digit = digit < 0 ? radix : digit + 10;
                }

                number = digit < 0 || digit >= radix || number > (int.MaxValue - digit) / radix ? -1 : (number * radix) + digit;
            }

            return number;
        }
    }
}
