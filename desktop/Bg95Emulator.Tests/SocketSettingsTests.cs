// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Net.Security;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>AT+QICFG (module facts 8, and the ranges of the vendor's TCP/IP note).</summary>
public sealed class SocketSettingsTests
{
    [Fact]
    public void TestForm_ListsEveryName()
    {
        const string Rows =
            "+QICFG: \"transpktsize\",(1-1460)\r\n"
            + "+QICFG: \"transwaittm\",(0-20)\r\n"
            + "+QICFG: \"dataformat\",(0,1),(0,1)\r\n"
            + "+QICFG: \"viewmode\",(0,1)\r\n"
            + "+QICFG: \"recvind\",(0,1)\r\n"
            + "+QICFG: \"tcp/sack\",(0,1)\r\n"
            + "+QICFG: \"tcp/keepalive\",(0,1),(1-120),(25-100),(3-10)\r\n"
            + "+QICFG: \"tcp/retranscfg\",(3-20),(5-1000)\r\n";
        using Host host = new();
        host.Command("AT+QICFG=?", $"\r\n{Rows}\r\nOK\r\n");
    }

    [Theory]
    [InlineData("transpktsize", "1024", "1460")]
    [InlineData("transwaittm", "2", "0")]
    [InlineData("dataformat", "0,0", "1,0")]
    [InlineData("viewmode", "0", "1")]
    [InlineData("recvind", "0", "1")]
    [InlineData("tcp/sack", "1", "0")]
    [InlineData("tcp/keepalive", "0", "1,2,30,3")]
    [InlineData("tcp/retranscfg", "12,600", "3,5")]
    public void Setting_ReadWrittenAndReadAgain_LastsUntilARestart(string name, string first, string then)
    {
        using Host host = new(options => options.BootResults = ["RDY"]);
        host.Command($"AT+QICFG=\"{name}\"", $"\r\n+QICFG: \"{name}\",{first}\r\n\r\nOK\r\n");
        host.Command($"AT+QICFG=\"{name}\",{then}");
        host.Command($"AT+QICFG=\"{name}\"", $"\r\n+QICFG: \"{name}\",{then}\r\n\r\nOK\r\n");
        host.Command($"AT+QICFG=\"{name}\",{first}");
        host.Command($"AT+QICFG=\"{name}\",{then}");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        host.Command($"AT+QICFG=\"{name}\"", $"\r\n+QICFG: \"{name}\",{first}\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("\"transpktsize\",0")]
    [InlineData("\"transpktsize\",1461")]
    [InlineData("\"dataformat\",1")]
    [InlineData("\"tcp/keepalive\",1")]
    [InlineData("\"tcp/keepalive\",1,2,3,3")]
    [InlineData("\"recvind\",\"1\"")]
    [InlineData("\"recvind\",1,1")]
    [InlineData("\"nosuchname\"")]
    [InlineData("recvind")]
    public void Write_OfWhatIsNone_IsError552(string arguments)
    {
        using Host host = new();
        host.Command("AT+QICFG=" + arguments, "\r\nERROR\r\n");
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 552, invalid parameters\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Recvind_SwitchedOn_TellsTheLengthInBufferMode()
    {
        using TestServer server = new();
        using Host host = new();
        host.Command("AT+QICFG=\"recvind\",1");
        host.ActivatePdp();
        host.Open(server.Port);
        using SslStream peer = server.Accept();
        peer.Write("hello"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4,5\r\n");
        host.Command("AT+QSSLRECV=4,100", "\r\n+QSSLRECV: 5\r\nhello\r\n\r\nOK\r\n");
        peer.Write("you"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4,3\r\n");
    }
}
