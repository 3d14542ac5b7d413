// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>
    /// Called once a second while a call waits, on the thread of that call: the place to feed a watchdog. While one command runs
    /// it is not asked: some take up to 180 s.
    /// </summary>
    /// <returns><see langword="false"/> to give the wait up.</returns>
    public delegate bool KeepGoingHandler();
}
