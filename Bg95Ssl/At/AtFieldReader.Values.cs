// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <content>The value of a setting, as firmwares read it back (module facts 2 and 8).</content>
    internal sealed partial class AtFieldReader
    {
        /// <summary>
        /// Says whether the next field is this number: in either case, with or without quotes, with 0X and zeros before it.
        /// </summary>
        internal bool IsSameNumber(string number)
        {
            int start = _position;

            if (_lineEnd - start == number.Length && IsExactlyAt(number, 0, start))
            {
                // As nearly always.
                return true;
            }

            int end = FindFieldEnd(ref start);
            int first = 0;

            while (start + 1 < end && (_buffer[start] == (byte)'0' || (_buffer[start] | 0x20) == 'x'))
            {
                start++;
            }

            while (first + 1 < number.Length && (number[first] == '0' || (number[first] | 0x20) == 'x'))
            {
                first++;
            }

            return end - start == number.Length - first && IsTextAt(number, first, start);
        }

        /// <summary>
        /// Says whether the next field is this name of a file: with or without quotes and a drive, all its letters in one case. A letter
        /// alone in another case is damage, and the name of another file.
        /// </summary>
        internal bool IsSameFileName(string name)
        {
            int start = _position;

            if (_lineEnd - start == name.Length + 2 && _buffer[start] == (byte)'"' && _buffer[_lineEnd - 1] == (byte)'"'
                && IsExactlyAt(name, 0, start + 1))
            {
                // As nearly always.
                return true;
            }

            int end = FindFieldEnd(ref start);
            int behindDrive = start;
            int first = name.IndexOf(':') + 1;

            for (int i = start; i < end; i++)
            {
                behindDrive = _buffer[i] == (byte)':' ? i + 1 : behindDrive;
            }

            if (behindDrive > start && first > 0)
            {
                // Both name one, and it has to be the same.
                first = 0;
            }
            else
            {
                start = behindDrive;
            }

            return end - start == name.Length - first
                && (IsExactlyAt(name, first, start) || (IsTextAt(name, first, start) && IsOneCase(start, end)));
        }

        // Where the next field ends; its quotes are left out. In quotes a comma is a part of it.
        private int FindFieldEnd(ref int start)
        {
            int end = start;
            byte mark = (byte)',';

            if (end < _lineEnd && _buffer[end] == (byte)'"')
            {
                mark = (byte)'"';
                start = ++end;
            }

            while (end < _lineEnd && _buffer[end] != mark)
            {
                end++;
            }

            return end;
        }

        private bool IsExactlyAt(string text, int first, int position)
        {
            byte[] buffer = _buffer;
            int count = text.Length;

            while (first < count && buffer[position] == text[first])
            {
                first++;
                position++;
            }

            return first == count;
        }

        private bool IsOneCase(int start, int end)
        {
            bool hasUpper = false;
            bool hasLower = false;

            for (; start < end; start++)
            {
                hasUpper |= _buffer[start] >= 'A' && _buffer[start] <= 'Z';
                hasLower |= _buffer[start] >= 'a' && _buffer[start] <= 'z';
            }

            return !(hasUpper && hasLower);
        }
    }
}
