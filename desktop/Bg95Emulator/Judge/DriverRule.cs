// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>A rule that drivers break. Its name is what the verdict calls it.</summary>
/// <param name="Name">Its name, such as "command-while-busy".</param>
/// <param name="Meaning">What the driver did, and why it is wrong.</param>
/// <param name="Source">The section of docs/module-facts.md or of the application note that the rule comes from.</param>
/// <param name="IsAdvice">True when the module takes it well, but the program's user should know. Advice never fails a run.</param>
public sealed record DriverRule(string Name, string Meaning, string Source, bool IsAdvice = false);
