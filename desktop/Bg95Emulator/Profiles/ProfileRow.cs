// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;

namespace Bg95Emulator;

/// <summary>One quirk of a module.</summary>
/// <param name="Quirk">What it does, in few words.</param>
/// <param name="Source">The section of docs/module-facts.md that shows it, with its mark: C capture, D vendor document,
/// S vendor or field-proven source, M mock, I inference.</param>
/// <param name="Apply">Sets the options that make it so.</param>
public sealed record ProfileRow(string Quirk, string Source, Action<ModuleOptions> Apply);
