// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Ssl
{
    /// <summary>What is left of a time limit. Keeps nothing: the two numbers are the caller's.</summary>
    /// <remarks>
    /// The device has no clock but the calendar's, and programs set that: often from 1970 to today, after the network has told
    /// the time. A step of the clock, either way, must neither end a wait early nor make it endless: the time between two
    /// looks counts only as far as it is believable, and each look counts 1 ms at least.
    /// </remarks>
    internal static class Deadline
    {
        // Nobody is late by more than this.
        private const int BelievableDelay = 60000;

        /// <summary>Takes the time since the last look off what is left; the first look takes nothing.</summary>
        /// <param name="left">Milliseconds that were left at the last look.</param>
        /// <param name="last">Ticks of the last look, 0 before the first.</param>
        internal static int Left(int left, ref long last)
        {
            long now = DateTime.UtcNow.Ticks;
            long passed = (now - last) / TimeSpan.TicksPerMillisecond;
            bool first = last == 0;
            last = now;

            if (first)
            {
                return left;
            }

            if (passed < 1 || passed - BelievableDelay > left)
            {
                passed = 1;
            }

            return passed >= left ? 0 : left - (int)passed;
        }
    }
}
