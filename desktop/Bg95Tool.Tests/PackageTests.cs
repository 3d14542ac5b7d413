// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Bg95Emulator.Tool.Tests;
using Xunit;

namespace Bg95Tool.Tests;

public sealed class PackageTests
{
    [Fact]
    public void PackedTool_InstalledFromItsFile_Runs()
    {
        using PackedTool tool = new("Bg95Tool", "nanoBg95.Tool", "bg95");
        Assert.Contains("provision", tool.Run("--help"));
        Assert.Contains("Quectel BG95-M3", tool.Run("info", "--emulated"));
    }
}
