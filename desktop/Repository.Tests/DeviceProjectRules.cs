// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoBg95.Repository.Tests;

/// <summary>What no tool on a PC would notice in a .nfproj until the Windows build runs.</summary>
internal static class DeviceProjectRules
{
    private const string ProjectType = "{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}";

    private static readonly string[] s_libraries = ["Bg95Ssl/Bg95Ssl.nfproj", "Bg95Cellular/Bg95Cellular.nfproj", "Bg95Http/Bg95Http.nfproj", "Bg95Mqtt/Bg95Mqtt.nfproj", "Bg95Mqtt.M2Mqtt/Bg95Mqtt.M2Mqtt.nfproj"];
    private static readonly string[] s_tests = ["Bg95Ssl.Tests/Bg95Ssl.Tests.nfproj", "Bg95Cellular.Tests/Bg95Cellular.Tests.nfproj", "Bg95Http.Tests/Bg95Http.Tests.nfproj", "Bg95Mqtt.Tests/Bg95Mqtt.Tests.nfproj"];

    /// <summary>What every sample compiles, and no sample owns.</summary>
    private const string Shared = "samples/Board/";

    public static IEnumerable<string> Check(RepositoryFiles files)
    {
        string[] missing = [.. s_libraries.Concat(s_tests).Where(path => !files.Has(path))];
        return missing.Length > 0
            ? missing.Select(path => "there is no " + path)
            : Sources(files).Concat(Identities(files)).Concat(s_tests.SelectMany(path => TestProject(files, path))).Concat(Solution(files));
    }

    public static IEnumerable<string> ProjectPaths(RepositoryFiles files)
    {
        return files.Paths.Where(path => path.EndsWith(".nfproj", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources(RepositoryFiles files)
    {
        foreach (string path in ProjectPaths(files))
        {
            DeviceProject project = new(files, path);
            foreach (string missing in Expected(files, path).Except(project.Compiled))
            {
                yield return $"{path} lacks <Compile Include=\"{project.Include(missing)}\" />";
            }
        }

        foreach (DeviceProject project in ProjectPaths(files).Select(path => new DeviceProject(files, path)))
        {
            foreach (string name in project.Compiled.Concat(project.Named).Where(name => !files.Has(name)))
            {
                yield return $"{project.Path} names {name}, which does not exist";
            }

            foreach (string twice in project.Compiled.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
            {
                yield return $"{project.Path} names {twice} twice";
            }
        }
    }

    /// <summary>The sources that a project must compile in full: its folder's, and for a sample those above device/ but not the PC's.</summary>
    private static IEnumerable<string> Expected(RepositoryFiles files, string project)
    {
        string folder = project[..(project.LastIndexOf('/') + 1)];
        bool sample = folder.EndsWith("/device/", StringComparison.Ordinal);
        string root = sample ? folder[..^"device/".Length] : folder;
        return files.Paths.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)
            && ((path.StartsWith(root, StringComparison.Ordinal) && !path.StartsWith(root + "pc/", StringComparison.Ordinal))
                || (sample && path.StartsWith(Shared, StringComparison.Ordinal))));
    }

    private static IEnumerable<string> Identities(RepositoryFiles files)
    {
        foreach (DeviceProject project in ProjectPaths(files).Select(path => new DeviceProject(files, path)))
        {
            if (project.Property("ProjectTypeGuids") != ProjectType)
            {
                yield return $"{project.Path} is not of the nanoFramework's project type";
            }

            if (project.Property("TargetFrameworkVersion") != "v1.0")
            {
                yield return $"{project.Path} does not target v1.0";
            }

            if (!Guid.TryParse(project.Property("ProjectGuid"), out _))
            {
                yield return $"{project.Path} has no project GUID";
            }
        }
    }

    private static IEnumerable<string> TestProject(RepositoryFiles files, string path)
    {
        DeviceProject project = new(files, path);
        (string What, bool Holds)[] needs =
        [
            ("AssemblyName NFUnitTest: the launcher loads it by this name", project.Property("AssemblyName") == "NFUnitTest"),
            ("IsTestProject", project.Property("IsTestProject") == "true"),
            ("TestProjectType UnitTest", project.Property("TestProjectType") == "UnitTest"),
            ("the capability TestContainer", project.HasCapability("TestContainer")),
            ("a reference to the launcher", project.References.Any(reference => reference.StartsWith("nanoFramework.UnitTestLauncher", StringComparison.Ordinal))),
            ("nano.runsettings", project.Named.Contains(path[..(path.LastIndexOf('/') + 1)] + "nano.runsettings")),
        ];

        return needs.Where(need => !need.Holds).Select(need => $"{project.Path} lacks {need.What}");
    }

    private static IEnumerable<string> Solution(RepositoryFiles files)
    {
        string solution = files["nanoBg95.sln"];
        foreach (string path in ProjectPaths(files))
        {
            string guid = "{" + new DeviceProject(files, path).Property("ProjectGuid")?.ToUpperInvariant() + "}";
            if (!solution.Contains($"\"{path.Replace('/', '\\')}\", \"{guid}\"", StringComparison.Ordinal))
            {
                yield return $"nanoBg95.sln lacks {path} with {guid}";
            }

            foreach (string setting in new[] { "Debug|Any CPU.Build.0", "Release|Any CPU.Build.0" }.Where(setting => !solution.Contains(guid + "." + setting, StringComparison.Ordinal)))
            {
                yield return $"nanoBg95.sln does not build {path}: {setting}";
            }
        }

        foreach (string line in solution.Split('\n').Where(line => line.Contains(".nfproj\"", StringComparison.Ordinal)))
        {
            string path = line.Split('"')[5].Replace('\\', '/');
            if (!files.Has(path))
            {
                yield return $"nanoBg95.sln names {path}, which does not exist";
            }
        }
    }
}
