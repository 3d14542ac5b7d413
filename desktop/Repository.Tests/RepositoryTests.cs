// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NanoBg95.Repository.Tests;

/// <summary>The rules on what lies on disk, and each of them on a copy that was doctored so that it must fail.</summary>
public class RepositoryTests
{
    private const string Library = "Bg95Ssl/Bg95Ssl.nfproj";
    private const string Tests = "Bg95Ssl.Tests/Bg95Ssl.Tests.nfproj";
    private const string Lock = "Bg95Http/packages.lock.json";
    private const string Nuspec = "nanoBg95.Bg95Ssl.nuspec";

    [Fact]
    public void DeviceProjects_OnDisk_KeepTheRules()
    {
        AssertNone(DeviceProjectRules.Check(RepositoryFiles.OnDisk));
    }

    [Fact]
    public void Packages_OnDisk_KeepTheRules()
    {
        AssertNone(PackageRules.Check(RepositoryFiles.OnDisk));
    }

    [Fact]
    public void Samples_OnDisk_KeepTheRules()
    {
        AssertNone(SampleRules.Check(RepositoryFiles.OnDisk));
    }

    [Fact]
    public void Texts_OnDisk_KeepTheRules()
    {
        AssertNone(TextRules.Check(RepositoryFiles.OnDisk));
    }

    public static TheoryData<string, string> Doctored { get; } = new()
    {
        { "source not in the project", "Bg95Ssl.nfproj lacks <Compile Include=\"At\\New.cs\" />" },
        { "test not in the project", "Bg95Ssl.Tests.nfproj lacks <Compile Include=\"NewTests.cs\" />" },
        { "sample's source not in the project", "samples/HttpsGet/device/HttpsGet.nfproj lacks <Compile Include=\"..\\New.cs\" />" },
        { "shared source not in the project", "samples/HttpsGet/device/HttpsGet.nfproj lacks <Compile Include=\"..\\..\\Board\\New.cs\" />" },
        { "source that is gone", "names Bg95Ssl/Properties/AssemblyInfo.cs, which does not exist" },
        { "source named twice", "names Bg95Ssl/Properties/AssemblyInfo.cs twice" },
        { "wrong project type", "Bg95Ssl.nfproj is not of the nanoFramework's project type" },
        { "wrong framework", "Bg95Ssl.nfproj does not target v1.0" },
        { "test assembly's name", "AssemblyName NFUnitTest" },
        { "no test container", "the capability TestContainer" },
        { "no launcher", "a reference to the launcher" },
        { "sample not in the solution", "nanoBg95.sln lacks samples/HttpsGet/device/HttpsGet.nfproj" },
        { "solution with a project that is gone", "nanoBg95.sln names samples/HttpsGet/device/HttpsGet.nfproj, which does not exist" },
        { "sample without a project", "the sample HttpsGet lacks samples/HttpsGet/device/HttpsGet.nfproj" },
        { "sample without a check", "the sample HttpsGet lacks desktop/SampleDevice/HttpsGetDevice.csproj" },
        { "sample's assembly", "HttpsGet.nfproj has another AssemblyName than HttpsGet" },
        { "sample nobody finds", "README.md does not name samples/HttpsGet/README.md" },
        { "library without a project", "there is no Bg95Ssl/Bg95Ssl.nfproj" },
        { "project not in the solution", "nanoBg95.sln lacks Bg95Ssl.Tests/Bg95Ssl.Tests.nfproj" },
        { "project not built", "nanoBg95.sln does not build Bg95Ssl/Bg95Ssl.nfproj" },
        { "version in packages.config", "is in none of the packages of Bg95Ssl/packages.config" },
        { "version in a hint path", "Bg95Ssl.nfproj does not use nanoFramework.CoreLibrary.1.17.11" },
        { "version of a reference", "no package has the version of mscorlib, Version=1.17.12.0" },
        { "version of one project", "nanoFramework.CoreLibrary has more than one version" },
        { "version of a sample's reference", "samples/HttpsGet/device/HttpsGet.nfproj: no package has the version of System.IO.Ports, Version=1.1.141.0" },
        { "version of a sample's package", "nanoFramework.System.Text has more than one version" },
        { "version of the build tool", "Bg95Ssl.nfproj does not use Nerdbank.GitVersioning.3.10.86" },
        { "version in the nuspec", "nuspec lacks nanoFramework.CoreLibrary.1.17.11" },
        { "dependency too many", "asks for nanoFramework.System.Text.1.3.42" },
        { "file not packed", "does not pack Bg95Ssl\\bin\\Release\\Bg95Ssl.pe" },
        { "readme not packed", "does not pack README.md" },
        { "icon not packed", "does not pack assets\\icon.png" },
        { "icon not shown", "does not show images\\icon.png" },
        { "lock file of another version", "Bg95Http/packages.lock.json and packages.config differ in nanoFramework.CoreLibrary.1.17.12" },
        { "lock file that is gone", "Bg95Http/packages.lock.json and RestorePackagesWithLockFile of Bg95Http/Bg95Http.nfproj belong together" },
        { "lock file without a hash", "Bg95Http/packages.lock.json does not lock nanoFramework.CoreLibrary" },
        { "commit", "does not say its commit" },
        { "machine path", "docs/x.md:2 names a path" },
        { "unfinished", "docs/x.md:1 is marked as unfinished" },
        { "condition", "Bg95Ssl/X.cs is compiled otherwise" },
        { "second condition", "Bg95Ssl/Serial/SystemTime.cs is compiled otherwise" },
        { "stream", "Bg95Ssl/X.cs does not override Read(SpanByte)" },
        { "header", "x.cs does not begin with the two lines" },
        { "project not in the PC solution", "nanoBg95.Desktop.slnx lacks desktop/x/x.csproj" },
        { "link into nothing", "docs/http.md links to gone.md, which does not exist" },
        { "whole link into nothing", "README.md links to https://github.com/nanoBg95/nanoBg95/blob/main/docs/gone.md, which does not exist" },
        { "link to a heading that is gone", "costs.md#flow-control, whose heading does not exist" },
        { "relative link in the readme", "README.md links to docs/costs.md, which leads nowhere on a package's page" },
        { "link to a workflow that is gone", "README.md links to https://github.com/nanoBg95/nanoBg95/actions/workflows/device.yml/badge.svg, which does not exist" },
        { "readme's commands", "README.md does not begin with 'dotnet test" },
    };

