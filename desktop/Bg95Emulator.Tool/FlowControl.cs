// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator.Tool;

/// <summary>When a serial port's RTS and CTS are used.</summary>
internal enum FlowControl
{
    /// <summary>When the host has switched them on with AT+IFC=2,2.</summary>
    Auto,

    /// <summary>Always.</summary>
    RtsCts,

    /// <summary>Never.</summary>
    None,
}
