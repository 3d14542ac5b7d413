// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Wakes one waiting thread. It stays set until a thread has waited for it; setting it twice is the same as setting it once. Made by
    /// <see cref="TimeSource.CreateSignal"/>.
    /// </summary>
    public abstract class Signal
    {
        /// <summary>Sets the signal. Any thread may call it, also one that holds a monitor. It must not wait.</summary>
        public abstract void Set();

        /// <summary>Waits until the signal is set, and resets it.</summary>
        /// <param name="milliseconds">How long to wait at most, in milliseconds; 0 to look only; -1 for no limit.</param>
        /// <returns><see langword="true"/> if the signal was set, <see langword="false"/> if the time was over.</returns>
        public abstract bool Wait(int milliseconds);
    }
}
