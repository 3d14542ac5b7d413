// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Every number of the note's chapter 5: what leads to it, and what AT+QIGETERROR says.</summary>
public sealed class ErrorTests
{
    public static TheoryData<int, string> Table3 { get; } = new()
    {
        { 550, "unknown error" },
        { 551, "operation blocked" },
        { 552, "invalid parameters" },
        { 553, "memory not enough" },
        { 554, "create socket failed" },
        { 555, "operation not supported" },
        { 556, "socket bind failed" },
        { 557, "socket listen failed" },
        { 558, "socket write failed" },
        { 559, "socket read failed" },
        { 560, "socket accept failed" },
        { 561, "open pdp context failed" },
        { 562, "close pdp context failed" },
        { 563, "socket identity has been used" },
        { 564, "dns busy" },
        { 565, "dns parse failed" },
        { 566, "socket connect failed" },
        { 567, "socket has been closed" },
        { 568, "operation busy" },
        { 569, "operation timeout" },
        { 570, "pdp context break down" },
        { 571, "cancel send" },
        { 572, "operation not allowed" },
        { 573, "apn not configured" },
        { 574, "port busy" },
    };

    [Theory]
    [MemberData(nameof(Table3))]
    public void Refusal_OfAnyNumber_IsTheResultOfOpen(int error, string text)
    {
        using Host host = new(options =>
            options.Refusal = (command, count) => command == "+QSSLOPEN" && count < 3 ? error : 0);
        host.ActivatePdp();
        host.Open(443, error);
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 0,operate successfully\r\n\r\nOK\r\n");
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",443,2", "\r\nERROR\r\n");
        ExpectLastError(host, error, text);
        Assert.Empty(host.Module.Sockets);

