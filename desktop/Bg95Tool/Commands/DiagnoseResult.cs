// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.IO;

namespace Bg95Tool;

/// <summary>What "diagnose" has found.</summary>
/// <param name="Host">The host.</param>
/// <param name="Port">Its port.</param>
/// <param name="Opens">TLS opens.</param>
/// <param name="ConnectMilliseconds">How long that took; null where it does not.</param>
/// <param name="Error">What the module has said; null where it opens.</param>
/// <param name="Findings">Why it does not; empty where the module's side is in order.</param>
internal sealed record DiagnoseResult(string Host, int Port, bool Opens, int? ConnectMilliseconds, string? Error, IReadOnlyList<DiagnoseResult.Finding> Findings) : IToolResult
{
    int IToolResult.ExitCode => Opens ? ExitCode.Success : ExitCode.Findings;

    public void Print(TextWriter output)
    {
        if (Opens)
        {
            Text.Row(output, "TLS", Text.Invariant($"opens to {Host}:{Port} in {ConnectMilliseconds / 1000.0:0.0} s"));
            return;
        }

        Text.Row(output, "TLS", $"does not open to {Host}:{Port}: {Error}");
        foreach (Finding finding in Findings)
        {
            Text.Row(output, "found", finding.Meaning);
            Text.Row(output, "what to do", finding.Advice);
        }

        if (Findings.Count == 0)
        {
            Text.Row(output, "found", "nothing: the module's side is in order");
            Text.Row(output, "what to do", "Look at the server: is it up, does it speak TLS 1.2 with the suite (--suite), does its certificate go back to this CA and bear the name?");
        }
    }

    /// <param name="Name">The finding as the library has it, such as "clockWrong".</param>
    /// <param name="Meaning">What is wrong.</param>
    /// <param name="Advice">What to do.</param>
    internal sealed record Finding(string Name, string Meaning, string Advice);
}
