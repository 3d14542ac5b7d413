// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>A command, or a form of one, that the module does not know.</summary>
/// <param name="Name">The command without its values, such as AT+NAME=? or AT+NAME=.</param>
/// <param name="Count">How often it came.</param>
public sealed record UnknownCommand(string Name, long Count);
