// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Cellular
{
    /// <summary>The steps of going online, in order.</summary>
    public enum OnlineStep
    {
        /// <summary>No step has begun.</summary>
        None = 0,

        /// <summary>
        /// The module is switched on and answers; power saving mode and eDRX are switched off unless <see cref="OnlineOptions.KeepsPowerSaving"/>
        /// is set. Also the pause before an attempt of <see cref="CellularConnection.StayOnline"/>.
        /// </summary>
        Power = 1,

        /// <summary>The access point of the attach, the technologies and the bands are set; the radio is switched on.</summary>
        Settings = 2,

        /// <summary>The SIM card gets ready, with its PIN if it asks for one.</summary>
        Sim = 3,

        /// <summary>The operator is chosen, and the module registers with the network.</summary>
        Registration = 4,

        /// <summary>The PDP context is activated.</summary>
        DataConnection = 5,

        /// <summary>The clock is set if it is not right.</summary>
        Clock = 6,

        /// <summary>Everything is done: the modem is online.</summary>
        Online = 7,
    }
}
