// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>Writes one command line into a buffer of its own, without making strings: <c>AT+QSSLRECV=4,1500</c>.</summary>
    internal sealed class AtCommandBuilder
    {
        /// <summary>Enough for most lines, in bytes; the first that is longer makes the buffer larger, once.</summary>
        internal const int InitialSize = 64;

        // What may stand behind a string: numbers, commas, a CR.
        private const int RoomForNumbers = 24;

        // 'V', colon, blank, four digits of zero bits, CR.
        private const long ColonAndCarriageReturn = 0x0D00000000203A56;
        private const int ColonBits = 24;
        private const int LeastOfFourDigits = 1000;

        internal byte[] Buffer = new byte[InitialSize];
        internal int Length;
        private byte _separator;

        // Which line AT+NAME=id,count the buffer holds, if it is one: it comes again and again, and need not be written anew.
        private string _repeatedName;
        private int _repeatedId;
        private int _repeatedCount;

        /// <summary>Gets the command's name with <c>AT</c>, as it was begun.</summary>
        internal string Name = string.Empty;

        /// <summary>
        /// How the header of the answer to the line AT+NAME=id,count ends if it announces count bytes: "V: 1500" CR as a number,
        /// the first byte lowest; 0 if the count has not four digits.
        /// </summary>
        internal long WholeAnswerEnd;

        /// <summary>Gets a value indicating whether it is one of the vendor's SSL or IP commands, in capitals or not.</summary>
        internal bool IsOfSslOrIp => Name.Length > 5 && (Name[3] | 0x20) == 'q' && ((Name[4] | 0x20) == 's' || (Name[4] | 0x20) == 'i');

        /// <summary>Begins a line with the command's name; arguments follow with <c>=</c> before the first.</summary>
        internal AtCommandBuilder Start(string name)
        {
            _repeatedName = null;
            _separator = (byte)'=';

            if (name == Name)
            {
                // The line before had the same name, as with settings: it stands there still.
                Length = name.Length;
                return this;
            }

            Name = name;
            Length = 0;
            return Append(name);
        }

        /// <summary>Writes <c>AT+NAME=id,count</c>, or leaves the line as it is if it says that already.</summary>
        internal void StartRepeated(string name, int id, int count)
        {
            if (_repeatedCount != count || _repeatedId != id || (object)_repeatedName != (object)name)
            {
                Start(name).Add(id).Add(count);
                _repeatedName = name;
                _repeatedId = id;
                _repeatedCount = count;
                WholeAnswerEnd = count < LeastOfFourDigits ? 0
                    : ColonAndCarriageReturn | ((long)(uint)BitConverter.ToInt32(Buffer, Length - 4) << ColonBits);
            }
        }

        /// <summary>Writes a number as the next argument; a negative one is left out.</summary>
        internal AtCommandBuilder Add(int value)
        {
            if (value < 0)
            {
                return this;
            }

            if (value < 10)
            {
                // As nearly always, and some 25 times in each Connect: separator and digit at once cost less.
                byte[] buffer = Buffer;
                int length = Length;
                buffer[length] = _separator;
                buffer[length + 1] = (byte)('0' + value);
                Length = length + 2;
                _separator = (byte)',';
                return this;
            }

            AddSeparator();
            int divisor = 10;

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

        /// <summary>Writes a string without quotes as the next argument.</summary>
        internal AtCommandBuilder Add(string text)
        {
            AddSeparator();
            return Append(text);
        }

        /// <summary>Writes a string in quotes as the next argument. It has been through <see cref="Argument.CheckText"/>.</summary>
        internal AtCommandBuilder AddQuoted(string text)
        {
            // Separator and quote at once, for the same reason as a digit.
            byte[] buffer = Buffer;
            int length = Length;
            buffer[length] = _separator;
            buffer[length + 1] = (byte)'"';
            Length = length + 2;
            _separator = (byte)',';
            Append(text);
            Buffer[Length++] = (byte)'"';
            return this;
        }

        /// <summary>Writes a string as it is.</summary>
        internal AtCommandBuilder Append(string text)
        {
            int length = Length;
            int count = text.Length;
            int size = length + count + RoomForNumbers;

            if (size > Buffer.Length)
            {
                byte[] larger = new byte[size];
                Array.Copy(Buffer, 0, larger, 0, length);
                Buffer = larger;
            }

            byte[] buffer = Buffer;

            for (int i = 0; i < count; i++)
            {
                buffer[length + i] = (byte)text[i];
            }

            Length = length + count;
            return this;
        }

        /// <summary>Puts the line's end behind it, without counting it to the line; gives how many bytes there are to write.</summary>
        internal int Terminate()
        {
            Buffer[Length] = (byte)'\r';
            return Length + 1;
        }

        /// <summary>Gives the line as a new string.</summary>
        public override string ToString()
        {
            char[] chars = new char[Length];

            for (int i = 0; i < Length; i++)
            {
                chars[i] = (char)Buffer[i];
            }

            return new string(chars, 0, Length);
        }

        private void AddSeparator()
        {
            Buffer[Length++] = _separator;
            _separator = (byte)',';
        }
    }
}
