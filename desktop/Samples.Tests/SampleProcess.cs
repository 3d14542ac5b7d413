// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Samples.Tests;

/// <summary>A sample that ran to its end, and what it said.</summary>
internal sealed record SampleProcess(int ExitCode, string Output)
{
    // HttpsGet moves 10 MiB.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>The last line that says something.</summary>
    public string LastLine => Output.TrimEnd().Split('\n')[^1];

    /// <summary>All that it said, with one blank wherever lines are broken or columns filled.</summary>
    public string Words => string.Join(' ', Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static async Task<SampleProcess> Run(string name, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", [Assembly(name), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;

        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string text = await output.WaitAsync(s_limit, TestContext.Current.CancellationToken)
                + await errors.WaitAsync(s_limit, TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
            return new SampleProcess(process.ExitCode, text.ReplaceLineEndings("\n"));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(true);
            }
        }
    }

    // Beside this test's own folder, in the same configuration.
    private static string Assembly(string name)
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string outputs = Path.GetDirectoryName(Path.GetDirectoryName(own)!)!;
        return Path.Combine(outputs, name, Path.GetFileName(own), name + ".dll");
    }
}
