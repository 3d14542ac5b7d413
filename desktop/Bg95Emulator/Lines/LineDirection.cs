// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>Which way bytes cross the line.</summary>
public enum LineDirection
{
    /// <summary>From the host (the microcontroller or PC) to the module.</summary>
    ToModule,

    /// <summary>From the module to the host.</summary>
    ToHost,
}
