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
        private byte[] _buffer;
        private int _next;
        private int _end;

        /// <summary>Says whether nothing is left of the line.</summary>
        internal bool Empty()
        {
            return _next >= _end;
        }

        internal void Set(byte[] buffer, int start, int end)
        {
            _buffer = buffer;
            _next = start;
            _end = end;
            Trim();
        }

        /// <summary>Reads a decimal number of up to 9 digits and the comma behind it.</summary>
        internal int NextInt()
        {
            byte[] buffer = _buffer;
            int end = _end;
            int next = _next;
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
            _next = next;

            if (next < end)
            {
                if (buffer[next] == (byte)',')
                {
                    _next = next + 1;
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
            int next = _next;
            return MoveNext() ? Copy(next, _next, false) : null;
        }

        /// <summary>Copies all that is left of the line, without quotes, into a new string and passes nothing.</summary>
        internal string GetRest()
        {
            return Copy(_next, _end, true);
        }

        // Without quotes, and without a comma that stands in none unless it is to be the rest of the line.
        private string Copy(int next, int end, bool rest)
        {
            char[] chars = new char[end - next];
            int length = 0;
            bool quoted = rest;

            for (; next < end; next++)
            {
                byte value = _buffer[next];

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
        internal bool NextIs(string text)
        {
            int quote = _next < _end && _buffer[_next] == (byte)'"' ? 1 : 0;
            int start = _next + quote;
            int after = start + text.Length + quote;

            if (after > _end || !Same(text, 0, start) || (quote != 0 && _buffer[after - 1] != (byte)'"'))
            {
                return false;
            }

            if (after < _end)
            {
                if (_buffer[after] != (byte)',')
                {
                    return false;
                }

                after++;
            }

            _next = after;
            return true;
        }

        /// <summary>Passes this text, from its character <paramref name="first"/> on, if the rest of the line begins with it.</summary>
        internal bool Skip(string text, int first)
        {
            if (!Same(text, first, _next))
            {
                return false;
            }

            _next += text.Length - first;
            Trim();
            return true;
        }

        /// <summary>Passes one field and the comma behind it; says whether anything but the comma was passed.</summary>
        internal bool MoveNext()
        {
            bool quoted = false;
            bool passed = false;

            while (_next < _end)
            {
                byte value = _buffer[_next++];

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
        private bool Same(string text, int first, int start)
        {
            if (_end - start < text.Length - first)
            {
                return false;
            }

            for (start -= first; first < text.Length; first++)
            {
                if (((_buffer[start + first] ^ text[first]) & ~0x20) != 0)
                {
                    return false;
                }
            }

            return true;
        }

        private void Trim()
        {
            while (_next < _end && _buffer[_next] == (byte)' ')
            {
                _next++;
            }
        }
    }
}
