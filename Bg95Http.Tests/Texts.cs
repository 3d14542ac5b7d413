// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Http.Tests
{
    /// <summary>Bytes as text, one character each.</summary>
    internal static class Texts
    {
        internal static byte[] Bytes(string text)
        {
            byte[] bytes = new byte[text.Length];

            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }

        internal static string From(byte[] bytes, int offset, int count)
        {
            char[] text = new char[count];

            for (int i = 0; i < count; i++)
            {
                text[i] = (char)bytes[offset + i];
            }

            return new string(text);
        }
    }
}
