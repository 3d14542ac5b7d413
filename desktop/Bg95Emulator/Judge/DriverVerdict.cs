// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.Text;

namespace Bg95Emulator;

/// <summary>What the judge has to say about a driver.</summary>
public sealed class DriverVerdict
{
    internal DriverVerdict(IReadOnlyList<DriverFinding> findings, long commands, IReadOnlyList<UnknownCommand> unknown)
    {
        Findings = findings;
        Commands = commands;
        UnknownCommands = unknown;
        foreach (DriverFinding finding in findings)
        {
            IsClean &= finding.Rule.IsAdvice;
        }
    }

    /// <summary>The rules that were broken, in the order of <see cref="DriverRules.All"/>.</summary>
    public IReadOnlyList<DriverFinding> Findings { get; }

    /// <summary>Command lines the module has got.</summary>
    public long Commands { get; }

    /// <summary>The commands that the module does not know, those that came most often first.</summary>
    public IReadOnlyList<UnknownCommand> UnknownCommands { get; }

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
        if (Commands == 0)
        {
            return "No command came.";
        }

        text.Append(IsClean ? "The driver did nothing wrong" : "The driver broke rules").Append(" in ").Append(Commands)
            .Append(Commands == 1 ? " command line." : " command lines.");
        foreach (DriverFinding finding in Findings)
        {
            text.AppendLine().Append(finding.Rule.IsAdvice ? "  advice: " : "  wrong:  ").Append(finding.Count).Append(" x ")
                .Append(finding.Rule.Name).Append(": ").Append(finding.Rule.Meaning).Append(" (").Append(finding.Rule.Source)
                .Append("); first: ").Append(finding.Example);
        }

        foreach (UnknownCommand unknown in UnknownCommands)
        {
            text.AppendLine().Append("  unknown: ").Append(unknown.Count).Append(" x ").Append(unknown.Name);
        }

        return text.ToString();
    }
}
