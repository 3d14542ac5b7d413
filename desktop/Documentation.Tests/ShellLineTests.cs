// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NanoBg95.Repository.Tests;
using Xunit;

namespace NanoBg95.Documentation.Tests;

/// <summary>
/// Every line of a shell in the pages. What is quick is run. A program that would take minutes, or wants a module or a board, parses its options and does
/// nothing ("[diagram]"). Lines of programs that are not part of the repository are listed here by their first words.
/// </summary>
public partial class ShellLineTests
{
    private static readonly string[] s_languages = ["sh", "powershell"];

    // Tools of others, and what installs or builds with them: no PC has them all. The first three are checked further below.
    private static readonly string[] s_others =
    [
        "git clone ", "cd ", "dotnet tool install ", "nuget ", "msbuild ", "foreach ", "picocom ", "nanoff ", "code ",
    ];

    public static TheoryData<string, string> Lines { get; } = Collect();

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task ShellLine_InAPage_IsOneThatWorks(string where, string line)
    {
        string[] words = Words(line);
        string[] options = [.. words.SkipWhile(word => word != "--").Skip(1)];

        switch (words)
        {
            case ["dotnet", "run", .. var rest] when rest.Contains("--project"):
                await CheckRun(where, rest[Array.IndexOf(rest, "--project") + 1], options);
                break;
            case ["dotnet", "run", var file, ..]:
                Assert.True(file == "mine/first.cs", $"{where}: {line}");
                break;
            case ["dotnet", "test" or "pack" or "format" or "build", .. var rest]:
                AssertExists(where, rest.First(word => !word.StartsWith('-')));
                break;
            case ["dotnet", "nuget", "add", "source", ..]:
                await AddSource(words);
                break;
            case ["bg95-emulator", .. var rest]:
                await Parse(where, "Bg95Emulator.Tool", "bg95-emulator", rest);
                break;
            case [".ci/run"]:
                AssertExists(where, words[0]);
                break;
            default:
                Assert.True(s_others.Any(other => line.StartsWith(other, StringComparison.Ordinal)), $"{where}: nobody checks '{line}'");
                break;
        }
    }

    [Fact]
    public void ToolInstall_InThePages_NamesThePackageOfTheToolThatIsPacked()
    {
        string[] ids = [.. RepositoryFiles.OnDisk.Paths.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => PackageId().Match(RepositoryFiles.OnDisk[path]))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)];
        string[] installed = [.. Lines.Select(row => row.Data.Item2)
            .Where(line => line.StartsWith("dotnet tool install ", StringComparison.Ordinal))
            .Select(line => Words(line).First(word => word.StartsWith("nanoBg95.", StringComparison.Ordinal)))];

        Assert.NotEmpty(installed);
        Assert.All(installed, id => Assert.Contains(id, ids));
    }

    [Fact]
    public void PackLine_OfTheReadme_PacksEveryNuspec()
    {
        string line = Lines.Select(row => row.Data.Item2).First(line => line.StartsWith("foreach ", StringComparison.Ordinal));
        IEnumerable<string> nuspecs = RepositoryFiles.OnDisk.Paths.Where(path => path.EndsWith(".nuspec", StringComparison.Ordinal));
        string[] named = [.. Quoted().Matches(line).Select(match => $"nanoBg95.{match.Groups[1].Value}.nuspec")];

        Assert.Equal(nuspecs.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.Contains("nanoBg95.$name.nuspec", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HttpsGet", "HttpsGet", "--no-such-option")]
    [InlineData("HttpsGet", "HttpsGet", "--baud nine")]
    [InlineData("Bg95Emulator.Tool", "bg95-emulator", "serve --no-such-option")]
    public async Task Parse_WithAWrongOption_Fails(string project, string assembly, string options)
    {
        Assert.NotEqual(0, (await Diagram(project, assembly, options.Split(' '))).ExitCode);
    }

    private static async Task CheckRun(string where, string project, string[] options)
    {
        string name = project.Split('/')[^1];
        AssertExists(where, $"{project}/{name}.csproj");

        // Samples are run to their end in Samples.Tests; the others have options of their own, and take minutes.
        if (project.StartsWith("samples/", StringComparison.Ordinal))
        {
            await Parse(where, name, name, options);
        }
    }

    private static async Task Parse(string where, string project, string assembly, string[] options)
    {
        (int exitCode, string output) = await Diagram(project, assembly, options);
        Assert.True(exitCode == 0, $"{where}: {string.Join(' ', options)}{Environment.NewLine}{output}");
    }

    private static Task<(int ExitCode, string Output)> Diagram(string project, string assembly, string[] options)
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string outputs = Path.GetDirectoryName(Path.GetDirectoryName(own)!)!;
        return Run([Path.Combine(outputs, project, Path.GetFileName(own), assembly + ".dll"), "[diagram]", .. options], []);
    }

    // The line as it stands, but with a home of its own.
    private static async Task AddSource(string[] words)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("nanobg95-");
        try
        {
            string[] line = [.. words.Skip(1).Select(word => word.Replace("$PWD", home.FullName, StringComparison.Ordinal).Replace('\\', Path.DirectorySeparatorChar))];
            Dictionary<string, string> environment = new() { ["HOME"] = home.FullName, ["APPDATA"] = home.FullName, ["DOTNET_CLI_HOME"] = home.FullName };
            (int exitCode, string output) = await Run(line, environment);
            Assert.True(exitCode == 0, output);

            (_, string sources) = await Run(["nuget", "list", "source"], environment);
            Assert.Contains(Path.Combine(home.FullName, "feed"), sources, StringComparison.Ordinal);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> Run(string[] arguments, Dictionary<string, string> environment)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (KeyValuePair<string, string> variable in environment)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string text = await output + await errors;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, text);
    }

    private static TheoryData<string, string> Collect()
    {
        TheoryData<string, string> lines = [];
        foreach (Block block in Page.Blocks.Where(block => s_languages.Contains(block.Language)))
        {
            int number = 0;
            foreach (string line in block.Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            {
                string text = Remark().Replace(line, string.Empty).Trim();
                if (text.Length > 0)
                {
                    lines.Add($"{block} line {++number}", text);
                }
            }
        }

        return lines;
    }

    private static string[] Words(string line)
    {
        return [.. Word().Matches(line).Select(match => match.Value.Replace("\"", string.Empty, StringComparison.Ordinal).Replace("'", string.Empty, StringComparison.Ordinal))];
    }

    private static void AssertExists(string where, string path)
    {
        Assert.True(
            RepositoryFiles.OnDisk.Has(path) || RepositoryFiles.OnDisk.Paths.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal)),
            $"{where} names {path}, which does not exist");
    }

    // A remark stands behind two blanks at least, or on a line of its own.
    [GeneratedRegex("(^|\\s{2,})#.*$")]
    private static partial Regex Remark();

    [GeneratedRegex("(?:\"[^\"]*\"|'[^']*'|\\S)+")]
    private static partial Regex Word();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("<PackageId>([^<]+)</PackageId>")]
    private static partial Regex PackageId();
}
