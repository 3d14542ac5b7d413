// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The result of a PIN (<see cref="SimCard.EnterPin"/>).</summary>
    public enum PinResult
    {
        /// <summary>The card has taken it.</summary>
        Accepted = 0,

        /// <summary>The card does not ask for a PIN; none was sent.</summary>
        NotNeeded = 1,

        /// <summary>The card has refused it: one of its tries is gone.</summary>
        Refused = 2,

        /// <summary>It was refused before, or sent without an answer; it was not sent again.</summary>
        RefusedBefore = 3,

        /// <summary>
        /// The card has fewer tries left than <see cref="SimCard.LeastTries"/>: somebody has sent a wrong PIN, perhaps this program
        /// before the board was reset. It was not sent.
        /// </summary>
        TooFewTries = 4,
    }
}
