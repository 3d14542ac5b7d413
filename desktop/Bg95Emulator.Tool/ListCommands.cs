// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.CommandLine;
using System.IO;

namespace Bg95Emulator.Tool;

/// <summary>What profiles and faults there are.</summary>
internal static class ListCommands
{
    private static readonly Argument<string?> s_name = new("name")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Only this one, in full.",
    };

    public static Command Profiles(TextWriter output)
    {
        Command command = new("profiles", "Lists the members of the module family that --profile takes, and what each does its own way.") { s_name };
        command.SetAction(result => ShowProfiles(result.GetValue(s_name), output));
        return command;
    }

    public static Command Faults(TextWriter output)
    {
        Command command = new("faults", "Lists the faults that --fault takes.") { s_name };
        command.SetAction(result => ShowFaults(result.GetValue(s_name), output));
        return command;
    }

    private static int ShowProfiles(string? name, TextWriter output)
    {
        if (name != null && ModuleProfiles.Find(name) == null)
        {
            output.WriteLine($"There is no profile '{name}'.");
            return ToolProgram.Usage;
        }

        foreach (ModuleProfile profile in ModuleProfiles.All)
        {
            if (name == null)
            {
                output.WriteLine($"{profile.Name,-8} {profile.Title}");
            }
            else if (profile == ModuleProfiles.Find(name))
            {
                output.WriteLine($"{profile.Name}: {profile.Title}");
                foreach (ProfileRow row in profile.Rows)
                {
                    output.WriteLine($"  {row.Quirk}  [{row.Source}]");
                }
            }
        }

        output.WriteLine(name == null
            ? "bg95-emulator profiles <name> shows the table of one."
            : "C: capture from hardware. D: vendor document. S: field-proven source. M: another project's mock. I: inference.");
        return ToolProgram.Success;
    }

    private static int ShowFaults(string? name, TextWriter output)
    {
        if (name != null && FaultCatalog.Find(name) == null)
        {
            output.WriteLine($"There is no fault '{name}'.");
            return ToolProgram.Usage;
        }

        foreach (FaultKind fault in FaultCatalog.All)
        {
            if (name == null || fault == FaultCatalog.Find(name))
            {
                ShowFault(fault, name != null, output);
            }
        }

        output.WriteLine();
        output.WriteLine("Every fault takes, after a colon and separated by commas:");
        foreach (FaultParameter parameter in FaultCatalog.Common)
        {
            output.WriteLine($"  {parameter.Name + "=",-10} {parameter.Meaning}");
        }

        output.WriteLine();
        output.WriteLine("Example: --fault late-answer:ms=3000,command=+QSSLOPEN,every=3 --fault drop-byte:chance=0.0001,seed=7");
        return ToolProgram.Success;
    }

    private static void ShowFault(FaultKind fault, bool full, TextWriter output)
    {
        output.WriteLine($"{fault.Name,-21} {fault.Summary}");
        if (full)
        {
            output.WriteLine($"{string.Empty,-21} seen in the field: {fault.Source}");
            string likely = fault.Chance < 1 ? $", with a chance of {System.FormattableString.Invariant($"{fault.Chance}")}" : string.Empty;
            output.WriteLine($"{string.Empty,-21} happens on each: {fault.Occasion}{likely}");
        }

        foreach (FaultParameter parameter in fault.Parameters)
        {
            string value = parameter.Default.Length == 0 ? "..." : parameter.Default;
            output.WriteLine($"{string.Empty,-21}   {parameter.Name}={value}  {parameter.Meaning}");
        }
    }
}
