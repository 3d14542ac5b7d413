// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>
    /// Reads the fields of one line where it lies, from left to right: <c>4,"SSLClient","45.79.112.203",4243,0,2</c>.
    /// </summary>
    /// <remarks>
    /// Never throws and never reads beyond the line: what the module sends is untrusted. A field that is missing or malformed
    /// reads as -1, <see langword="null"/> or <see langword="false"/>. The line is only valid during the call that hands it over.
    /// </remarks>
    internal sealed partial class AtFieldReader
    {
        private const int WordSize = 8;

        // As many as an int holds whatever they are.
        private const int MostDigits = 9;

        private byte[] _buffer;
        private int _lineStart;
        private int _position;
        private int _lineEnd;

        /// <summary>Gets a value indicating whether nothing is left of the line.</summary>
        internal bool IsAtEnd => _position >= _lineEnd;

        /// <summary>Gets how many bytes the whole line has.</summary>
        internal int LineLength => _lineEnd - _lineStart;

        /// <summary>Gets the first eight bytes of the line as a number, the first byte lowest.</summary>
        internal long FirstWord => BitConverter.ToInt64(_buffer, _lineStart);

        /// <summary>Begins with a line. Eight bytes behind its beginning must be readable.</summary>
        internal void SetLine(byte[] buffer, int start, int end)
        {
            _buffer = buffer;
            _lineStart = start;
            _position = start;
            _lineEnd = end;
        }

        /// <summary>Goes back to the line's beginning.</summary>
        internal void Restart()
        {
            _position = _lineStart;
        }

        /// <summary>Goes to so many bytes behind the line's beginning, and passes blanks there.</summary>
        internal void MoveTo(int index)
        {
            _position = _lineStart + index;
            SkipBlanks();
        }

        /// <summary>Gives a byte of the line by its index, 0 behind the line's end.</summary>
        internal int ByteAt(int index)
        {
            return _lineStart + index < _lineEnd ? _buffer[_lineStart + index] : 0;
        }

        /// <summary>Reads a decimal number of up to 9 digits and the comma behind it.</summary>
        internal int ReadNumber()
        {
            byte[] buffer = _buffer;
            int end = _lineEnd;
            int first = _position;
            int next = first;
            int value = 0;

            while (next < end)
            {
                uint digit = (uint)(buffer[next] - '0');

                if (digit > 9)
                {
                    break;
                }

                value = (value * 10) + (int)digit;
                next++;
            }

            int digits = next - first;
            _position = next;

            if (next < end)
            {
                if (buffer[next] == (byte)',')
                {
                    _position = next + 1;
                    SkipBlanks();
                }
                else
                {
                    SkipField();
                    digits = 0;
                }
            }

            return digits == 0 || digits > 9 ? -1 : value;
        }

        /// <summary>Reads a field, without its quotes if it has any, into a new string; <see langword="null"/> if there is none.</summary>
        internal string ReadText()
        {
            int first = _position;
            return SkipField() ? CopyText(first, _position, false) : null;
        }

        /// <summary>Copies all that is left of the line, without quotes, into a new string.</summary>
        internal string RestWithoutQuotes()
        {
            return CopyText(_position, _lineEnd, true);
        }

        /// <summary>Copies the whole line as it is into a new string.</summary>
        internal string WholeLine()
        {
            int length = _lineEnd - _lineStart;
            char[] chars = new char[length];

            for (int i = 0; i < length; i++)
            {
                chars[i] = (char)_buffer[_lineStart + i];
            }

            return new string(chars, 0, length);
        }

        /// <summary>
        /// Says whether the next field is this text in whatever case, quoted or bare, and passes it if so. Allocates nothing.
        /// </summary>
        internal bool PassField(string text)
        {
            int quote = _position < _lineEnd && _buffer[_position] == (byte)'"' ? 1 : 0;
            int after = _position + quote + text.Length + quote;

            if (after > _lineEnd || !IsTextAt(text, 0, _position + quote) || (quote != 0 && _buffer[after - 1] != (byte)'"'))
            {
                return false;
            }

            if (after < _lineEnd)
            {
                if (_buffer[after] != (byte)',')
                {
                    return false;
                }

                after++;
            }

            _position = after;
            return true;
        }

        /// <summary>
        /// Passes these bytes and the comma behind them, if they come next, byte for byte; eight are compared at once. Eight bytes
        /// behind them must be readable, in either array.
        /// </summary>
        internal bool PassBytes(byte[] bytes, int offset, int count)
        {
            int position = _position;

            if (_lineEnd - position <= count || _buffer[position + count] != (byte)',')
            {
                return false;
            }

            int compared = 0;

            for (; compared + WordSize <= count; compared += WordSize)
            {
                if (BitConverter.ToInt64(bytes, offset + compared) != BitConverter.ToInt64(_buffer, position + compared))
                {
                    return false;
                }
            }

            int left = count - compared;

            if (left > 0)
            {
                // The bytes that are left are the lowest of the word: what stands behind them is shifted out.
                long difference = BitConverter.ToInt64(bytes, offset + compared) ^ BitConverter.ToInt64(_buffer, position + compared);

                if (difference << ((WordSize - left) * 8) != 0)
                {
                    return false;
                }
            }

            _position = position + count + 1;
            return true;
        }

        /// <summary>Passes this text, from its character <paramref name="first"/> on, if the rest of the line begins with it.</summary>
        internal bool PassPrefix(string text, int first)
        {
            if (!IsTextAt(text, first, _position))
            {
                return false;
            }

            _position += text.Length - first;
            SkipBlanks();
            return true;
        }

        /// <summary>Says whether the line is this text and nothing else, in the same letters.</summary>
        internal bool IsLine(string text)
        {
            return _lineEnd - _lineStart == text.Length && BeginsWith(text);
        }

        /// <summary>Says whether the line begins with this text, in the same letters.</summary>
        internal bool BeginsWith(string text)
        {
            int count = text.Length;
            bool isSame = _lineEnd - _lineStart >= count;

            for (int i = 0; i < count && isSame; i++)
            {
                isSame = _buffer[_lineStart + i] == text[i];
            }

            return isSame;
        }

        /// <summary>Says whether the line is the same, byte for byte, as these.</summary>
        internal bool IsEqual(byte[] bytes, int count)
        {
            bool isEqual = _lineEnd - _lineStart == count;

            for (int i = 0; i < count && isEqual; i++)
            {
                isEqual = _buffer[_lineStart + i] == bytes[i];
            }

            return isEqual;
        }

        /// <summary>Passes one field and the comma behind it; says whether anything but the comma was passed.</summary>
        internal bool SkipField()
        {
            bool isQuoted = false;
            bool passed = false;

            while (_position < _lineEnd)
            {
                byte value = _buffer[_position++];

                if (value == (byte)'"')
                {
                    isQuoted = !isQuoted;
                }
                else if (value == (byte)',' && !isQuoted)
                {
                    break;
                }

                passed = true;
            }

            SkipBlanks();
            return passed;
        }

        // Without quotes, and without a comma that stands in none unless it is to be the rest of the line.
        private string CopyText(int next, int end, bool withCommas)
        {
            char[] chars = new char[end - next];
            int length = 0;
            bool isQuoted = withCommas;

            for (; next < end; next++)
            {
                byte value = _buffer[next];

                if (value == (byte)'"')
                {
                    isQuoted = withCommas || !isQuoted;
                }
                else if (value != (byte)',' || isQuoted)
                {
                    chars[length++] = (char)value;
                }
            }

            return new string(chars, 0, length);
        }

        // Letters of either case are the same: firmwares differ in what they read back (0XC02F, 0xc02f).
        private bool IsTextAt(string text, int first, int position)
        {
            int count = text.Length - first;

            if (_lineEnd - position < count)
            {
                return false;
            }

            byte[] buffer = _buffer;

            for (int i = 0; i < count; i++)
            {
                int byteThere = buffer[position + i];
                int wanted = text[first + i];

                if (byteThere != wanted && ((byteThere ^ wanted) != 0x20 || (byteThere | 0x20) < 'a' || (byteThere | 0x20) > 'z'))
                {
                    return false;
                }
            }

            return true;
        }

        private void SkipBlanks()
        {
            while (_position < _lineEnd && _buffer[_position] == (byte)' ')
            {
                _position++;
            }
        }

        /// <summary>Gives the number of up to nine digits that a text begins with; -1 if it begins with none.</summary>
        internal static int LeadingNumber(string text)
        {
            int value = -1;

            for (int i = 0; text != null && i < text.Length && i < MostDigits && text[i] >= '0' && text[i] <= '9'; i++)
            {
                value = (i == 0 ? 0 : value * 10) + text[i] - '0';
            }

            return value;
        }
    }
}
