// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>What AT+CPIN? tells of a card.</summary>
public enum SimLock
{
    /// <summary>READY.</summary>
    None,

    /// <summary>SIM PIN.</summary>
    Pin,

    /// <summary>SIM PUK: the PIN was wrong too often.</summary>
    Puk,

    /// <summary>SIM PIN2. The network does not care.</summary>
    Pin2,

    /// <summary>SIM PUK2. The network does not care.</summary>
    Puk2,

    /// <summary>PH-SIM PIN: the module takes only another card.</summary>
    PhoneToSim,

    /// <summary>PH-NET PIN: the module takes only another operator's cards.</summary>
    PhoneToNetwork,
}
