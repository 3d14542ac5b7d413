// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

/// <summary>The options of "serve" for SIM, networks and times.</summary>
public sealed class NetworkOptionTests
{
    [Theory]
    [InlineData("+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n")]
    [InlineData("+CPIN?", "\r\n+CME ERROR: 10\r\n", "--sim", "none")]
    [InlineData("+CPIN?", "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n", "--sim", "pin")]
    [InlineData("+CPIN?", "\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n", "--sim", "puk")]
    [InlineData("+CPIN=\"4321\"", "\r\nOK\r\n\r\n+CPIN: READY\r\n", "--pin", "4321")]
    [InlineData("+CPIN=\"1234\"", "\r\nOK\r\n\r\n+CPIN: READY\r\n", "--sim", "pin")]
    [InlineData("+CIMI", "\r\n262011234567890\r\n\r\nOK\r\n", "--imsi", "262011234567890")]
    [InlineData("+QCCID", "\r\n+QCCID: 89001010000000000012\r\n\r\nOK\r\n", "--iccid", "89001010000000000012")]
    [InlineData("+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n")]
    [InlineData("+CEREG?", "\r\n+CEREG: 0,5\r\n\r\nOK\r\n", "--operator", "26201")]
    [InlineData("+CEREG?", "\r\n+CEREG: 0,3\r\n\r\nOK\r\n", "--registration", "deny")]
    [InlineData("+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n", "--registration", "silence")]
    [InlineData("+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n", "--network", "none")]
    [InlineData("+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n", "--network", "nb-iot")]
    [InlineData("+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n", "--registration-delay", "600000")]
    [InlineData("+CEREG?", "\r\n+CEREG: 0,2\r\n\r\nOK\r\n", "--hardware-times", "--sim-delay", "0")]
    [InlineData("+CEREG?", "\r\n+CEREG: 0,1\r\n\r\nOK\r\n", "--hardware-times", "--sim-delay", "0", "--registration-delay", "0", "--band-search", "0")]
    [InlineData("+COPS?", "\r\n+COPS: 0,0,\"Test Network\",9\r\n\r\nOK\r\n", "--network", "nb-iot", "--iotopmode", "1")]
    [InlineData("+COPS?", "\r\n+COPS: 0,0,\"Test Network\",0\r\n\r\nOK\r\n", "--network", "gsm")]
    [InlineData("+COPS?", "\r\n+COPS: 0,0,\"Example\",8\r\n\r\nOK\r\n", "--operator", "26201=Example")]
    [InlineData("+QCSQ", "\r\n+QCSQ: \"eMTC\",-101,-120,40,-17\r\n\r\nOK\r\n", "--signal", "-101,-120,40,-17")]
    [InlineData("+CSQ", "\r\n+CSQ: 6,99\r\n\r\nOK\r\n", "--signal", "-101")]
    [InlineData("+QLTS", "\r\n+QLTS: \"\"\r\n\r\nOK\r\n", "--network-time", "none")]
    [InlineData("+QLTS", "\r\n+QLTS: \"2031/05/01,", "--network-time", "2031-05-01T12:00:00Z")]
    [InlineData("+QICSGP=1,1,\"x\";+QIACT=1", "\r\nERROR\r\n", "--apn", "iot.example")]
    [InlineData("+QICSGP=1,1,\"two\";+QIACT=1", "\r\nOK\r\n", "--apn", "one", "--apn", "two")]
    [InlineData("+CPSMS=1;+QCFG=\"psm/urc\",1;+CPSMS=1", "\r\nOK\r\n\r\n+QPSMTIMER: 43200,20\r\n")]
    [InlineData("+CPSMS=1;+QCFG=\"psm/urc\",1;+CPSMS=1;+CMEE?", "\r\n+CMEE: 1\r\n\r\nOK\r\n", "--no-psm")]
    public void Serve_WithAnOption_IsAModuleOfThatKind(string command, string answer, params string[] options)
    {
        using ToolRun run = new(["serve", "--tcp", "0", "--view", "none", .. options]);
        using Stream line = run.Connect();
        Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
        Exchange(line, $"AT{command}\r", answer);
    }

    [Fact]
    public void Serve_WithTheHardwaresTimes_BootsAsOnADesk()
    {
        using ToolRun run = new("serve", "--tcp", "0", "--view", "none", "--boot", "--hardware-times", "--speed", "50");
        using Stream line = run.Connect();
        Exchange(line, string.Empty, "\r\nRDY\r\n\r\nAPP RDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\n+QUSIM: 1\r\n\r\n+QIND: SMS DONE\r\n");
    }

    [Fact]
    public void Serve_WithDtrHigh_SleepsOnceItMay()
    {
        using ToolRun run = new("serve", "--tcp", "0", "--dtr-high");
        using Stream line = run.Connect();
        Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
        Exchange(line, "AT+QSCLK=1\r", "\r\nOK\r\n");
        line.ReadTimeout = 500;
        line.Write("AT\r"u8);
        Assert.Throws<IOException>(() => line.ReadByte());
    }

    [Theory]
    [InlineData("--sim takes", "--sim", "gone")]
    [InlineData("--network takes", "--network", "lte-m,5g")]
    [InlineData("--registration takes", "--registration", "perhaps")]
    [InlineData("--signal takes", "--signal", "-80,-90")]
    [InlineData("--signal takes", "--signal", "good")]
    [InlineData("--network-time takes", "--network-time", "noon")]
    [InlineData("--pin takes", "--pin", "12")]
    [InlineData("--iotopmode takes", "--iotopmode", "3")]
    public void Option_ThatIsWrong_IsToldInOneLineAndEndsWithTwo(string message, params string[] options)
    {
        (int code, string printed) = ToolRun.ToEnd(["serve", .. options]);
        Assert.Equal(2, code);
        Assert.Contains(message, printed);
    }

    [Fact]
    public void Help_OfServe_ListsThem()
    {
        string printed = ToolRun.ToEnd("serve", "--help").Printed;
        foreach (string option in (string[])
            ["--sim", "--pin", "--imsi", "--iccid", "--network", "--iotopmode", "--operator", "--registration", "--apn", "--signal",
             "--signal-swing", "--network-time", "--network-zone", "--no-psm", "--dtr-high", "--hardware-times", "--ready-delay", "--sim-delay",
             "--registration-delay", "--band-search", "--scan-delay", "--power-down-delay", "--activate-delay"])
        {
            Assert.Contains(option + " ", printed, StringComparison.Ordinal);
        }
    }

    private static void Exchange(Stream line, string sent, string expected)
    {
        line.Write(Encoding.Latin1.GetBytes(sent));
        byte[] came = new byte[expected.Length];
        line.ReadExactly(came);
        Assert.Equal(expected, Encoding.Latin1.GetString(came));
    }
}
