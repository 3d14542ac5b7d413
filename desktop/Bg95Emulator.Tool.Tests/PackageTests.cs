// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class PackageTests
{
    [Fact]
    public void PackedTool_InstalledFromItsFile_Runs()
    {
        using PackedTool tool = new("Bg95Emulator.Tool", "nanoBg95.Bg95Emulator.Tool", "bg95-emulator");
        Assert.Contains("serve", tool.Run("--help"));
        Assert.Contains("bg770a", tool.Run("profiles"));
        Assert.Contains("No command came.", tool.Run("serve", "--tcp", "0", "--", "dotnet", "--version"));
    }
}
