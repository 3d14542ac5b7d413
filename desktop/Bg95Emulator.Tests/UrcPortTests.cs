// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Net.Security;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Where unsolicited results go (module facts 9).</summary>
public sealed class UrcPortTests
{
    private const string Here = "\r\n+QURCCFG: \"urcport\",\"uart1\"\r\n\r\nOK\r\n";
    private const string Elsewhere = "\r\n+QURCCFG: \"urcport\",\"usbat\"\r\n\r\nOK\r\n";

    [Fact]
    public void UrcPort_SetAndAsked_IsWhatWasSet()
    {
        using Host host = new();
        host.Command("AT+QURCCFG=\"urcport\"", Here);
        host.Command("AT+QURCCFG=\"urcport\",\"usbat\"");
        host.Command("AT+QURCCFG=\"urcport\"", Elsewhere);
    }

    [Theory]
    [InlineData("AT+QURCCFG")]
    [InlineData("AT+QURCCFG?")]
    [InlineData("AT+QURCCFG=\"urcport\",\"main\"", "\r\n+CME ERROR: 3\r\n")]
    [InlineData("AT+QURCCFG=\"urcports\"", "\r\n+CME ERROR: 3\r\n")]
    [InlineData("AT+QURCCFG=\"urcport\",\"uart1\",1", "\r\n+CME ERROR: 3\r\n")]
    public void UrcPort_WhatItDoesNotTake_IsRefused(string command, string answer = "\r\nERROR\r\n")
    {
        using Host host = new();
        host.Command(command, answer);
        host.Command("AT+QURCCFG=\"urcport\"", Here);
    }

    [Fact]
    public void UrcPort_OfAModuleWithoutTheCommand_IsError()
    {
        using Host host = new(options => options.UrcPorts = []);
        host.Command("AT+QURCCFG=\"urcport\"", "\r\nERROR\r\n");
        host.Module.SendUnsolicited("+QIND: 1");
        host.Expect("\r\n+QIND: 1\r\n");
    }

    [Fact]
    public void UrcPort_AnotherOne_LetsEveryCommandWorkAndNoResultCome()
    {
        using TestServer server = new();
        using Host host = new(options => options.UrcPort = "usbat");
        host.ActivatePdp();
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port},0");
        using SslStream peer = server.Accept();
        peer.Write("hello"u8);
        host.Module.SendUnsolicited("+QIND: 1");
        Wait.Until(() => host.Module.Sockets[0].BytesUnread == 5);
        host.Command("AT+QSSLRECV=4,100", "\r\n+QSSLRECV: 5\r\nhello\r\n\r\nOK\r\n");
        host.ExpectSilence();
    }

    [Fact]
    public void UrcPort_AnotherOne_TakesWhatIsPushed()
    {
        using TestServer server = new();
        using Host host = new(options => options.UrcPort = "usbat");
        host.ActivatePdp();
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port},1");
        using SslStream peer = server.Accept();
        peer.Write("hello"u8);
        peer.Dispose();
        Wait.Until(() => host.Module.Sockets[0].State == 4);
        host.ExpectSilence();
    }

    [Fact]
    public void UrcPort_SetBack_LetsThemComeAgain()
    {
        using Host host = new(options => options.UrcPort = "usbat");
        host.Module.SendUnsolicited("+QIND: 1");
        host.Command("AT+QURCCFG=\"urcport\",\"uart1\"");
        host.Module.SendUnsolicited("+QIND: 2");
        host.Expect("\r\n+QIND: 2\r\n");
    }

    [Fact]
    public void UrcPort_AfterARestart_IsAsItWas()
    {
        using Host host = new();
        host.Command("AT+QURCCFG=\"urcport\",\"usbat\"");
        host.Module.Reboot();
        host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        host.Command("AT+QURCCFG=\"urcport\"", Elsewhere);
    }
}
