// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The two times of power saving mode, in seconds. Immutable.</summary>
    public sealed class PsmTimers
    {
        internal PsmTimers(int updateSeconds, int activeSeconds)
        {
            UpdateSeconds = updateSeconds;
            ActiveSeconds = activeSeconds;
        }

        /// <summary>Gets how long the module may sleep until it reports to the network again (T3412).</summary>
        public int UpdateSeconds { get; }

        /// <summary>Gets how long the module can be reached before it sleeps (T3324).</summary>
        public int ActiveSeconds { get; }
    }
}
