// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>docs/coverage.md against the note's table of contents, the library's compiled members and the tests' sources.</summary>
public sealed partial class CoverageTests
{
    // The application note's own table of contents, of its chapters 1 to 5; what has subsections is covered by those.
    private static readonly string[] s_sections =
    [
        "1.1", "1.2", "1.3", "1.4", "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5", "2.1.6", "2.2.1", "2.2.2", "3.1.1", "3.1.2", "3.1.3", "3.2",
        "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.4.1", "3.4.2", "3.4.3", "3.4.4", "3.5.1", "3.5.2", "3.5.3", "4.1", "5",
    ];

    private static readonly DirectoryInfo s_root = Root();

    private static readonly Lazy<HashSet<string>> s_tests = new(Tests);

    [Fact]
    public void Coverage_OnDisk_NamesEverySectionAndOnlyWhatExists()
    {
        Assert.Empty(Check(Page()));
    }

    [Theory]
    [InlineData("## 3.4.3 ", "## 3.4.9 ", "3.4.3 is missing")]
    [InlineData("`SslSocket.SwitchMode`", "`SslSocket.SwitchModes`", "no member SslSocket.SwitchModes")]
    [InlineData("`CipherSuite.InsecureAny`", "`CipherSuites.InsecureAny`", "no member CipherSuites.InsecureAny")]
    [InlineData("ErrorTests.Refusal_", "ErrorTests.Refusals_", "no test Bg95Emulator.Tests/ErrorTests.Refusals_OfAnyNumber_IsTheResultOfOpen")]
    [InlineData("`EndToEnd.Tests/SuiteTests", "`Bg95Ssl.Tests/SuiteTests", "no test Bg95Ssl.Tests/SuiteTests.")]
    [InlineData("`SslSocket.GetInfo`", "SslSocket.GetInfo", "not in backquotes")]
    public void Coverage_Spoiled_IsFound(string right, string wrong, string finding)
    {
        string page = Page();
        Assert.Contains(right, page, StringComparison.Ordinal);

        Assert.Contains(Check(page.Replace(right, wrong, StringComparison.Ordinal)), found => found.Contains(finding, StringComparison.Ordinal));
    }

    private static List<string> Check(string page)
    {
        List<string> findings = [];
        string[] lines = page.Split('\n');
        HashSet<string> sections = [.. lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
        findings.AddRange(s_sections.Where(section => !sections.Contains(section)).Select(section => $"{section} is missing"));

        foreach (string line in lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| what ", StringComparison.Ordinal)))
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);

            if (cells.Length != 5)
            {
                findings.Add("not three cells: " + line);
                continue;
            }

            findings.AddRange(Names(cells[2]).Where(name => !IsMember(name)).Select(name => "no member " + name));
            findings.AddRange(Names(cells[3]).Where(name => !s_tests.Value.Contains(name)).Select(name => "no test " + name));

            if (!Names(cells[3]).Any())
            {
                findings.Add("no test at all: " + line);
            }

            string bare = Quoted().Replace(cells[2] + cells[3], string.Empty);

            if (bare.Contains('.', StringComparison.Ordinal) || bare.Contains('_', StringComparison.Ordinal))
            {
                findings.Add("not in backquotes: " + bare);
            }
        }

        return findings;
    }

    private static IEnumerable<string> Names(string cell) => Quoted().Matches(cell).Select(match => match.Groups[1].Value);

    private static bool IsMember(string name)
    {
        string[] parts = name.Split('.');
        Type? type = parts.Length == 2 ? typeof(Bg95Modem).Assembly.GetType("Bg95Ssl." + parts[0]) : null;
        return type is { IsVisible: true } && type.GetMember(parts[1], BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Length > 0;
    }

    // Test methods by project, class and name, from the sources: the three projects' assemblies need not be here.
    private static HashSet<string> Tests()
    {
        HashSet<string> tests = new(StringComparer.Ordinal);

        foreach (string folder in (string[])["Bg95Ssl.Tests", "Bg95Ssl.CoreTests", "Bg95Ssl.LineTests", "Bg95Ssl.ProgramTests", "desktop/Bg95Emulator.Tests", "desktop/EndToEnd.Tests"])
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(s_root.FullName, folder), "*.cs"))
            {
                string source = File.ReadAllText(file);

                foreach (Match match in TestMethod().Matches(source))
                {
                    tests.Add($"{Path.GetFileName(folder)}/{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}");
                }
            }
        }

        return tests;
    }

    private static string Page() => File.ReadAllText(Path.Combine(s_root.FullName, "docs/coverage.md"));

    private static DirectoryInfo Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);

        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "nanoBg95.Desktop.slnx")))
        {
            folder = folder.Parent;
        }

        return folder ?? throw new DirectoryNotFoundException("the repository");
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    // An attribute of xunit or of the device's framework, perhaps more of them, and the method.
    [GeneratedRegex(@"\[(?:Fact|Theory|TestMethod)\]\s+(?:\[.*\]\s+)*public (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex TestMethod();
}
