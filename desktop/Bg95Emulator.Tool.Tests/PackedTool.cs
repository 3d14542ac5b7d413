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

/// <summary>A tool of this repository: packed, installed from the packed file as a stranger would, without the network, and run.</summary>
internal sealed class PackedTool : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bg95-package-");
    private readonly string _tool;

    /// <summary>Packs and installs it; it has been built.</summary>
    /// <param name="project">The project's folder under desktop/.</param>
    /// <param name="package">The package's name.</param>
    /// <param name="command">The command that it installs.</param>
    public PackedTool(string project, string package, string command)
    {
        // artifacts/bin/<project>/<configuration>
        DirectoryInfo output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string source = Path.Combine(output.Parent!.Parent!.Parent!.Parent!.FullName, "desktop", project);
        string packages = Path.Combine(_folder.FullName, "packages");
        Dotnet("pack", source, "--no-build", "-c", output.Name, "-o", packages, "-nodereuse:false");
        Assert.Single(Directory.GetFiles(packages, package + ".*.nupkg"));

        // Only this source: nothing is asked of the network.
        string config = Path.Combine(_folder.FullName, "nuget.config");
        File.WriteAllText(config, "<configuration><packageSources><clear /><add key=\"local\" value=\"packages\" /></packageSources></configuration>");
        string tools = Path.Combine(_folder.FullName, "tools");
        Dotnet("tool", "install", package, "--prerelease", "--tool-path", tools, "--configfile", config);
        _tool = Directory.GetFiles(tools, command + "*").Single();
    }

    /// <summary>Runs it; it has to end with 0. Gives what it prints.</summary>
    public string Run(params string[] arguments) => Start(_tool, arguments);

    public void Dispose() => _folder.Delete(recursive: true);

    private void Dotnet(params string[] arguments) => Start("dotnet", arguments);

    private string Start(string program, params string[] arguments)
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
