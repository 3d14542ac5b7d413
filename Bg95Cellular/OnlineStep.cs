// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The steps of going online, in order.</summary>
    public enum OnlineStep
    {
        /// <summary>None was begun.</summary>
        None = 0,

        /// <summary>The module is switched on, answers, and goes to no power saving mode.</summary>
        Power = 1,

        /// <summary>The access point of the attach, technologies, bands; the radio is on.</summary>
        Settings = 2,

        /// <summary>The SIM card is there and open.</summary>
        Sim = 3,

        /// <summary>The operator is chosen, the module registered.</summary>
        Registration = 4,

        /// <summary>The PDP context is active.</summary>
        DataConnection = 5,

        /// <summary>The clock is right.</summary>
        Clock = 6,

        /// <summary>All is done.</summary>
        Online = 7,
    }
}
