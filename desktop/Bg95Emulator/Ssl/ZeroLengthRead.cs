// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>What AT+QSSLRECV makes of a length of 0, which is outside the documented range and which drivers disagree about (module facts 4.7).</summary>
public enum ZeroLengthRead
{
    /// <summary>ERROR.</summary>
    Refused,

    /// <summary>+QSSLRECV: 0, whatever there is.</summary>
    Empty,

    /// <summary>What has come, what was read and what was not, as AT+QIRD has it.</summary>
    Counted,
}
