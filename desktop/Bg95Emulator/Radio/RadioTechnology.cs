// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>The access technologies of the family.</summary>
public enum RadioTechnology
{
    /// <summary>GSM with GPRS and EDGE.</summary>
    Gsm,

    /// <summary>LTE-M: eMTC, Cat M1.</summary>
    LteM,

    /// <summary>NB-IoT: Cat NB1, NB2.</summary>
    NbIot,
}
