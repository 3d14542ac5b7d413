// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl.Tests
{
    /// <summary>What happens at its times without being a thread, in a world whose clock is a <see cref="VirtualTime"/>.</summary>
    internal interface IVirtualEvents
    {
        /// <summary>Gets the moment of the next event, or <see cref="VirtualTime.Never"/>.</summary>
        long NextAt { get; }

        /// <summary>
        /// Lets everything happen whose moment has come. Called while no thread runs: it may set signals and must neither wait
        /// nor look at <see cref="VirtualTime.Milliseconds"/>; <see cref="VirtualTime.Now"/> is the time.
        /// </summary>
        void Happen();
    }
}
