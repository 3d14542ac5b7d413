// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>
    /// Wakes one waiting thread. It stays set until a thread has waited for it, and setting it twice is the same as setting it
    /// once. Made by <see cref="TimeSource.CreateSignal"/>.
    /// </summary>
    public abstract class Signal
    {
        /// <summary>Sets the signal. May be called by any thread, also by one that holds a monitor; must not wait.</summary>
        public abstract void Set();

        /// <summary>Waits until the signal is set, and takes it back.</summary>
        /// <param name="milliseconds">How long to wait at most; 0 to look only; -1 for no limit.</param>
        /// <returns><see langword="true"/> if the signal was set, <see langword="false"/> if the time was over.</returns>
        public abstract bool Wait(int milliseconds);
    }
}
