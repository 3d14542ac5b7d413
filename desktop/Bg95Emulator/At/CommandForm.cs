// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>The four ways to write an AT command.</summary>
[Flags]
internal enum CommandForm
{
    /// <summary>AT+NAME, and every basic command such as ATE0.</summary>
    Execute = 1,

    /// <summary>AT+NAME?</summary>
    Read = 2,

    /// <summary>AT+NAME=1,"x"</summary>
    Write = 4,

    /// <summary>AT+NAME=?</summary>
    Test = 8,
}
