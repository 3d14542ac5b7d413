// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>Checks what a program passes, before a byte is sent.</summary>
    internal static class Argument
    {
        /// <summary>
        /// Refuses a string that could break out of its quotes or out of the command line: only printable ASCII without the
        /// quote may pass.
        /// </summary>
        internal static void CheckText(string text, string parameter, int shortest, int longest)
        {
            if (text == null)
            {
                throw new ArgumentNullException(parameter);
            }

            int length = text.Length;
            bool isWrong = length < shortest || length > longest;

            for (int i = 0; i < length && !isWrong; i++)
            {
                char c = text[i];
                isWrong = c < ' ' || c > '~' || c == '"';
            }

            if (isWrong)
            {
                throw new ArgumentException(
                    parameter + ": " + shortest.ToString() + " to " + longest.ToString() + " printable ASCII characters without quotes");
            }
        }

        internal static void CheckRange(int value, string parameter, int lowest, int highest)
        {
            if (value < lowest || value > highest)
            {
                throw new ArgumentOutOfRangeException(parameter, lowest.ToString() + " to " + highest.ToString());
            }
        }

        // The names stand in the throws only: even naming a string costs the device 12 bytes of heap.
        internal static void CheckBlock(byte[] buffer, int offset, int count)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if ((uint)offset > (uint)buffer.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(offset));
            }

            if ((uint)count > (uint)(buffer.Length - offset))
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }
        }

        /// <summary>Refuses an array that lacks an object to be filled.</summary>
        internal static void CheckObjects(object[] objects, string parameter)
        {
            if (objects == null || Array.IndexOf((Array)objects, null, 0, objects.Length) >= 0)
            {
                throw new ArgumentNullException(parameter);
            }
        }
    }
}
