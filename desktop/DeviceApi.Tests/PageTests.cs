// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace NanoBg95.DeviceApi.Tests;

/// <summary>The code that pages show is code: it compiles against the library, and the device can run it.</summary>
public partial class PageTests
{
    [Fact]
    public void Readme_FirstExample_RunsOnTheDevice()
    {
        Assert.Contains(Lines, line => line.Contains("Connect(", StringComparison.Ordinal));
        string code = string.Join('\n', [.. Lines.Where(IsDirective), "class Page { void M() {", .. Lines.Where(line => !IsDirective(line)), "} }"]);

        using Stream assembly = Fixture.Compile(code);
        Finding[] findings = [.. new DeviceApiCheck(new ApiLists(ApiLists.Sample), "Bg95Ssl", "Bg95Cellular").Check(assembly)];

        Assert.True(findings.Length == 0, string.Join(Environment.NewLine, findings.Select(finding => finding.ToString())));
    }

    [Fact]
    public void Readme_Example_HasTwelveLinesAtMostBesideItsUsings()
    {
        Assert.Contains(Lines, IsDirective);
        Assert.InRange(Lines.Count(line => !IsDirective(line)), 1, 12);
    }

    // A program of top-level statements: the directives come first.
    private static string[] Lines => Example().Match(File.ReadAllText(Path.Combine(Repository.Root, "README.md")))
        .Groups[1].Value.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsDirective(string line) => Directive().IsMatch(line);

    [GeneratedRegex("^using [\\w.]+;$")]
    private static partial Regex Directive();

    [GeneratedRegex("```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
