// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>Why going online has failed.</summary>
    public enum OnlineFailure
    {
        /// <summary>A command has failed: <see cref="Bg95Ssl.Bg95Exception.Error"/> and <see cref="Bg95Ssl.Bg95Exception.Command"/> say how and which.</summary>
        CommandFailed = 0,

        /// <summary>The module does not answer.</summary>
        ModuleSilent = 1,

        /// <summary>There is no SIM card, or it does not work.</summary>
        NoSim = 2,

        /// <summary>The card asks for a PIN, and none is set.</summary>
        PinNeeded = 3,

        /// <summary>The card has refused the PIN, now or before. It is not sent again.</summary>
        PinRefused = 4,

        /// <summary>The card has lost tries, so the PIN was not sent (<see cref="SimCard.LeastTries"/>).</summary>
        TooFewTries = 5,

        /// <summary>The card asks for its PUK, or the module is locked to another card or network.</summary>
        SimLocked = 6,

        /// <summary>Not registered within the time.</summary>
        NotRegistered = 7,

        /// <summary>The network has denied the registration.</summary>
        RegistrationDenied = 8,

        /// <summary>The network has not activated the PDP context.</summary>
        NoDataConnection = 9,

        /// <summary>Neither the network nor a time server knows the time.</summary>
        ClockUnknown = 10,

        /// <summary>The program has given it up.</summary>
        GivenUp = 11,
    }
}
