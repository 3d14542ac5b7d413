// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Counters of the line since the <see cref="Bg95Modem"/> was made; closing and opening does not reset them. All counters begin at 0
    /// and only grow. Reading one sends nothing and allocates nothing.
    /// </summary>
    public sealed class LineStatistics
    {
        private readonly int[] _counters = new int[(int)LineCounter.RingOverflows + 1];

        internal LineStatistics()
        {
        }

        /// <summary>Gets a counter.</summary>
        /// <param name="counter">Which counter.</param>
        /// <exception cref="System.IndexOutOfRangeException"><paramref name="counter"/> is not a member of the enumeration.</exception>
        public int this[LineCounter counter] => _counters[(int)counter];

        internal void Count(LineCounter counter)
        {
            _counters[(int)counter]++;
        }

        internal void Set(LineCounter highWater, int level)
        {
            _counters[(int)highWater] = level;
        }
    }
}
