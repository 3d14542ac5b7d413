// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// Writes one command line into a buffer of its own, without making strings: <c>AT+QSSLRECV=4,1500</c>. The one place,
    /// too, that checks what goes into a command, before a byte is sent.
    /// </summary>
    internal sealed class AtCommand
    {
        /// <summary>Enough for most lines; the first that is longer makes it larger, once.</summary>
        internal const int Capacity = 64;

        // What may stand behind a string: numbers, commas, a CR.
        private const int Slack = 24;

        internal byte[] Buffer = new byte[Capacity];
        internal int Length;

        /// <summary>
        /// What the line says, for commands that come again and again: as long as this is unchanged the line need not be
        /// written anew. 0 for any other line.
        /// </summary>
        internal int Key;

        // Stands before the next argument.
        private char _head;

        /// <summary>Begins a line with the command's name; arguments follow with <c>=</c> before the first.</summary>
        internal AtCommand Start(string name)
        {
            Length = 0;
            Key = 0;
            _head = '=';
            return Append(name);
        }

        /// <summary>Writes a number; a negative one is left out. Makes no string: it is written in each exchange of another size.</summary>
        internal AtCommand Add(int value)
        {
            if (value < 0)
            {
                return this;
            }

            Split();
            int divisor = 1;

            while (value / divisor >= 10)
            {
                divisor *= 10;
            }

            for (; divisor != 0; divisor /= 10)
            {
                Buffer[Length++] = (byte)('0' + ((value / divisor) % 10));
            }

            return this;
        }

        /// <summary>Writes a string in quotes. It has been through <see cref="Check(string, string, int, int)"/>.</summary>
        internal AtCommand Quoted(string text)
        {
            return Add("\"").Append(text).Append("\"");
        }

        /// <summary>Writes a string without quotes.</summary>
        internal AtCommand Add(string text)
        {
            Split();
            return Append(text);
        }

        internal AtCommand Append(string text)
        {
            int length = Length;
            int room = length + text.Length + Slack;

            if (room > Buffer.Length)
            {
                byte[] larger = new byte[room];
                Array.Copy(Buffer, 0, larger, 0, length);
                Buffer = larger;
            }

            byte[] buffer = Buffer;

            for (int i = 0; i < text.Length; i++)
            {
                buffer[length++] = (byte)text[i];
            }

            Length = length;
            return this;
        }

        /// <summary>
        /// Refuses a string that could break out of its quotes or out of the line: only printable ASCII without the quote may
        /// pass.
        /// </summary>
        internal static void Check(string text, string parameter, int minimum, int maximum)
        {
            if (text == null)
            {
                throw new ArgumentNullException(parameter);
            }

            int length = text.Length;
            bool bad = length < minimum || length > maximum;

            for (int i = 0; i < length && !bad; i++)
            {
                char c = text[i];
                bad = c < ' ' || c > '~' || c == '"';
            }

            if (bad)
            {
                throw new ArgumentException(parameter + ": bad text");
            }
        }

        internal static void Check(int value, string parameter, int minimum, int maximum)
        {
            if (value < minimum || value > maximum)
            {
                throw new ArgumentOutOfRangeException(parameter, minimum.ToString() + " to " + maximum.ToString());
            }
        }

        // The names stand in the throws only: even naming a string costs the device 12 bytes of heap.
        internal static void Check(byte[] buffer, int offset, int count)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || count < 0 || offset > buffer.Length - count)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }
        }

        /// <summary>Refuses an array that lacks an object to be filled.</summary>
        internal static void Check(object[] objects)
        {
            if (objects == null || Array.IndexOf((Array)objects, null, 0, objects.Length) >= 0)
            {
                throw new ArgumentNullException(nameof(Array));
            }
        }

        private void Split()
        {
            Buffer[Length++] = (byte)_head;
            _head = ',';
        }
    }
}
