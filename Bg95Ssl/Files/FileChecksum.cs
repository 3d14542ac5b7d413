// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>The checksum that AT+QFUPL reports (module facts 3).</summary>
    internal static class FileChecksum
    {
        private const int WordSize = 8;

        /// <summary>
        /// Gives the XOR of big-endian 16-bit words, an odd last byte as the high byte, in hexadecimal without leading zeros.
        /// </summary>
        internal static string Of(byte[] buffer)
        {
            // Eight bytes at a time, then folded: a byte looked at singly costs the interpreter 14 opcodes.
            long sum = 0;
            int i = 0;

            for (; i + WordSize <= buffer.Length; i += WordSize)
            {
                sum ^= BitConverter.ToInt64(buffer, i);
            }

            for (; i < buffer.Length; i++)
            {
                sum ^= (long)buffer[i] << ((i & 1) * 8);
            }

            sum ^= sum >> 32;
            int folded = (int)(sum ^ (sum >> 16));
            int result = (ushort)((folded << 8) | (byte)(folded >> 8));

            // By hand: the device's formats always have as many digits as the type.
            string text = result.ToString("X4");
            int first = 0;

            while (first < 3 && text[first] == '0')
            {
                first++;
            }

            return text.Substring(first);
        }
    }
}
