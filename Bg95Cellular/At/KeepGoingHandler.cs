// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>
    /// Called once a second while a call waits, on the thread of that call, so that the program can feed a watchdog or give up. It is not
    /// called while a command runs, and some commands take up to 6 min. What it throws ends the call and comes through as it is.
    /// </summary>
    /// <returns><see langword="true"/> to go on waiting; <see langword="false"/> to give up.</returns>
    public delegate bool KeepGoingHandler();
}
