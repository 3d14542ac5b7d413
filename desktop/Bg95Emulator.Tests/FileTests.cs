// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Text;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class FileTests
{
    // 61 62, 63 64, 65 00: high bytes 61^63^65 = 67, low bytes 62^64^00 = 06.
    private const string FiveBytes = "abcde";
    private const string SumOfFiveBytes = "6706";

    [Fact]
    public void Upload_OfFiveBytes_ReportsSizeAndSum()
    {
        using Host host = new();
        host.Command("AT+QFUPL=\"a.pem\",5", "\r\nCONNECT\r\n");
        host.Send(FiveBytes);
        host.Expect($"\r\n+QFUPL: 5,{SumOfFiveBytes}\r\n\r\nOK\r\n");
        Assert.Equal(FiveBytes, Encoding.ASCII.GetString(host.Module.Files.Read("a.pem")!));
        host.Command("AT+QFLST", "\r\n+QFLST: \"a.pem\",5\r\n\r\nOK\r\n");
        host.Command("AT+QFDWL=\"a.pem\"", $"\r\nCONNECT\r\nabcde\r\n+QFDWL: 5,{SumOfFiveBytes}\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("", "0")]
    [InlineData("\u0000\u0012", "12")]
    [InlineData("\u0001", "100")]
    [InlineData("\u0012\u0034\u0012\u0034", "0")]
    [InlineData("\u0012\u0034\u0000", "1234")]
    public void Checksum_OfWords_IsTheirXor(string content, string sum)
    {
        Assert.Equal(sum, FileChecksum.Compute(Encoding.Latin1.GetBytes(content)).ToString("x"));
    }

    [Fact]
    public void Upload_OfExistingName_Gets407BeforeAnyData()
    {
        using Host host = new();
        host.Module.Files.Write("a.pem", "x"u8);
        host.Command("AT+QFUPL=\"a.pem\",5", "\r\n+CME ERROR: 407\r\n");
        host.Command("AT+QFDEL=\"a.pem\"");
        host.Command("AT+QFDEL=\"a.pem\"", "\r\n+CME ERROR: 405\r\n");
    }

    [Fact]
    public void Upload_BeyondTheSpace_Gets420()
    {
        using Host host = new(options => options.FileSystemSize = 100);
        host.Command("AT+QFUPL=\"a\",101", "\r\n+CME ERROR: 420\r\n");
        host.Command("AT+QFLDS=\"UFS\"", "\r\n+QFLDS: 100,100\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Upload_WithLostByte_TimesOutAndKeepsNothing()
    {
        using Host host = new();
        host.Command("AT+QFUPL=\"a\",5,1", "\r\nCONNECT\r\n");
        host.Send("abcd");
        host.Expect("\r\n+CME ERROR: 421\r\n");
        host.Command("AT+QFLST");
    }

    [Fact]
    public void Upload_ThatTimesOutThoughStored_IsInTheList()
    {
        using Host host = new(options => options.UploadTimesOutThoughStored = true);
        host.Command("AT+QFUPL=\"a\",5", "\r\nCONNECT\r\n");
        host.Send("abcde");
        host.Expect("\r\n+CME ERROR: 421\r\n");
        host.Command("AT+QFLST=\"a\"", "\r\n+QFLST: \"a\",5\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("AT+QFUPL=\"a\",0", 400)]
    [InlineData("AT+QFUPL=\"a\",5,0", 400)]
    [InlineData("AT+QFUPL=\"a\",5,5,2", 400)]
    [InlineData("AT+QFUPL=a,5", 406)]
    [InlineData("AT+QFUPL=\"\",5", 406)]
    [InlineData("AT+QFUPL=\"a*b\",5", 406)]
    [InlineData("AT+QFUPL=\"there\",5", 407)]
    [InlineData("AT+QFUPL=\"a\",1001", 420)]
    [InlineData("AT+QFDWL=\"none\"", 405)]
    [InlineData("AT+QFDWL=none", 400)]
    [InlineData("AT+QFDEL=\"none\"", 405)]
    [InlineData("AT+QFDEL=none", 400)]
    [InlineData("AT+QFLDS=\"SD\"", 400)]
    [InlineData("AT+QFOPEN=\"\"", 406)]
    [InlineData("AT+QFOPEN=\"a\",3", 400)]
    [InlineData("AT+QFOPEN=\"none\",2", 405)]
    [InlineData("AT+QFOPEN=\"open\"", 426)]
    [InlineData("AT+QFDEL=\"open\"", 426)]
    [InlineData("AT+QFREAD=9", 416)]
    [InlineData("AT+QFREAD=1", 402)]
    [InlineData("AT+QFREAD=1,0", 400)]
    [InlineData("AT+QFWRITE=9,1", 416)]
    [InlineData("AT+QFWRITE=2,1", 414)]
    [InlineData("AT+QFWRITE=1,0", 400)]
    [InlineData("AT+QFSEEK=1,1,0", 401)]
    [InlineData("AT+QFSEEK=1,0,3", 400)]
    [InlineData("AT+QFPOSITION=9", 416)]
    [InlineData("AT+QFCLOSE=9", 416)]
    public void Refusal_OfAFileCommand_HasItsNumber(string command, int error)
    {
        using Host host = new(options => options.FileSystemSize = 1000);
        host.Module.Files.Write("there", "x"u8);
        host.Command("AT+QFOPEN=\"open\",0", "\r\n+QFOPEN: 1\r\n\r\nOK\r\n");
        host.Command("AT+QFOPEN=\"there\",2", "\r\n+QFOPEN: 2\r\n\r\nOK\r\n");
        host.Command(command, $"\r\n+CME ERROR: {error}\r\n");
        host.Command("AT+CMEE=0;" + command[2..], "\r\nERROR\r\n");
        host.Command("AT+QFOPEN?", "\r\n+QFOPEN: \"open\",1,0\r\n+QFOPEN: \"there\",2,2\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Open_OfTooManyFiles_Gets413()
    {
        using Host host = new();
        for (int handle = 1; handle <= 10; handle++)
        {
            host.Command($"AT+QFOPEN=\"{handle}\"", $"\r\n+QFOPEN: {handle}\r\n\r\nOK\r\n");
        }

        host.Command("AT+QFOPEN=\"11\"", "\r\n+CME ERROR: 413\r\n");
    }

    [Fact]
    public void Space_ByStorage_IsFreeAndTotal()
    {
        using Host host = new(options => options.FileSystemSize = 1000);
        host.Module.Files.Write("a", new byte[300]);
        host.Command("AT+QFLDS=\"UFS\"", "\r\n+QFLDS: 700,1000\r\n\r\nOK\r\n");
        host.Command("AT+QFLDS", "\r\n+QFLDS: 300,1\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Upload_Acknowledged_GetsAnAEveryKilobyte()
    {
        using Host host = new();
        host.Command("AT+QFUPL=\"a\",1500,5,1", "\r\nCONNECT\r\n");
        host.Send(new byte[1024]);
        host.Expect("A");
        host.Send(new byte[476]);
        host.Expect("\r\n+QFUPL: 1500,0\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Upload_OfEveryByteValue_IsNotInterpreted()
    {
        byte[] content = new byte[256];
        for (int i = 0; i < content.Length; i++)
        {
            content[i] = (byte)i;
        }

        using Host host = new(echo: true);
        host.Command("AT+QFUPL=\"RAM:all\",256", "AT+QFUPL=\"RAM:all\",256\r\r\nCONNECT\r\n");
        host.Send(content);
        host.Expect("\r\n+QFUPL: 256,0\r\n\r\nOK\r\n");
        Assert.Equal(content, host.Module.Files.Read("RAM:all"));
    }

    [Fact]
    public void Unsolicited_DuringUpload_WaitsForItsEnd()
    {
        using Host host = new();
        host.Command("AT+QFUPL=\"a\",2", "\r\nCONNECT\r\n");
        host.Module.SendUnsolicited("+QIND: 1");
        host.Send("ab");
        host.Expect("\r\n+QFUPL: 2,6162\r\n\r\nOK\r\n\r\n+QIND: 1\r\n");
    }

    [Fact]
    public void List_WithPatternAndPrefix_ShowsWhatMatches()
    {
        using Host host = new(options => options.FileNamePrefix = "UFS:");
        host.Module.Files.Write("b.pem", new byte[2]);
        host.Module.Files.Write("a.txt", new byte[1]);
        host.Module.Files.Write("RAM:r", new byte[3]);
        host.Command("AT+QFLST=\"*\"", "\r\n+QFLST: \"UFS:a.txt\",1\r\n+QFLST: \"UFS:b.pem\",2\r\n\r\nOK\r\n");
        host.Command("AT+QFLST=\"*.pem\"", "\r\n+QFLST: \"UFS:b.pem\",2\r\n\r\nOK\r\n");
        host.Command("AT+QFLST=\"UFS:a.txt\"", "\r\n+QFLST: \"UFS:a.txt\",1\r\n\r\nOK\r\n");
        host.Command("AT+QFLST=\"RAM:*\"", "\r\n+QFLST: \"RAM:r\",3\r\n\r\nOK\r\n");
        host.Command("AT+QFLST=\"none\"", "\r\n+CME ERROR: 405\r\n");
        host.Command("AT+QFDEL=\"*\"");
        host.Command("AT+QFLST");
    }

    [Fact]
    public void Handles_OpenWriteSeekRead_WorkOnParts()
    {
        using Host host = new();
        host.Command("AT+QFOPEN=\"log\",0", "\r\n+QFOPEN: 1\r\n\r\nOK\r\n");
        host.Command("AT+QFOPEN=\"log\",0", "\r\n+CME ERROR: 426\r\n");
        host.Command("AT+QFWRITE=1,3", "\r\nCONNECT\r\n");
        host.Send("abc");
        host.Expect("\r\n+QFWRITE: 3,3\r\n\r\nOK\r\n");
        host.Command("AT+QFREAD=1,10", "\r\n+CME ERROR: 402\r\n");
        host.Command("AT+QFSEEK=1,1,0");
        host.Command("AT+QFREAD=1,10", "\r\nCONNECT 2\r\nbc\r\nOK\r\n");
        host.Command("AT+QFPOSITION=1", "\r\n+QFPOSITION: 3\r\n\r\nOK\r\n");
        host.Command("AT+QFDEL=\"log\"", "\r\n+CME ERROR: 426\r\n");
        host.Command("AT+QFCLOSE=1");
        host.Command("AT+QFCLOSE=1", "\r\n+CME ERROR: 416\r\n");
    }

    [Fact]
    public void RamFiles_AfterReboot_AreGone()
    {
        using Host host = new();
        host.Module.Files.Write("RAM:r", new byte[1]);
        host.Module.Files.Write("keep", new byte[1]);
        host.Module.Reboot();
        Assert.False(host.Module.Files.Exists("RAM:r"));
        Assert.True(host.Module.Files.Exists("UFS:keep"));
    }
}
