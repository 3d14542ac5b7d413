// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>Takes the interpreter out of whatever waits for input: the line was closed or the module rebooted.</summary>
internal sealed class LineInterruptedException : Exception
{
}