        // The third time it is let through: nobody of this name is known.
        host.Open(443, 565, server: "nowhere.example");
    }

    [Theory]
    [InlineData("AT+QSSLSEND=4,1", "+QSSLSEND", 558)]
    [InlineData("AT+QSSLRECV=4,1", "+QSSLRECV", 559)]
    [InlineData("AT+QSSLCLOSE=4", "+QSSLCLOSE", 568)]
    [InlineData("AT+QISWTMD=4,1", "+QISWTMD", 574)]
    [InlineData("AT+QIDEACT=1", "+QIDEACT", 562)]
    [InlineData("AT+QIACT=2", "+QIACT", 561)]
    public void Refusal_OfOtherCommands_IsErrorAndItsNumber(string line, string name, int error)
    {
        using TestServer server = new();
        using Host host = new(options => options.Refusal = (command, count) => command == name && (command != "+QIACT" || count > 1) ? error : 0);
        host.ActivatePdp();
        host.Open(server.Port);
        host.Command(line, "\r\nERROR\r\n");
        ExpectLastError(host, error);
        Assert.Equal(2, Assert.Single(host.Module.Sockets).State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void SslCommands_WithAnyCmee_AnswerBareError(int format)
    {
        using Host host = new();
        host.Command($"AT+CMEE={format}");
        host.Command("AT+QSSLOPEN=1,1,12,\"h\",443", "\r\nERROR\r\n");
        host.Command("AT+QSSLCFG=\"sni\",1,2", "\r\nERROR\r\n");
        host.Command("AT+QSSLSEND=4", "\r\nERROR\r\n");
        host.Command("AT+QSSLRECV=4", "\r\nERROR\r\n");
        host.Command("AT+QSSLCLOSE=12", "\r\nERROR\r\n");
        host.Command("AT+QSSLSTATE=12", "\r\nERROR\r\n");
        host.Command("AT+QISWTMD=4,1", "\r\nERROR\r\n");
        host.Command("AT+QIACT=17", "\r\nERROR\r\n");
    }

    [Theory]
    [InlineData("AT+QSSLSEND=12", 552)]
    [InlineData("AT+QSSLSEND=3", 567)]
    [InlineData("AT+QSSLSEND=4,1461", 552)]
    [InlineData("AT+QSSLSEND=4,0", 552)]
    [InlineData("AT+QSSLSEND=4,1,1", 552)]
    [InlineData("AT+QSSLRECV=12", 552)]
    [InlineData("AT+QSSLRECV=3", 567)]
    [InlineData("AT+QSSLRECV=4,1501", 552)]
    [InlineData("AT+QSSLRECV=4", 572)]
    [InlineData("AT+QSSLCLOSE=12", 552)]
    [InlineData("AT+QSSLCLOSE=4,65536", 552)]
    [InlineData("AT+QSSLSTATE=12", 552)]
    [InlineData("AT+QISWTMD=4,3", 552)]
    [InlineData("AT+QISWTMD=4", 552)]
    [InlineData("AT+QISWTMD=3,1", 567)]
    [InlineData("AT+QSSLOPEN=1,1,4,\"h\",443,2", 563)]
    [InlineData("AT+QSSLOPEN=2,1,3,\"h\",443,2", 561)]
    [InlineData("AT+QSSLOPEN=1,1,3,\"nowhere.example\",443,2", 565)]
    [InlineData("AT+QIACT=1", 572)]
    [InlineData("AT+QIACT=0", 552)]
    [InlineData("AT+QIDEACT=17", 552)]
    public void Refusal_OfACommand_HasItsNumber(string line, int error)
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port, mode: 1);
        host.Command(line, "\r\nERROR\r\n");
        ExpectLastError(host, error);

        // It tells of the last command, whatever that was.
        host.Command("AT+QSSLSTATE=3");
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 0,operate successfully\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Send_Escaped_Is571_TooLong_Is552()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        host.Command("AT+QSSLSEND=4", "\r\n> ");
        host.Send("never\u001b");
        host.Expect("\r\nOK\r\n");
        ExpectLastError(host, 571);
        host.Command("AT+QSSLSEND=4", "\r\n> ");
        host.Send(new string('x', 1461) + "\u001a");
        host.Expect("\r\nERROR\r\n");
        ExpectLastError(host, 552);
    }

    [Fact]
    public void Send_AfterThePeerClosed_Is567()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        using (SslStream peer = server.Accept())
        {
            host.Command("AT+QSSLSEND=4,2", "\r\n> ");
        }

        Wait.Until(() => host.Module.Sockets[0].State == 4);
        host.Send("ab");
        host.Expect("\r\nERROR\r\n\r\n+QSSLURC: \"closed\",4\r\n");
        ExpectLastError(host, 567);
        host.Command("AT+QSSLSEND=4,2", "\r\nERROR\r\n");
        ExpectLastError(host, 567);
    }

    [Fact]
    public void Open_WhenThePdpContextIsLost_Reports570()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using Host host = new();
        host.ActivatePdp();
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{((IPEndPoint)silent.LocalEndpoint).Port}");
        using Socket peer = silent.AcceptSocket();
        host.Module.LosePdpContext();
        host.Expect("\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+QSSLOPEN: 4,570\r\n");
        Assert.Empty(host.Module.Sockets);
    }

    [Fact]
    public void Activate_WithoutAccessPoint_Is573WhereItIsRequired()
    {
        using Host host = new(options => options.AccessPointRequired = true);
        host.Command("AT+QIACT=3", "\r\nERROR\r\n");
        ExpectLastError(host, 573);
        host.Command("AT+QICSGP=3,1,\"iot.example\"");
        host.Command("AT+QIACT=3");
    }

    [Fact]
    public void Activate_WithoutRadio_Is561()
    {
        using Host host = new();
        host.Command("AT+CFUN=4");
        host.Command("AT+QIACT=1", "\r\nERROR\r\n");
        ExpectLastError(host, 561);
    }

    private static void ExpectLastError(Host host, int error, string? text = null)
    {
        if (text == null)
        {
            host.Send("AT+QIGETERROR\r");
            host.Expect($"\r\n+QIGETERROR: {error}, ");
            host.ReadUntil("\r\n\r\nOK\r\n");
            return;
        }

        host.Command("AT+QIGETERROR", $"\r\n+QIGETERROR: {error}, {text}\r\n\r\nOK\r\n");
    }
}
