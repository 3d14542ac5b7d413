// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Emulator;

/// <summary>How often a driver broke a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Count">How often; for "bytes-lost" how many bytes.</param>
/// <param name="Example">The first time: the command that was under way, without secrets.</param>
public sealed record DriverFinding(DriverRule Rule, long Count, string Example);
