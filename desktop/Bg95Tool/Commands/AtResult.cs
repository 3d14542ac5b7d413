// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.IO;

namespace Bg95Tool;

/// <summary>What the module has answered.</summary>
/// <param name="Commands">The commands that were run, in order.</param>
internal sealed record AtResult(IReadOnlyList<AtResult.Answer> Commands) : IToolResult
{
    int IToolResult.ExitCode => Commands is [.., { Ok: false }] ? ExitCode.Failure : ExitCode.Success;

    public void Print(TextWriter output)
    {
        foreach (Answer answer in Commands)
        {
            answer.Print(output);
        }
    }

    /// <param name="Command">The command; what may be secret is ***.</param>
    /// <param name="Ok">The module has done it.</param>
    /// <param name="Lines">The lines of its answer, likewise.</param>
    /// <param name="Error">Why it has not, or null.</param>
    /// <param name="Milliseconds">How long it took.</param>
    internal sealed record Answer(string Command, bool Ok, IReadOnlyList<string> Lines, string? Error, int Milliseconds)
    {
        public void Print(TextWriter output)
        {
            foreach (string line in Lines)
            {
                output.WriteLine(line);
            }

            output.WriteLine(Ok ? "OK" : Error);
        }
    }
}
