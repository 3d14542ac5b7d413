// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tool.Tests;

public sealed class ServeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bg95-tool-");

    [Fact]
    public void Serve_OnTcp_AnswersAndJudges()
    {
        using ToolRun run = new("serve", "--tcp", "0", "--strict");
        using (Stream line = run.Connect())
        {
            Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
            Exchange(line, "AT+CMEE?\r", "\r\n+CMEE: 1\r\n\r\nOK\r\n");
        }

        Assert.Equal(0, run.Stop());
        Assert.Contains("The driver did nothing wrong in 2 command lines.", run.Printed);
    }

    [Fact]
    public void Serve_StrictWithABadDriver_EndsWithThree()
    {
        using ToolRun run = new("serve", "--tcp", "0", "--strict");
        using (Stream line = run.Connect())
        {
            Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
            Exchange(line, "AT\rAT\r", "\r\nOK\r\n\r\nOK\r\n");
        }

        Assert.Equal(3, run.Stop());
        Assert.Contains("wrong:  1 x command-while-busy", run.Printed);
    }

    [Fact]
    public void Serve_StrictWithoutACommand_EndsWithThree()
    {
        using ToolRun run = new("serve", "--tcp", "0", "--strict");
        run.WaitFor("TCP");
        Assert.Equal(3, run.Stop());
        Assert.Contains("No command came.", run.Printed);
        Assert.DoesNotContain("nothing wrong", run.Printed);
    }

    [Fact]
    public void Serve_UnknownCommands_AreCountedAndShownWholeWithoutSecrets()
    {
        using ToolRun run = new("serve", "--tcp", "0");
        using (Stream line = run.Connect())
        {
            Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
            Exchange(line, "AT+QNOSUCH=1,\"a b\"\r", "\r\nERROR\r\n");
            Exchange(line, "AT+QNOSUCH=2\r", "\r\nERROR\r\n");
            Exchange(line, "AT+QNOSUCH?\r", "\r\nERROR\r\n");
            Exchange(line, "AT+QFTPLOGIN=\"joe\",\"hunter2\"\r", "\r\nERROR\r\n");
            Exchange(line, "AT+QFTPUSR=MIIEpAIBAAKCAQEA==\r", "\r\nERROR\r\n");
        }

        run.Stop();
        Assert.Contains("> AT+QNOSUCH=1,\"a b\"\n", run.Printed);
        Assert.Contains("unknown: 2 x AT+QNOSUCH=\n", run.Printed);
        Assert.Contains("unknown: 1 x AT+QNOSUCH?", run.Printed);
        Assert.DoesNotContain("hunter2", run.Printed);
        Assert.DoesNotContain("MIIE", run.Printed);
    }

    [Fact]
    public void Serve_WhoseHostDoesNotRead_EndsAllTheSame()
    {
        string file = Path.Combine(_folder.FullName, "big");
        File.WriteAllBytes(file, new byte[2_000_000]);
        using ToolRun run = new("serve", "--tcp", "0", "--file", "big=" + file, "--boot-delay", "1");
        using Stream line = run.Connect();
        Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
        line.Write("AT+QFDWL=\"big\"\rAT+CFUN=1,1\r"u8);
        run.WaitFor("QFDWL");
        Assert.Equal(0, run.Stop());
    }

    [Fact]
    public void Serve_Boot_IsSeenByEachNewHost()
    {
        using ToolRun run = new("serve", "--tcp", "0", "--boot");
        for (int round = 0; round < 2; round++)
        {
            using Stream line = run.Connect();
            Assert.EndsWith("RDY\r\n", ReadUntil(line, "RDY\r\n"));
            ReadUntil(line, "+QIND: SMS DONE\r\n");
            Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
        }
    }

    [Fact]
    public void Tcp_ASecondClient_IsToldAndTheFirstGoesOn()
    {
        using ToolRun run = new("serve", "--tcp", "0");
        using Stream first = run.Connect();
        Exchange(first, "ATE0\r", "ATE0\r\r\nOK\r\n");
        using (Stream second = run.Connect())
        {
            Assert.Contains("another client", ReadUntil(second, "\r\n"));
            Assert.Equal(-1, second.ReadByte());
        }

        Exchange(first, "AT\r", "\r\nOK\r\n");
    }

    [Fact]
    public void Pty_OfAnotherRun_StaysItsOwn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no pseudo-terminals");
        string link = Path.Combine(_folder.FullName, "modem");
        using ToolRun first = new("serve", "--pty", link, "--view", "none");
        first.WaitFor("now /dev/");
        using (ToolRun second = new("serve", "--pty", link, "--view", "none"))
        {
            second.WaitFor(@"modem-2 \(now /dev/.*the name without the number is another run's");
            using FileStream port = new(link + "-2", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
            Exchange(port, "AT\r", "AT\r\r\nOK\r\n");
        }

        using (FileStream port = new(link, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0))
        {
            Exchange(port, "AT\r", "AT\r\r\nOK\r\n");
        }
    }

    [Fact]
    public void Serve_Redirected_PrintsTheDialogueInPlainLines()
    {
        using ToolRun run = new("serve", "--tcp", "0");
        using Stream line = run.Connect();
        Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
        Exchange(line, "AT+QICSGP=1,1,\"iot\",\"joe\",\"hunter2\"\r", "\r\nOK\r\n");
        run.WaitFor(@"\d\.\d{3} > ATE0\n +\d+\.\d{3} < OK\n");
        run.WaitFor(@"> AT\+QICSGP=1,1,""iot"",\[15 bytes not shown\]\n");
        Assert.DoesNotContain("hunter2", run.Printed);
        Assert.DoesNotContain("\u001b", run.Printed);
    }

    [Fact]
    public void Serve_ManyModules_EachHasItsOwnStateAndLine()
    {
        using ToolRun run = new("serve", "--tcp", "0", "-n", "3", "--view", "none");
        using Stream first = run.Connect(0);
        using Stream third = run.Connect(2);
        Exchange(first, "ATE0\r", "ATE0\r\r\nOK\r\n");
        Exchange(third, "AT\r", "AT\r\r\nOK\r\n");
        Exchange(first, "AT\r", "\r\nOK\r\n");
    }

    [Fact]
    public void Serve_WithSettings_HasThem()
    {
        string ca = Path.Combine(_folder.FullName, "ca.pem");
        File.WriteAllText(ca, "abc");
        using ToolRun run = new(
            "serve", "--tcp", "0", "--profile", "eg800k", "--clock", "2031-05-01T12:00:00Z", "--files", _folder.FullName,
            "--file", "other.pem=" + ca, "--fault", "prompt-without-space", "--fault", "refuse:command=+CSQ,code=3", "--latency", "1");
        using Stream line = run.Connect();
        Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
        Exchange(line, "AT+CGMM\r", "\r\nEG800K\r\n\r\nOK\r\n");
        Exchange(line, "AT+CCLK?\r", "\r\n+CCLK: \"31/05/01,12:0");
        Assert.EndsWith("OK\r\n", ReadUntil(line, "OK\r\n"));
        Exchange(line, "AT+QFLST\r", "\r\n+QFLST: \"UFS:ca.pem\",3\r\n+QFLST: \"UFS:other.pem\",3\r\n\r\nOK\r\n");
        Exchange(line, "AT+CSQ\r", "\r\n+CME ERROR: 3\r\n");
        run.Stop();
        Assert.Contains("fault:  1 x refuse:command=+CSQ,code=3", run.Printed);
    }

    [Fact]
    public void Serve_AfterPowerDown_IsSwitchedOnAgain()
    {
        using ToolRun run = new("serve", "--tcp", "0", "--speed", "20");
        using Stream line = run.Connect();
        Exchange(line, "AT+QPOWD\r", "AT+QPOWD\r\r\nOK\r\n\r\nPOWERED DOWN\r\n\r\nRDY\r\n");
    }

    [Fact]
    public void Log_ThenReplay_IsTheSameDialogue()
    {
        string log = Path.Combine(_folder.FullName, "log.txt");
        using (ToolRun run = new("serve", "--tcp", "0", "--log", log, "--view", "none"))
        {
            Session(run);
            run.Stop();
        }

        using ToolRun replay = new("replay", log, "--tcp", "0", "--no-pauses", "--strict");
        Session(replay);
        Assert.Equal(0, replay.Wait());
        Assert.Contains("The host did what it did then: 3", replay.Printed);

        static void Session(ToolRun run)
        {
            using Stream line = run.Connect();
            Exchange(line, "ATE0\r", "ATE0\r\r\nOK\r\n");
            Exchange(line, "AT+QFUPL=\"a\",3\r", "\r\nCONNECT\r\n");
            Exchange(line, "abc", "\r\n+QFUPL: 3,262\r\n\r\nOK\r\n");
        }
    }

    [Fact]
    public void Replay_OfAnotherSession_EndsWithThree()
    {
        string log = Path.Combine(_folder.FullName, "log.txt");
        File.WriteAllText(log, "0.1 > AT+CSQ\n0.1 < \\r\\n+CSQ: 1,99\\r\\n\\r\\nOK\\r\\n\n");
        using ToolRun run = new("replay", log, "--tcp", "0", "--strict");
        using (Stream line = run.Connect())
        {
            Exchange(line, "AT\r", "\r\nERROR\r\n");
        }

        Assert.Equal(3, run.Wait());
        Assert.Contains("2 bytes instead of AT+CSQ", run.Printed);
    }

    [Fact]
    public void Pty_WithALink_LeadsThereAndGoesWithTheTool()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no pseudo-terminals");
        string link = Path.Combine(_folder.FullName, "modem");
        using ToolRun run = new("serve", "--pty", link, "--view", "none");
        run.WaitFor("now /dev/");
        using (FileStream port = new(link, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0))
        {
            Exchange(port, "AT\r", "AT\r\r\nOK\r\n");
        }

        Assert.Equal(0, run.Stop());
        Assert.False(File.Exists(link) || new FileInfo(link).LinkTarget != null);
    }

    [Fact]
    public void Serial_OnAPort_AnswersThere()
    {
        // The other side of a pseudo-terminal stands for the board; the tool opens its port with System.IO.Ports.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no pseudo-terminals");
        using PseudoTerminal board = PseudoTerminal.Open();
        board.Stream.ReadTimeout = 60_000;
        using ToolRun run = new("serve", "--serial", board.Name, "--baud", "57600", "--view", "none");
        run.WaitFor("57600 baud, RTS/CTS as AT.IFC says");
        Exchange(board.Stream, "ATE0\r", "ATE0\r\r\nOK\r\n");
        Exchange(board.Stream, "AT+IFC=2,2\r", "\r\nOK\r\n");
        Exchange(board.Stream, "AT+IFC?\r", "\r\n+IFC: 2,2\r\n\r\nOK\r\n");
        Assert.Equal(0, run.Stop());
    }

    [Fact]
    public void Serial_ThatIsNotThere_SaysSo()
    {
        (int code, string printed) = ToolRun.ToEnd("serve", "--serial", Path.Combine(_folder.FullName, "none"));
        Assert.Equal(1, code);
        Assert.Contains("none: no such device", printed);
    }

    [Fact]
    public void Pty_WhereAFileIs_LeavesItAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no pseudo-terminals");
        string file = Path.Combine(_folder.FullName, "precious");
        File.WriteAllText(file, "mine");
        (int code, string printed) = ToolRun.ToEnd("serve", "--pty", file);
        Assert.Equal(1, code);
        Assert.Contains("is a file", printed);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void Program_AfterDashes_GetsThePortAndGivesItsExitCode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no shell of this kind");
        string link = Path.Combine(_folder.FullName, "modem");
        string script = $"test \"$BG95_PORT\" = '{link}' && test \"$1\" = '{link}' && exec 3<>\"$BG95_PORT\" && printf 'AT\\r' >&3 && head -c 9 <&3 | grep -q OK && exit 7";
        Assert.Equal(7, ToolRun.ToEnd("serve", "--pty", link, "--", "sh", "-c", script, "sh", "{port}").Code);
        Assert.Equal(0, ToolRun.ToEnd("serve", "--pty", link, "--", "sh", "-c", "exit 0").Code);
        Assert.Equal(1, ToolRun.ToEnd("serve", "--pty", link, "--", Path.Combine(_folder.FullName, "nothing")).Code);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Exchange(Stream line, string sent, string expected)
    {
        line.Write(Encoding.Latin1.GetBytes(sent));
        byte[] came = new byte[expected.Length];
        line.ReadExactly(came);
        Assert.Equal(expected, Encoding.Latin1.GetString(came));
    }

    private static string ReadUntil(Stream line, string end)
    {
        StringBuilder text = new();
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            int value = line.ReadByte();
            Assert.True(value >= 0, "the line has ended");
            text.Append((char)value);
        }

        return text.ToString();
    }
}
