// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>What the test forms answer: the note's chapter 2, as corrected by module facts 1 and 2.</summary>
public sealed class TestFormTests
{
    [Theory]
    [InlineData("QSSLOPEN", "+QSSLOPEN: (1-16),(0-5),(0-11),<serveraddr>,<server_port>[,(0-2)]")]
    [InlineData("QSSLSEND", "+QSSLSEND: (0-11)[,(1-1460)]")]
    [InlineData("QSSLRECV", "+QSSLRECV: (0-11),(1-1500)")]
    [InlineData("QSSLCLOSE", "+QSSLCLOSE: (0-11),(0-65535)")]
    [InlineData("QISWTMD", "+QISWTMD: (0-11),(0-2)")]
    [InlineData("QICSGP", "+QICSGP: (1-16),(1-3),<APN>,<username>,<password>,(0-3)")]
    [InlineData("QIACT", "+QIACT: (1-16)")]
    [InlineData("QIDEACT", "+QIDEACT: (1-16)")]
    [InlineData("QIDNSCFG", "+QIDNSCFG: (1-16),<pridnsaddr>,<secdnsaddr>")]
    [InlineData("QLTS", "+QLTS: (0-2)")]
    [InlineData("QNTP", "+QNTP: (1-16),<server>,(1-65535),(0,1)")]
    [InlineData("CMEE", "+CMEE: (0-2)")]
    [InlineData("IFC", "+IFC: (0,2),(0,2)")]
    [InlineData("QISDE", "+QISDE: (0,1)")]
    [InlineData("QURCCFG", "+QURCCFG: \"urcport\",(\"uart1\",\"usbmodem\",\"usbat\")")]
    [InlineData("CFUN", "+CFUN: (0,1,4),(0,1)")]
    public void TestForm_OfACommand_ShowsItsRanges(string command, string row)
    {
        using Host host = new();
        host.Command($"AT+{command}=?", $"\r\n{row}\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("QSSLSTATE")]
    [InlineData("QIGETERROR")]
    [InlineData("CCLK")]
    public void TestForm_OfACommandWithoutRanges_AnswersOk(string command)
    {
        using Host host = new();
        host.Command($"AT+{command}=?");
    }

    [Fact]
    public void TestForm_OfClose_ShowsNoTimeoutWhereThereIsNone()
    {
        using Host host = new(options => options.CloseTakesNoTimeout = true);
        host.Command("AT+QSSLCLOSE=?", "\r\n+QSSLCLOSE: (0-11)\r\n\r\nOK\r\n");
    }

    /// <summary>
    /// The note's thirteen with seclevel and the range of dtlsversion corrected, the vendor driver's "renegotiation", and its
    /// four suites behind the note's 31 (module facts 2).
    /// </summary>
    [Fact]
    public void TestForm_OfQsslcfg_ListsEveryParameter()
    {
        const string Rows =
            "+QSSLCFG: \"sslversion\",(0-5),(0-4)\r\n"
            + "+QSSLCFG: \"ciphersuite\",(0-5),(0X0035,0X002F,0X0005,0X0004,0X000A,0X003D,0XC002,0XC003,0XC004,0XC005,"
            + "0XC007,0XC008,0XC009,0XC00A,0XC011,0XC012,0XC013,0XC014,0XC00C,0XC00D,0XC00E,0XC00F,0XC023,0XC024,"
            + "0XC025,0XC026,0XC027,0XC028,0XC029,0XC02A,0XC02F,0XC02B,0XC0A8,0X00AE,0XC0AE,0XFFFF)\r\n"
            + "+QSSLCFG: \"cacert\",(0-5),<cacertpath>\r\n"
            + "+QSSLCFG: \"clientcert\",(0-5),<clientcertpath>\r\n"
            + "+QSSLCFG: \"clientkey\",(0-5),<clientkeypath>\r\n"
            + "+QSSLCFG: \"seclevel\",(0-5),(0-2)\r\n"
            + "+QSSLCFG: \"session\",(0-5),(0-1)\r\n"
            + "+QSSLCFG: \"sni\",(0-5),(0-1)\r\n"
            + "+QSSLCFG: \"checkhost\",(0-5),(0-1)\r\n"
            + "+QSSLCFG: \"ignorelocaltime\",(0-5),(0,1)\r\n"
            + "+QSSLCFG: \"negotiatetime\",(0-5),(10-300)\r\n"
            + "+QSSLCFG: \"renegotiation\",(0-5),(0-1)\r\n"
            + "+QSSLCFG: \"dtls\",(0-5),(0-1)\r\n"
            + "+QSSLCFG: \"dtlsversion\",(0-5),(0-2)\r\n";
        using Host host = new();
        host.Command("AT+QSSLCFG=?", $"\r\n{Rows}\r\nOK\r\n");
    }
}
