// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>The one place that checks what goes into a command, before a byte is sent.</summary>
    internal static class AtText
    {
        /// <summary>
        /// Refuses a string that could break out of its quotes or out of the line: only printable ASCII without the quote may
        /// pass.
        /// </summary>
        internal static void Check(string text, string parameter, int minimum, int maximum)
        {
            if (text == null)
            {
                throw new ArgumentNullException(parameter);
            }

            if (text.Length < minimum || text.Length > maximum)
            {
                throw new ArgumentException(parameter + ": bad length");
            }

            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];

                if (c < ' ' || c > '~' || c == '"')
                {
                    throw new ArgumentException(parameter + ": bad character");
                }
            }
        }

        internal static void CheckRange(int value, string parameter, int minimum, int maximum)
        {
            if (value < minimum || value > maximum)
            {
                throw new ArgumentOutOfRangeException(parameter, "not " + minimum.ToString() + " to " + maximum.ToString());
            }
        }

        // The names stand in the throws only: even naming a string costs the device 12 bytes of heap.
        internal static void CheckBlock(byte[] buffer, int offset, int count)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || count < 0 || offset > buffer.Length - count)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }
        }
    }
}
