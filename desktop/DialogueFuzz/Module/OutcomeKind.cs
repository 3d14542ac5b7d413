// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>How a command ends.</summary>
internal enum OutcomeKind
{
    /// <summary>OK.</summary>
    Ok,

    /// <summary>ERROR, whatever AT+CMEE says.</summary>
    Error,

    /// <summary>+CME ERROR or ERROR.</summary>
    Cme,

    /// <summary>By itself.</summary>
    Own,
}
