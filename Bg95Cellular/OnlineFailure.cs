// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>Why going online has failed.</summary>
    public enum OnlineFailure
    {
        /// <summary>
        /// A command has failed. <see cref="Bg95Ssl.Bg95Exception.Command"/> says which and <see cref="Bg95Ssl.Bg95Exception.Error"/> how.
        /// </summary>
        CommandFailed = 0,

        /// <summary>The module does not answer, in step <see cref="OnlineStep.Power"/>.</summary>
        ModuleSilent = 1,

        /// <summary>There is no SIM card, or it does not work.</summary>
        NoSim = 2,

        /// <summary>The card asks for a PIN, and <see cref="OnlineOptions.Pin"/> is not set.</summary>
        PinNeeded = 3,

        /// <summary>The card has refused the PIN, now or before. It is not sent again.</summary>
        PinRefused = 4,

        /// <summary>The card has fewer tries left than <see cref="SimCard.LeastTries"/>, so the PIN was not sent.</summary>
        TooFewTries = 5,

        /// <summary>The card asks for its PUK, or the module is locked to another card or network.</summary>
        SimLocked = 6,

        /// <summary>The module was not registered within <see cref="OnlineOptions.RegistrationTimeoutMilliseconds"/>.</summary>
        NotRegistered = 7,

        /// <summary>The network has denied the registration.</summary>
        RegistrationDenied = 8,

        /// <summary>The module or the network has refused to activate the PDP context.</summary>
        NoDataConnection = 9,

        /// <summary>Neither the network nor a time server knows the time.</summary>
        ClockUnknown = 10,

        /// <summary>The program has given up: <see cref="OnlineOptions.KeepGoing"/> returned <see langword="false"/>.</summary>
        GivenUp = 11,
    }
}
