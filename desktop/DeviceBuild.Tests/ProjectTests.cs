// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Linq;
using NanoBg95.Repository.Tests;
using Xunit;

namespace NanoBg95.DeviceBuild.Tests;

/// <summary>Every .nfproj, and some on a copy that was doctored so that they must fail.</summary>
public class ProjectTests
{
    private const string Library = "Bg95Ssl/Bg95Ssl.nfproj";
    private const string LibraryInfo = "Bg95Ssl/Properties/AssemblyInfo.cs";
    private const string UnitTests = "Bg95Ssl.Tests/Bg95Ssl.Tests.nfproj";

    public static TheoryData<string> Projects { get; } = [.. DeviceBuilder.OnDisk.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_AgainstTheRealCoreLibrary_CompilesWithoutAWarning(string path)
    {
        DeviceBuild build = DeviceBuilder.OnDisk.Build(path);

        Assert.True(build.Faults.Count == 0, string.Join(Environment.NewLine, build.Faults));
        Assert.NotNull(build.Reference);
    }

    [Theory]
    [InlineData("what the device lacks", Library, LibraryInfo + "(15,")]
    [InlineData("what the device lacks, below the library", UnitTests, Library + " does not compile")]
    [InlineData("another core library", Library, "neither a list nor the core library is mscorlib, Version=9.")]
    [InlineData("unknown reference", UnitTests, "neither a list nor the core library is System.IO.Port, ")]
    [InlineData("language", Library, "there is no C# 9.5")]
    public void Project_DoctoredCopy_HasFaults(string what, string project, string expected)
    {
        RepositoryFiles files = RepositoryFiles.OnDisk;
        RepositoryFiles doctored = what switch
        {
            // Where only the device looks.
            "what the device lacks" or "what the device lacks, below the library" =>
                files.With(LibraryInfo, files[LibraryInfo] + "\n#if !NET\nclass X { public System.Threading.Tasks.Task T; }\n#endif"),
            "another core library" => files.Replacing(project, "mscorlib, Version=1.", "mscorlib, Version=9."),
            "unknown reference" => files.Replacing(project, "\"System.IO.Ports,", "\"System.IO.Port,"),
            "language" => files.Replacing(project, ">9.0<", ">9.5<"),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };

        DeviceBuild build = new DeviceBuilder(doctored).Build(project);

        Assert.True(build.Faults.Any(fault => fault.Contains(expected, StringComparison.Ordinal)), string.Join(Environment.NewLine, build.Faults));
    }
}
