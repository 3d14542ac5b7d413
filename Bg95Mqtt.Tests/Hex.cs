// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Mqtt.Tests
{
    /// <summary>Bytes as the tests write them down: two hexadecimal digits each, blanks between them as one likes.</summary>
    internal static class Hex
    {
        internal static byte[] Bytes(string text)
        {
            byte[] bytes = new byte[text.Length];
            int digits = 0;

            for (int i = 0; i < text.Length; i++)
            {
                int digit = "0123456789ABCDEF".IndexOf(text[i]);

                if (digit >= 0)
                {
                    bytes[digits / 2] = (byte)((bytes[digits / 2] << 4) | digit);
                    digits++;
                }
            }

            byte[] exact = new byte[digits / 2];
            System.Array.Copy(bytes, exact, exact.Length);
            return exact;
        }

        internal static string Text(byte[] bytes, int offset, int count)
        {
            char[] text = new char[count == 0 ? 0 : (count * 3) - 1];

            for (int i = 0; i < count; i++)
            {
                int value = bytes[offset + i];

                if (i > 0)
                {
                    text[(i * 3) - 1] = ' ';
                }

                text[i * 3] = "0123456789ABCDEF"[value >> 4];
                text[(i * 3) + 1] = "0123456789ABCDEF"[value & 15];
            }

            return new string(text);
        }
    }
}
