// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Has events for the program that wait as bits of its own, and raises them when it is told to.</summary>
    internal interface IEventSource
    {
        /// <summary>Raises what is pending. Called on the event thread; what a handler throws is caught there.</summary>
        /// <returns>In how many milliseconds to call again although nothing more is pending; -1 if that is not needed.</returns>
        int RaisePending();
    }
}
