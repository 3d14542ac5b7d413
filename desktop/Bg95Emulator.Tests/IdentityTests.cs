// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Who the module is (module facts 11).</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("CGMI", "Quectel")]
    [InlineData("GMI", "Quectel")]
    [InlineData("CGMM", "BG95-M3")]
    [InlineData("GMM", "BG95-M3")]
    [InlineData("CGMR", "BG95M3LAR02A03")]
    [InlineData("GMR", "BG95M3LAR02A03")]
    [InlineData("QGMR", "BG95M3LAR02A03_01.012.01.012")]
    [InlineData("CGSN", "004999010640000")]
    [InlineData("GSN", "004999010640000")]
    public void Command_OfTheModulesIdentity_AnswersOneBareLine(string command, string row)
    {
        using Host host = new(options => options.Revision = "BG95M3LAR02A03");
        host.Command("AT+" + command, $"\r\n{row}\r\n\r\nOK\r\n");
        host.Command($"AT+{command}=?");
    }

    [Fact]
    public void Ati_HasThreeLines()
    {
        using Host host = new(options => options.Revision = "BG95M3LAR02A03");
        host.Command("ATI", "\r\nQuectel\r\nBG95-M3\r\nRevision: BG95M3LAR02A03\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Qgmr_WithoutASubRevision_IsTheRevision()
    {
        using Host host = new(options =>
        {
            options.Revision = "BG77LAR02A04";
            options.SubRevision = "";
        });
        host.Command("AT+QGMR", "\r\nBG77LAR02A04\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Identity_WithoutRadioAndSim_IsToldAllTheSame()
    {
        using Host host = new(options => options.Imei = "004999010640018");
        host.Command("AT+CFUN=0");
        host.Command("AT+GSN", "\r\n004999010640018\r\n\r\nOK\r\n");
    }
}
