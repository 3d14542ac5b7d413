// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>A line of the dialogue as a person reads it.</summary>
/// <param name="Time">Seconds, right-aligned.</param>
/// <param name="Sign">Which way it went, as in a transcript.</param>
/// <param name="Text">The line, printable.</param>
/// <param name="Colour">Spectre.Console's name of the colour it is shown in.</param>
public readonly record struct DialogueLine(string Time, string Sign, string Text, string Colour);
