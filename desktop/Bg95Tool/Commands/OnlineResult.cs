// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.IO;

namespace Bg95Tool;

/// <summary>How far "online" has come.</summary>
/// <param name="Steps">The steps that were begun, in order.</param>
/// <param name="Address">The module's address; null where it has none.</param>
/// <param name="Registration">The registration at the end, or null.</param>
/// <param name="Signal">The signal at the end, or null.</param>
internal sealed record OnlineResult(IReadOnlyList<OnlineResult.StepTaken> Steps, string? Address, InfoResult.RegistrationInfo? Registration, InfoResult.SignalInfo? Signal) : IToolResult
{
    public void Print(TextWriter output)
    {
        Text.Row(output, "online", $"address {Address}, {Registration}");
        Text.Row(output, "signal", Signal!.ToString());
    }

    /// <param name="Name">The step.</param>
    /// <param name="Ok">It was done.</param>
    /// <param name="Milliseconds">How long it took.</param>
    internal sealed record StepTaken(string Name, bool Ok, int Milliseconds);
}
