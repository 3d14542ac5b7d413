// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

/// <summary>The packed file, installed as a stranger would, without the network, and run.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bg95-package-");

    [Fact]
    public void PackedTool_InstalledFromItsFile_Runs()
    {
        // artifacts/bin/<project>/<configuration>
        DirectoryInfo output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string configuration = output.Name;
        string project = Path.Combine(output.Parent!.Parent!.Parent!.Parent!.FullName, "desktop", "Bg95Emulator.Tool");
        string packages = Path.Combine(_folder.FullName, "packages");
        Dotnet("pack", project, "--no-build", "-c", configuration, "-o", packages, "-nodereuse:false");
        Assert.Single(Directory.GetFiles(packages, "nanoBg95.Bg95Emulator.Tool.*.nupkg"));

        // Only this source: nothing is asked of the network.
        string config = Path.Combine(_folder.FullName, "nuget.config");
        File.WriteAllText(config, "<configuration><packageSources><clear /><add key=\"local\" value=\"packages\" /></packageSources></configuration>");
        string tools = Path.Combine(_folder.FullName, "tools");
        Dotnet("tool", "install", "nanoBg95.Bg95Emulator.Tool", "--prerelease", "--tool-path", tools, "--configfile", config);

        string tool = Directory.GetFiles(tools, "bg95-emulator*").Single();
        Assert.Contains("serve", Run(tool, "--help"));
        Assert.Contains("bg770a", Run(tool, "profiles"));
        Assert.Contains("No command came.", Run(tool, "serve", "--tcp", "0", "--", "dotnet", "--version"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Dotnet(params string[] arguments) => Run("dotnet", arguments);

    private string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };

        // The test runner's own; they would lead a build astray.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_HOME"] = _folder.FullName;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath is string path && Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? path
            : Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> printed = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
        }

        StringBuilder all = new StringBuilder(printed.Result).Append(error.Result);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {all}");
        return all.ToString();
    }
}
