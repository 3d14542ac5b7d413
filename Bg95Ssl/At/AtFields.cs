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

        internal bool AtEnd => _next >= _end;

        internal void Set(byte[] buffer, int start, int end)
        {
            _buffer = buffer;
            _next = start;
            _end = end;
            SkipSpaces();
        }

        /// <summary>Reads a decimal number of up to 9 digits and the comma behind it.</summary>
        internal int NextInt()
        {
            byte[] buffer = _buffer;
            int end = _end;
            int first = _next;
            int next = first;
            int value = 0;

            while (next < end)
            {
                int digit = buffer[next] - '0';

                if (digit < 0 || digit > 9)
                {
                    break;
                }

                value = (value * 10) + digit;
                next++;
            }

            _next = next;
            int digits = next - first;
            return (next < end && SkipField()) || digits == 0 || digits > 9 ? -1 : value;
        }

        /// <summary>Reads a field, without its quotes if it has any, into a new string.</summary>
        internal string NextString()
        {
            if (AtEnd)
            {
                return null;
            }

            int start = _next;
            SkipField();
            int end = _next;

            if (end > start && _buffer[end - 1] == (byte)',')
            {
                end--;
            }

            if (start < end && _buffer[start] == (byte)'"')
            {
                start++;
            }

            if (start < end && _buffer[end - 1] == (byte)'"')
            {
                end--;
            }

            char[] chars = new char[end - start];

            for (int i = 0; i < chars.Length; i++)
            {
                chars[i] = (char)_buffer[start + i];
            }

            return new string(chars);
        }

        /// <summary>
        /// Says whether the next field is this text in whatever case, quoted or bare, and passes it if so. Allocates nothing.
        /// </summary>
        internal bool NextIs(string text)
        {
            int quote = _next < _end && _buffer[_next] == (byte)'"' ? 1 : 0;
            int start = _next + quote;
            int after = start + text.Length + quote;

            if (after > _end || !Same(text, start) || (quote != 0 && _buffer[after - 1] != (byte)'"'))
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

        /// <summary>Passes this text if the rest of the line begins with it.</summary>
        internal bool Skip(string text)
        {
            if (_end - _next < text.Length || !Same(text, _next))
            {
                return false;
            }

            _next += text.Length;
            SkipSpaces();
            return true;
        }

        /// <summary>Passes one field and the comma behind it; says whether anything but the comma was passed.</summary>
        internal bool SkipField()
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

            SkipSpaces();
            return passed;
        }

        // Letters of either case are the same: firmwares differ in what they read back (0XC02F, 0xc02f).
        private bool Same(string text, int start)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (((_buffer[start + i] ^ text[i]) & ~0x20) != 0)
                {
                    return false;
                }
            }

            return true;
        }

        private void SkipSpaces()
        {
            while (_next < _end && _buffer[_next] == (byte)' ')
            {
                _next++;
            }
        }
    }
}
