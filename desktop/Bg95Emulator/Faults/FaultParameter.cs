// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>A parameter that a fault takes, as in "late-answer:ms=500".</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its value when it is not given.</param>
/// <param name="Meaning">What it does, with its unit.</param>
public sealed record FaultParameter(string Name, string Default, string Meaning);
