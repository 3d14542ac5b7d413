// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The stat of AT+CREG, AT+CGREG and AT+CEREG (module facts 13).</summary>
public enum RegistrationState
{
    /// <summary>Not registered and not searching: the radio is off, or the SIM is not ready.</summary>
    NotSearching = 0,

    /// <summary>Registered in the home network.</summary>
    Home = 1,

    /// <summary>Searching.</summary>
    Searching = 2,

    /// <summary>A network has refused the module.</summary>
    Denied = 3,

    /// <summary>What the commands say that have nothing to do with the technology in use.</summary>
    Unknown = 4,

    /// <summary>Registered in another network than the SIM's own.</summary>
    Roaming = 5,
}