    [Theory]
    [MemberData(nameof(Doctored))]
    public void Rules_DoctoredCopy_AreBroken(string what, string expected)
    {
        RepositoryFiles files = Doctor(RepositoryFiles.OnDisk, what);
        List<string> faults = [.. Faults(files)];

        Assert.True(faults.Exists(fault => fault.Contains(expected, StringComparison.Ordinal)), string.Join(Environment.NewLine, faults));
    }

    // A project that is gone has no packages to check.
    private static IEnumerable<string> Faults(RepositoryFiles files)
    {
        IEnumerable<string> projects = DeviceProjectRules.Check(files).Concat(SampleRules.Check(files)).Concat(TextRules.Check(files));
        return files.Has(Library) ? projects.Concat(PackageRules.Check(files)) : projects;
    }

    private static RepositoryFiles Doctor(RepositoryFiles files, string what)
    {
        const string Info = "<Compile Include=\"Properties\\AssemblyInfo.cs\" />";

        return what switch
        {
            "source not in the project" => files.With("Bg95Ssl/At/New.cs", ""),
            "test not in the project" => files.With("Bg95Ssl.Tests/NewTests.cs", ""),
            "sample's source not in the project" => files.With("samples/HttpsGet/New.cs", ""),
            "shared source not in the project" => files.With("samples/Board/New.cs", ""),
            "source that is gone" => files.Without("Bg95Ssl/Properties/AssemblyInfo.cs"),
            "source named twice" => files.Replacing(Library, Info, Info + Info),
            "wrong project type" => files.Replacing(Library, "11A8DD76", "11A8DD77"),
            "wrong framework" => files.Replacing(Library, "v1.0</Target", "v4.0</Target"),
            "test assembly's name" => files.Replacing(Tests, ">NFUnitTest<", ">Bg95Ssl.Tests<"),
            "no test container" => files.Replacing(Tests, "TestContainer", "Container"),
            "no launcher" => files.Replacing(Tests, "nanoFramework.UnitTestLauncher", "Launcher"),
            "sample not in the solution" => files.Replacing("nanoBg95.sln", "samples\\HttpsGet\\device\\HttpsGet.nfproj", "samples\\HttpsGet.nfproj"),
            "solution with a project that is gone" => files.Without("samples/HttpsGet/device/HttpsGet.nfproj"),
            "sample without a project" => files.Without("samples/HttpsGet/device/HttpsGet.nfproj"),
            "sample without a check" => files.Without("desktop/SampleDevice/HttpsGetDevice.csproj"),
            "sample's assembly" => files.Replacing("samples/HttpsGet/device/HttpsGet.nfproj", "<AssemblyName>HttpsGet", "<AssemblyName>Get"),
            "sample nobody finds" => files.Replacing("README.md", "samples/HttpsGet/README.md", "samples"),
            "library without a project" => files.Without(Library),
            "project not in the solution" => files.Replacing("nanoBg95.sln", "Bg95Ssl.Tests.nfproj", "Tests.nfproj"),
            "project not built" => files.Replacing("nanoBg95.sln", ".Release|Any CPU.Build.0", ".Release|Any CPU.Build.1"),
            "version in packages.config" => files.Replacing("Bg95Ssl/packages.config", "1.17.11", "1.17.12"),
            "version in a hint path" => files.Replacing(Library, "CoreLibrary.1.17.11", "CoreLibrary.1.17.12"),
            "version of a reference" => files.Replacing(Library, "Version=1.17.11.0", "Version=1.17.12.0"),
            "version of one project" => files.Replacing("Bg95Ssl.Tests/packages.config", "1.17.11", "1.17.12"),
            "version of a sample's reference" => files.Replacing("samples/HttpsGet/device/HttpsGet.nfproj", "Version=1.1.140.0", "Version=1.1.141.0"),
            "version of a sample's package" => files.Replacing("samples/HttpsGet/device/packages.config", "1.3.42", "1.3.43"),
            "version of the build tool" => files.Replacing("Bg95Ssl/packages.config", "3.10.85", "3.10.86"),
            "version in the nuspec" => files.Replacing(Nuspec, "1.17.11", "1.17.12"),
            "dependency too many" => files.Replacing(Nuspec, "</dependencies>", "<dependency id=\"nanoFramework.System.Text\" version=\"1.3.42\" /></dependencies>"),
            "file not packed" => files.Replacing(Nuspec, "lib\\Bg95Ssl.pe\"", "lib\\Other.pe\""),
            "readme not packed" => files.Replacing(Nuspec, "docs\\\"", "doc\\\""),
            "icon not packed" => files.Replacing(Nuspec, "images\\\"", "\""),
            "icon not shown" => files.Replacing(Nuspec, ">images\\icon.png<", ">icon.png<"),
            "lock file of another version" => files.Replacing(Lock, "1.17.11", "1.17.12"),
            "lock file that is gone" => files.Without(Lock),
            "lock file without a hash" => files.Replacing(Lock, "HezzAc0o", "Hezz"),
            "commit" => files.Replacing(Nuspec, "$commit$", ""),
            "machine path" => files.With("docs/x.md", "a\nsee /ho" + "me/me/x"),
            "unfinished" => files.With("docs/x.md", "TO" + "DO: write"),
            "second condition" => files.Replacing("Bg95Ssl/Serial/SystemTime.cs", "#endif", "#endif\n#if NET\n#endif"),
            "condition" => files.With("Bg95Ssl/X.cs", "\n#if !NET\n#endif"),
            "stream" => files.With("Bg95Ssl/X.cs", "class X : Stream { }"),
            "header" => files.With("desktop/x.cs", "using System;"),
            "project not in the PC solution" => files.With("desktop/x/x.csproj", "<Project />"),
            "link into nothing" => files.Replacing("docs/http.md", "(costs.md)", "(gone.md)"),
            "whole link into nothing" => files.Replacing("README.md", "main/docs/costs.md)", "main/docs/gone.md)"),
            "link to a heading that is gone" => files.Replacing("docs/costs.md", "## Flow control", "## Flow"),
            "relative link in the readme" => files.Replacing("README.md", "(https://github.com/nanoBg95/nanoBg95/blob/main/docs/costs.md)", "(docs/costs.md)"),
            "link to a workflow that is gone" => files.Without(".github/workflows/device.yml"),
            "readme's commands" => files.Replacing("README.md", "dotnet test", "dotnet  test"),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    // One fault a line: the assertions of xunit would cut the list short.
    private static void AssertNone(IEnumerable<string> faults)
    {
        string text = string.Join(Environment.NewLine, faults);
        Assert.True(text.Length == 0, text);
    }
}
