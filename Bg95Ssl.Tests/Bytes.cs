// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl.Tests
{
    /// <summary>Bytes as a test writes them down: a string of characters 1 to 127, or an array where there is a NUL or more.</summary>
    internal static class Bytes
    {
        internal static int Count(object bytes)
        {
            string text = bytes as string;
            return text != null ? text.Length : bytes == null ? 0 : ((byte[])bytes).Length;
        }

        internal static byte[] Of(string text)
        {
            byte[] bytes = new byte[text.Length];
            Copy(text, bytes, 0);
            return bytes;
        }

        internal static void Copy(object bytes, byte[] target, int offset)
        {
            if (bytes is string text)
            {
                for (int i = 0; i < text.Length; i++)
                {
                    target[offset + i] = (byte)text[i];
                }
            }
            else if (bytes != null)
            {
                byte[] array = (byte[])bytes;
                Array.Copy(array, 0, target, offset, array.Length);
            }
        }

        /// <summary>Says whether the block is what stands from <paramref name="from"/> on.</summary>
        internal static bool Same(object bytes, int from, byte[] buffer, int offset, int count)
        {
            string text = bytes as string;
            byte[] array = text == null ? (byte[])bytes : null;

            for (int i = 0; i < count; i++)
            {
                if (buffer[offset + i] != (text != null ? text[from + i] : array[from + i]))
                {
                    return false;
                }
            }

            return true;
        }

        internal static string Text(byte[] buffer, int offset, int count)
        {
            char[] chars = new char[count];

            for (int i = 0; i < count; i++)
            {
                chars[i] = (char)buffer[offset + i];
            }

            return new string(chars);
        }

        /// <summary>The text without the character at <paramref name="index"/>: a byte that the line has lost.</summary>
        internal static string Without(string text, int index)
        {
            return text.Substring(0, index) + text.Substring(index + 1);
        }

        /// <summary>The text with the character at <paramref name="index"/> twice.</summary>
        internal static string Twice(string text, int index)
        {
            return text.Substring(0, index + 1) + text.Substring(index);
        }

        /// <summary>Bytes 0, 1, 2 and so on: every value, NUL included.</summary>
        internal static byte[] Counting(int count)
        {
            byte[] bytes = new byte[count];

            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)i;
            }

            return bytes;
        }

        /// <summary>Makes bytes readable in a message.</summary>
        internal static string Show(object bytes)
        {
            string shown = string.Empty;
            int count = Count(bytes) < 80 ? Count(bytes) : 80;
            byte[] array = new byte[Count(bytes)];
            Copy(bytes, array, 0);

            for (int i = 0; i < count; i++)
            {
                byte value = array[i];
                shown += value >= ' ' && value <= '~' ? ((char)value).ToString() : "<" + value.ToString("X2") + ">";
            }

            return shown;
        }
    }
}
