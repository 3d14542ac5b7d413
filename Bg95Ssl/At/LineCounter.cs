// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <summary>Index of a counter of <see cref="LineStatistics"/>.</summary>
    internal enum LineCounter
    {
        LostUrcs,
        UrcQueueHighWater,
        Overruns,
        ReceiveBufferHighWater,
        DamagedPayloads,
        UnknownLines,
        LateAnswers,
        Timeouts,
        Resynchronisations,
        Restarts,
        HandlerErrors,
    }
}
