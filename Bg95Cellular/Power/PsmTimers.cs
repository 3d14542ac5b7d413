// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The two timers of power saving mode, in seconds. Immutable.</summary>
    public sealed class PsmTimers
    {
        internal PsmTimers(int updateSeconds, int activeSeconds)
        {
            UpdateSeconds = updateSeconds;
            ActiveSeconds = activeSeconds;
        }

        /// <summary>Gets how long the module may sleep until it reports to the network again (T3412).</summary>
        public int UpdateSeconds { get; }

        /// <summary>Gets how long it can be reached before it goes to sleep (T3324).</summary>
        public int ActiveSeconds { get; }
    }
}
