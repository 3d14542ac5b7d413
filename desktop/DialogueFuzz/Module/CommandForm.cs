// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace DialogueFuzz;

/// <summary>The forms of a command.</summary>
internal enum CommandForm
{
    /// <summary><c>AT+NAME</c>.</summary>
    Execute,

    /// <summary><c>AT+NAME?</c>.</summary>
    Query,

    /// <summary><c>AT+NAME=?</c>.</summary>
    Test,

    /// <summary><c>AT+NAME=...</c>.</summary>
    Set,
}
