// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;

namespace Bg95Emulator;

/// <summary>How a replay went.</summary>
/// <param name="Followed">Commands and data that came as in the transcript.</param>
/// <param name="Skipped">Commands of the transcript that never came.</param>
/// <param name="Deviations">What came instead, in order, with what was expected; without secrets.</param>
public sealed record ReplayReport(int Followed, int Skipped, IReadOnlyList<string> Deviations)
{
    /// <summary>The host did exactly what the transcript's host did.</summary>
    public bool IsExact => Skipped == 0 && Deviations.Count == 0;
}
