// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http
{
    /// <summary>A header of a response, as bytes in the client's buffer. Good until the handler it was given to returns.</summary>
    public sealed class HttpHeader
    {
        internal HttpHeader(byte[] buffer)
        {
            Buffer = buffer;
        }

        /// <summary>Gets the client's buffer.</summary>
        public byte[] Buffer { get; }

        /// <summary>Gets the index of the name's first byte.</summary>
        public int NameOffset { get; internal set; }

        /// <summary>Gets the number of the name's bytes.</summary>
        public int NameCount { get; internal set; }

        /// <summary>Gets the index of the value's first byte.</summary>
        public int ValueOffset { get; internal set; }

        /// <summary>Gets the number of the value's bytes, without blanks around it.</summary>
        public int ValueCount { get; internal set; }

        /// <summary>Tells whether this is the header with a name; upper and lower case are the same.</summary>
        /// <param name="name">The name, such as "ETag".</param>
        /// <returns><see langword="true"/> if it is.</returns>
        public bool Is(string name)
        {
            return NameCount == name.Length && Matches(Buffer, NameOffset, name);
        }

        /// <summary>Gives the value as a string, which is allocated: each byte is a character.</summary>
        /// <returns>The value.</returns>
        public string GetValue()
        {
            char[] value = new char[ValueCount];

            for (int i = 0; i < value.Length; i++)
            {
                value[i] = (char)Buffer[ValueOffset + i];
            }

            return new string(value);
        }

        /// <summary>Tells whether the bytes at an index are a word; upper and lower case are the same. All of the word must lie in the buffer.</summary>
        internal static bool Matches(byte[] buffer, int offset, string word)
        {
            for (int i = 0; i < word.Length; i++)
            {
                if ((buffer[offset + i] | 0x20) != (word[i] | 0x20))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Reads a number that must fill all of the bytes.</summary>
        /// <returns>The number; -1 where there is none, or one beyond <see cref="int.MaxValue"/>.</returns>
        internal static int ReadNumber(byte[] buffer, int offset, int end, int radix)
        {
            int number = 0;

            for (int i = offset; i < end; i++)
            {
                int digit = buffer[i] - '0';

                if (digit > 9)
                {
                    digit = (buffer[i] | 0x20) - 'a' + 10;

                    // What stands between the digits and the letters.
                    if (digit < 10)
                    {
                        return -1;
                    }
                }

                if (digit < 0 || digit >= radix || number > (int.MaxValue - digit) / radix)
                {
                    return -1;
                }

                number = (number * radix) + digit;
            }

            return end > offset ? number : -1;
        }
    }
}
