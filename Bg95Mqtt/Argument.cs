// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Mqtt
{
    /// <summary>What is wrong with a call is said before a byte is sent.</summary>
    internal static class Argument
    {
        internal static void CheckNotNull(object value, string name)
        {
            if (value == null)
            {
                throw new ArgumentNullException(name);
            }
        }

        internal static void CheckRange(int value, string name, int least, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentOutOfRangeException(name);
            }
        }
    }
}
