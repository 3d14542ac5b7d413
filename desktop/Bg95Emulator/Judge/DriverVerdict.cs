// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Text;

namespace Bg95Emulator;

/// <summary>What the judge has to say about a driver.</summary>
public sealed class DriverVerdict
{
    internal DriverVerdict(IReadOnlyList<DriverFinding> findings, long commands)
    {
        Findings = findings;
        Commands = commands;
        foreach (DriverFinding finding in findings)
        {
            IsClean &= finding.Rule.IsAdvice;
        }
    }

    /// <summary>The rules that were broken, in the order of <see cref="DriverRules.All"/>.</summary>
    public IReadOnlyList<DriverFinding> Findings { get; }

    /// <summary>Command lines the module has got.</summary>
    public long Commands { get; }

    /// <summary>No rule was broken; advice does not count.</summary>
    public bool IsClean { get; } = true;

    /// <summary>How often a rule was broken.</summary>
    public long Count(DriverRule rule)
    {
        foreach (DriverFinding finding in Findings)
        {
            if (finding.Rule == rule)
            {
                return finding.Count;
            }
        }

        return 0;
    }

    /// <summary>The verdict as a person reads it, a line for each finding.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(IsClean ? "The driver did nothing wrong" : "The driver broke rules").Append(" in ").Append(Commands)
            .Append(Commands == 1 ? " command line." : " command lines.");
        foreach (DriverFinding finding in Findings)
        {
            text.AppendLine().Append(finding.Rule.IsAdvice ? "  advice: " : "  wrong:  ").Append(finding.Count).Append(" x ")
                .Append(finding.Rule.Name).Append(": ").Append(finding.Rule.Meaning).Append(" (").Append(finding.Rule.Source)
                .Append("); first: ").Append(finding.Example);
        }

        return text.ToString();
    }
}
