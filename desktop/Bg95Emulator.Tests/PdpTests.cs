// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net;
using System.Net.Security;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>PDP contexts and their DNS servers.</summary>
public sealed class PdpTests
{
    [Fact]
    public void Pdp_ConfigureActivateDeactivate_AnswersAsTheNote()
    {
        using Host host = new();
        host.Command("AT+QIACT?");
        host.Command("AT+QICSGP=1", "\r\n+QICSGP: 1,\"\",\"\",\"\",0\r\n\r\nOK\r\n");
        host.Command("AT+QICSGP=1,3,\"CMNBIOT\",\"user\",\"secret\",3");
        host.Command("AT+QICSGP=1", "\r\n+QICSGP: 3,\"CMNBIOT\",\"user\",\"secret\",3\r\n\r\nOK\r\n");
        host.Command("AT+QIACT=1");
        host.Command("AT+QIACT=1", "\r\nERROR\r\n");
        host.Command("AT+QIACT?", "\r\n+QIACT: 1,1,3,\"100.64.0.1\"\r\n\r\nOK\r\n");
        host.Command("AT+QIDEACT=1");
        host.Command("AT+QIACT?");
    }

    [Theory]
    [InlineData("0,1,\"a\"")]
    [InlineData("17,1,\"a\"")]
    [InlineData("1,0,\"a\"")]
    [InlineData("1,4,\"a\"")]
    [InlineData("1,1,a")]
    [InlineData("1,1")]
    [InlineData("1,1,\"a\",\"\",\"\",4")]
    public void Configure_OutOfRange_IsRefused(string arguments)
    {
        using Host host = new();
        host.Command("AT+QICSGP=" + arguments, "\r\nERROR\r\n");
    }

    [Fact]
    public void Activate_AllSixteen_ListsThemInOrder()
    {
        using Host host = new();
        string rows = string.Empty;
        for (int context = 16; context >= 1; context--)
        {
            host.Command($"AT+QIACT={context}");
            rows = $"+QIACT: {context},1,1,\"100.64.0.{context}\"\r\n" + rows;
        }

        host.Command("AT+QIACT?", $"\r\n{rows}\r\nOK\r\n");
    }

    [Theory]
    [InlineData("AT+QIACT=1", 150)]
    [InlineData("AT+QIDEACT=1", 40)]
    public void Activation_ThatTakesItsTime_AnswersThen(string command, int seconds)
    {
        ManualClock clock = new();
        using Host host = new(clock, options =>
        {
            options.ActivateDelay = TimeSpan.FromSeconds(150);
            options.DeactivateDelay = TimeSpan.FromSeconds(40);
        });
        host.Send(command + "\r");
        Wait.Until(() => clock.Pending == 1);
        clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(1, clock.Pending);
        clock.Advance(TimeSpan.FromSeconds(1));
        host.Expect("\r\nOK\r\n");
    }

    [Fact]
    public void Deactivate_WithASocketOpen_ClosesIt()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        host.Command("AT+QIDEACT=1");
        host.Expect("\r\n+QSSLURC: \"closed\",4\r\n");
        host.Command("AT+QSSLCLOSE=4");
    }

    [Fact]
    public void Lost_WithASocketOpen_IsReportedAndTheSocketStays()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        host.Module.LosePdpContext();
        host.Expect("\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+QSSLURC: \"closed\",4\r\n");
        host.Command("AT+QIACT?");
        Assert.Equal(4, Assert.Single(host.Module.Sockets).State);
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port}");
        host.Expect("\r\n+QSSLOPEN: 4,563\r\n");
        host.Command("AT+QSSLCLOSE=4");
        host.Command("AT+QIDEACT=1");
        host.Command("AT+QIACT=1");
        host.Open(server.Port);
    }

    [Fact]
    public void Lost_AtAPrompt_IsReportedAfterTheResult()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        host.Command("AT+QSSLSEND=4,5", "\r\n> ");
        host.Send("ab");
        host.Module.LosePdpContext();
        Wait.Until(() => host.Module.Sockets[0].State == 4);
        host.Send("cde");
        host.Expect("\r\nERROR\r\n\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+QSSLURC: \"closed\",4\r\n");
    }

    [Fact]
    public void Lost_InTransparentMode_IsNoCarrierAndReportedAfterwards()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port},2", "\r\nCONNECT\r\n");
        host.Module.LosePdpContext();
        host.Expect("\r\nNO CARRIER\r\n\r\n+QIURC: \"pdpdeact\",1\r\n");
        host.Command("AT+QSSLCLOSE=4");
    }

    [Fact]
    public void Lost_OfAnotherContext_LeavesSocketsAlone()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Command("AT+QIACT=2");
        host.Open(server.Port);
        using SslStream peer = server.Accept();
        host.Module.LosePdpContext(2);
        host.Expect("\r\n+QIURC: \"pdpdeact\",2\r\n");
        host.Command("AT+QSSLSEND=4,1", "\r\n> ");
        host.Send("x");
        host.Expect("\r\nSEND OK\r\n");
    }

    [Fact]
    public void Dns_SetAndQueried_ShowsBothServers()
    {
        using Host host = new();
        host.Command("AT+QIDNSCFG=1", "\r\n+QIDNSCFG: 1,\"192.0.2.53\",\"198.51.100.53\"\r\n\r\nOK\r\n");
        host.Command("AT+QIDNSCFG=1,\"8.8.8.8\",\"8.8.4.4\"");
        host.Command("AT+QIDNSCFG=1", "\r\n+QIDNSCFG: 1,\"8.8.8.8\",\"8.8.4.4\"\r\n\r\nOK\r\n");
        host.Command("AT+QIDNSCFG=2", "\r\n+QIDNSCFG: 2,\"192.0.2.53\",\"198.51.100.53\"\r\n\r\nOK\r\n");
        host.Command("AT+QIDNSCFG=1,\"8.8.8.8\"");
        host.Command("AT+QIDNSCFG=1", "\r\n+QIDNSCFG: 1,\"8.8.8.8\",\"\"\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("0,\"8.8.8.8\"")]
    [InlineData("17")]
    [InlineData("1,\"no address\"")]
    [InlineData("1,\"\"")]
    [InlineData("1,8.8.8.8")]
    [InlineData("1,\"8.8.8.8\",\"x\"")]
    [InlineData("1,\"8.8.8.8\",8.8.4.4")]
    public void Dns_Wrong_IsRefused(string arguments)
    {
        using Host host = new();
        host.Command("AT+QIDNSCFG=" + arguments, "\r\nERROR\r\n");
    }

    [Theory]
    [InlineData("\"0.0.0.0\"", 565)]
    [InlineData("\"255.255.255.255\"", 565)]
    [InlineData("\"203.0.113.1\"", 565)]
    [InlineData("\"203.0.113.1\",\"8.8.8.8\"", 0)]
    [InlineData("\"8.8.8.8\"", 0)]
    public void Dns_WithoutAServerThatAnswers_ResolvesNoName(string servers, int error)
    {
        using TestServer server = new();
        using Host host = new(options => options.DeadDnsServers.Add(IPAddress.Parse("203.0.113.1")));
        host.ActivatePdp();
        host.Command("AT+QIDNSCFG=1," + servers);
        host.Open(server.Port, error);
        host.Command("AT+QSSLCLOSE=4");

        // An address needs no DNS.
        host.Open(server.Port, server: "127.0.0.1");
    }
}
