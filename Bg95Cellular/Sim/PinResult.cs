// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The result of a PIN (<see cref="SimCard.EnterPin"/>).</summary>
    public enum PinResult
    {
        /// <summary>The card has accepted the PIN.</summary>
        Accepted = 0,

        /// <summary>The card does not ask for its PIN, so none was sent.</summary>
        NotNeeded = 1,

        /// <summary>The card has refused the PIN. One of its tries is used up.</summary>
        Refused = 2,

        /// <summary>The card has refused this PIN before, or did not answer it; so it was not sent again.</summary>
        RefusedBefore = 3,

        /// <summary>
        /// The card has fewer tries left than <see cref="SimCard.LeastTries"/>, so the PIN was not sent. Somebody has sent a wrong PIN,
        /// perhaps this program before the board was reset.
        /// </summary>
        TooFewTries = 4,
    }
}
