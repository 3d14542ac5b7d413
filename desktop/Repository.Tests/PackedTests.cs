// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.IO;
using NuGet.Packaging;
using Xunit;

namespace NanoBg95.Repository.Tests;

/// <summary>The package as a whole, and packages that were spoiled so that the rules must break.</summary>
public sealed class PackedTests : IDisposable
{
    /// <summary>Names the folder with the packages that the nanoFramework build has made; without it placeholders are packed.</summary>
    private const string RealPackages = "NANOBG95_PACKAGES";

    private const string Name = "Bg95Ssl";
    private const string Nuspec = "nanoBg95.Bg95Ssl.nuspec";

    private readonly string _folder = Directory.CreateTempSubdirectory("nanobg95-pack-").FullName;

    public static TheoryData<string> Names { get; } = [.. PackageRules.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Package_Packed_HoldsWhatItMust(string name)
    {
        if (Environment.GetEnvironmentVariable(RealPackages) is { Length: > 0 } folder)
        {
            string path = Assert.Single(Directory.GetFiles(folder, $"nanoBg95.{name}.*.nupkg"));
            TestContext.Current.TestOutputHelper?.WriteLine("The package of the nanoFramework build: " + path);
            using FileStream real = File.OpenRead(path);
            AssertNone([.. PackedRules.Check(real, name, RepositoryFiles.OnDisk, null), .. PackedRules.CheckOutputs(real, name)]);
            return;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            "Packed from placeholders, for its structure alone; the nanoFramework build on Windows makes the real package, and has this test check it.");
        AssertNone(PackedRules.Check(Packing.Pack(RepositoryFiles.OnDisk, name, _folder), name, RepositoryFiles.OnDisk, Packing.Commit));
    }

    [Theory]
    [InlineData("<file src=\"Bg95Ssl\\bin\\Release\\Bg95Ssl.dll\" target=\"lib\\Bg95Ssl.dll\" />", "", "lacks lib/Bg95Ssl.dll")]
    [InlineData("<file src=\"Bg95Ssl\\bin\\Release\\Bg95Ssl.pdb\" target=\"lib\\Bg95Ssl.pdb\" />", "", "lacks lib/Bg95Ssl.pdb")]
    [InlineData("<file src=\"Bg95Ssl\\bin\\Release\\Bg95Ssl.pdbx\" target=\"lib\\Bg95Ssl.pdbx\" />", "", "lacks lib/Bg95Ssl.pdbx")]
    [InlineData("<file src=\"Bg95Ssl\\bin\\Release\\Bg95Ssl.pe\" target=\"lib\\Bg95Ssl.pe\" />", "", "lacks lib/Bg95Ssl.pe")]
    [InlineData("<file src=\"Bg95Ssl\\bin\\Release\\Bg95Ssl.xml\" target=\"lib\\Bg95Ssl.xml\" />", "", "lacks lib/Bg95Ssl.xml")]
    [InlineData("target=\"lib\\Bg95Ssl.pe\"", "target=\"lib\\netnano1.0\\Bg95Ssl.pe\"", "holds lib/netnano1.0/Bg95Ssl.pe, which nobody asked for")]
    [InlineData("<file src=\"README.md\" target=\"docs\\\" />", "<file src=\"CHANGELOG.md\" target=\"docs\\README.md\" />", "docs/README.md of the package is not the repository's")]
    [InlineData("<file src=\"CHANGELOG.md\" target=\"docs\\\" />", "", "lacks docs/CHANGELOG.md")]
    [InlineData("<readme>docs\\README.md</readme>", "", "lacks docs/README.md as its readme")]
    [InlineData("<license type=\"file\">LICENSE.md</license>", "<license type=\"expression\">MIT</license>", "lacks LICENSE.md as its licence")]
    [InlineData(" commit=\"$commit$\"", "", "lacks the commit")]
    [InlineData("type=\"git\" url=\"https://", "type=\"svn\" url=\"https://", "lacks a git repository")]
    [InlineData("<tags>nanoFramework ", "<tags>", "lacks the tag nanoFramework")]
    [InlineData("netnf ", "", "lacks the tag netnf")]
    [InlineData("<id>nanoBg95.Bg95Ssl</id>", "<id>Bg95Ssl</id>", "lacks the id nanoBg95.Bg95Ssl")]
    [InlineData("<dependency id=\"nanoFramework.System.IO.Ports\" version=\"1.1.140\" />", "", "does not depend on nanoFramework.System.IO.Ports 1.1.140")]
    [InlineData("<dependency id=\"nanoFramework.CoreLibrary\" version=\"1.17.11\" />", "<dependency id=\"nanoFramework.CoreLibrary\" version=\"1.17.12\" />", "depends on nanoFramework.CoreLibrary 1.17.12, which packages.config does not have")]
    public void Rules_SpoiledNuspec_AreBroken(string text, string by, string expected)
    {
        RepositoryFiles spoiled = RepositoryFiles.OnDisk.Replacing(Nuspec, text, by);
        IReadOnlyList<string> faults = PackedRules.Check(Packing.Pack(spoiled, Name, _folder), Name, RepositoryFiles.OnDisk, Packing.Commit);

        Assert.Contains(faults, fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<file src=\"README.md\" target=\"docs\\\" />", "", "README.md")]
    [InlineData("<file src=\"LICENSE.md\" target=\"\" />", "", "LICENSE.md")]
    [InlineData("$commit$", "$commitId$", "$commitId$")]
    public void Pack_SpoiledNuspec_IsRefused(string text, string by, string expected)
    {
        RepositoryFiles spoiled = RepositoryFiles.OnDisk.Replacing(Nuspec, text, by);

        Exception refusal = Assert.ThrowsAny<Exception>(() => Packing.Pack(spoiled, Name, _folder));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bg95Ssl/bin/Release/Bg95Ssl.pe")]
    [InlineData("Bg95Ssl/bin/Release/Bg95Ssl.pdbx")]
    [InlineData("README.md")]
    public void Pack_MissingFile_IsRefused(string path)
    {
        Assert.ThrowsAny<Exception>(() => Packing.Pack(RepositoryFiles.OnDisk, Name, _folder, path));
    }

    [Fact]
    public void Rules_PackageThatLacksTheLibraryBelow_AreBroken()
    {
        RepositoryFiles spoiled = RepositoryFiles.OnDisk.Replacing(
            "nanoBg95.Bg95Cellular.nuspec", "<dependency id=\"nanoBg95.Bg95Ssl\" version=\"$version$\" />", "");
        IReadOnlyList<string> faults = PackedRules.Check(Packing.Pack(spoiled, "Bg95Cellular", _folder), "Bg95Cellular", RepositoryFiles.OnDisk, Packing.Commit);

        Assert.Contains("the package does not depend on nanoBg95.Bg95Ssl " + Packing.Version, faults);
    }

    [Fact]
    public void Outputs_Placeholders_AreFoundOut()
    {
        IReadOnlyList<string> faults = PackedRules.CheckOutputs(Packing.Pack(RepositoryFiles.OnDisk, Name, _folder), Name);

        Assert.Contains("lib/Bg95Ssl.dll is no output of a build", faults);
        Assert.Contains("lib/Bg95Ssl.pe is no output of a build", faults);
    }

    [Fact]
    public void Version_Placeholders_SaysSo()
    {
        using PackageArchiveReader reader = new(Packing.Pack(RepositoryFiles.OnDisk, Name, _folder));

        Assert.Equal("0.0.0-placeholder", reader.NuspecReader.GetVersion().ToString());
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static void AssertNone(IReadOnlyList<string> faults) => Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
}
