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
    private const string Begin = "using System; using System.IO.Ports; using Bg95Cellular; using Bg95Ssl; class Page { void M(byte[] caBytes, byte[] buffer, int count) {\n";

    [Fact]
    public void Readme_FirstExample_RunsOnTheDevice()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        string code = Example().Match(readme).Groups[1].Value;
        Assert.Contains("Connect(", code, StringComparison.Ordinal);

        using Stream assembly = Fixture.Compile(Begin + code + "} }");
        Finding[] findings = [.. new DeviceApiCheck(new ApiLists(ApiLists.Sample), "Bg95Ssl", "Bg95Cellular").Check(assembly)];

        Assert.True(findings.Length == 0, string.Join(Environment.NewLine, findings.Select(finding => finding.ToString())));
    }

    [Fact]
    public void Readme_Example_HasTwelveLinesAtMost()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.InRange(Example().Match(readme).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 12);
    }

    [GeneratedRegex("```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
