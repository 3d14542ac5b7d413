// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Bg95Tool;

/// <summary>What "bench" has measured.</summary>
/// <param name="Url">The page.</param>
/// <param name="Baud">Speed of the line; null where nobody knows.</param>
/// <param name="Modes">The measurements.</param>
/// <param name="Svg">Where the picture was written, or null.</param>
internal sealed record BenchResult(string Url, int? Baud, IReadOnlyList<Goodput> Modes, string? Svg) : IToolResult
{
    private const int BarWidth = 30;
    private const int BitsOfAByte = 10;

    int IToolResult.ExitCode => Modes.Any(mode => mode.Error != null) ? ExitCode.Failure : ExitCode.Success;

    public void Print(TextWriter output)
    {
        double most = Math.Max(1, Modes.Max(mode => mode.BytesPerSecond));
        foreach (Goodput mode in Modes)
        {
            string bar = new('█', (int)Math.Round(mode.BytesPerSecond / most * BarWidth));
            output.WriteLine($"  {mode.Title,-22} {bar.PadRight(BarWidth)} {(mode.Error == null ? $"{Text.Size(mode.BytesPerSecond)}/s" : "FAILED")}");
        }

        foreach (Goodput mode in Modes.Where(mode => mode.Error != null))
        {
            Text.Row(output, "failed", $"{mode.Title}: {mode.Error}");
        }

        output.WriteLine(Baud is int baud
            ? $"{Url}; the line carries {Text.Size(baud / (double)BitsOfAByte)}/s each way."
            : Url + "; nobody paces the line.");
        if (Svg != null)
        {
            output.WriteLine(Svg);
        }
    }
}
