// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Reads the fields of one line where it lies, from left to right: <c>4,"SSLClient","45.79.112.203",4243,0,2</c>.
    /// </summary>
    /// <remarks>
    /// Never throws and never reads beyond the line: what the module sends is untrusted. A field that is missing or malformed
    /// reads as -1, <see langword="null"/> or <see langword="false"/>. The line is only valid during the call that hands it over.
    /// </remarks>
    internal sealed class AtFields
    {
        private byte[] _array;
        private int _index;
        private int _endIndex;

        /// <summary>Says whether nothing is left of the line.</summary>
        internal bool Empty()
        {
            return _index >= _endIndex;
        }

        internal void Set(byte[] buffer, int start, int end)
        {
            _array = buffer;
            _index = start;
            _endIndex = end;
            Trim();
        }

        /// <summary>Reads a decimal number of up to 9 digits and the comma behind it.</summary>
        internal int ToInt32()
        {
            byte[] buffer = _array;
            int end = _endIndex;
            int next = _index;
            int digits = next;
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

            digits = next - digits;
            _index = next;

            if (next < end)
            {
                if (buffer[next] == (byte)',')
                {
                    _index = next + 1;
                    Trim();
                }
                else if (MoveNext())
                {
                    digits = 0;
                }
            }

            return digits == 0 || digits > 9 ? -1 : value;
        }

        /// <summary>Reads a field, without its quotes if it has any, into a new string.</summary>
        internal string GetString()
        {
            int next = _index;
            return MoveNext() ? Copy(next, _index, false) : null;
        }

        /// <summary>Copies all that is left of the line, without quotes, into a new string and passes nothing.</summary>
        internal string Substring()
        {
            return Copy(_index, _endIndex, true);
        }

        // Without quotes, and without a comma that stands in none unless it is to be the rest of the line.
        private string Copy(int next, int end, bool rest)
        {
            char[] chars = new char[end - next];
            int length = 0;
            bool quoted = rest;

            for (; next < end; next++)
            {
                byte value = _array[next];

                if (value == (byte)'"')
                {
                    quoted = rest || !quoted;
                }
                else if (value != (byte)',' || quoted)
                {
                    chars[length++] = (char)value;
                }
            }

            return new string(chars, 0, length);
        }

        /// <summary>
        /// Says whether the next field is this text in whatever case, quoted or bare, and passes it if so. Allocates nothing.
        /// </summary>
        internal bool MoveNext(string text)
        {
            int quote = _index < _endIndex && _array[_index] == (byte)'"' ? 1 : 0;
            int start = _index + quote;
            int after = start + text.Length + quote;

            if (after > _endIndex || !Compare(text, 0, start) || (quote != 0 && _array[after - 1] != (byte)'"'))
            {
                return false;
            }

            if (after < _endIndex)
            {
                if (_array[after] != (byte)',')
                {
                    return false;
                }

                after++;
            }

            _index = after;
            return true;
        }

        /// <summary>Passes this text, from its character <paramref name="first"/> on, if the rest of the line begins with it.</summary>
        internal bool Trim(string text, int first)
        {
            if (!Compare(text, first, _index))
            {
                return false;
            }

            _index += text.Length - first;
            Trim();
            return true;
        }

        /// <summary>Passes one field and the comma behind it; says whether anything but the comma was passed.</summary>
        internal bool MoveNext()
        {
            bool quoted = false;
            bool passed = false;

            while (_index < _endIndex)
            {
                byte value = _array[_index++];

                if (value == (byte)'"')
                {
                    quoted = !quoted;
                }
                else if (value == (byte)',' && !quoted)
                {
                    break;
                }

                passed = true;
            }

            Trim();
            return passed;
        }

        // Letters of either case are the same: firmwares differ in what they read back (0XC02F, 0xc02f).
        private bool Compare(string text, int first, int start)
        {
            if (_endIndex - start < text.Length - first)
            {
                return false;
            }

            for (start -= first; first < text.Length; first++)
            {
                if (((_array[start + first] ^ text[first]) & ~0x20) != 0)
                {
                    return false;
                }
            }

            return true;
        }

        private void Trim()
        {
            while (_index < _endIndex && _array[_index] == (byte)' ')
            {
                _index++;
            }
        }
    }
}
