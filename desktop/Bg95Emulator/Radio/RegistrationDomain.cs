// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>What AT+CREG, AT+CGREG and AT+CEREG tell of.</summary>
internal enum RegistrationDomain
{
    /// <summary>AT+CREG: calls and messages.</summary>
    Circuit,

    /// <summary>AT+CGREG: data over GSM.</summary>
    Packet,

    /// <summary>AT+CEREG: LTE.</summary>
    Eps,
}
