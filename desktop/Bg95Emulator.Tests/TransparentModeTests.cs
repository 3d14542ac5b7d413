// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class TransparentModeTests
{
    [Fact]
    public async Task Transparent_FromOpenToEscapeAndBack_CarriesOnlyPayload()
    {
        using TestServer server = new();
        using Host host = new(options => options.EscapeGuardTime = TimeSpan.FromMilliseconds(50));
        host.ActivatePdp();
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port},2", "\r\nCONNECT\r\n");
        await using SslStream peer = server.Accept();
        host.Send("AT\r+++x");
        Assert.Equal("AT\r+++x", Read(peer, 7));
        host.Module.SendUnsolicited("+QIND: 1");
        peer.Write("\r\nOK\r\n"u8);
        host.Expect("\r\nOK\r\n");

        // Not a wait for something: the silence itself is what the module must see (application note 1.3).
        await Task.Delay(200, TestContext.Current.CancellationToken);
        host.Send("+++");
        host.Expect("\r\nOK\r\n\r\n+QIND: 1\r\n");
        peer.Write("buffered"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4,4", "\r\n+QSSLRECV: 4\r\nbuff\r\n\r\nOK\r\n");
        host.Command("ATO", "\r\nCONNECT\r\nered");
        await peer.ShutdownAsync();
        await peer.DisposeAsync();
        host.Expect("\r\nNO CARRIER\r\n");
        host.Command("ATO", "\r\nNO CARRIER\r\n");
        host.Command("AT+QSSLCLOSE=4");
    }

    [Fact]
    public void Transparent_ThatFails_GetsErrorAndItsNumber()
    {
        using Host host = new();
        host.Command("AT+QSSLOPEN=1,1,4,\"x\",443,2", "\r\nERROR\r\n");
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 561, open pdp context failed\r\n\r\nOK\r\n");
        Assert.Empty(host.Module.Sockets);
    }

    [Fact]
    public void Transparent_AtReboot_Ends()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port},2", "\r\nCONNECT\r\n");
        host.Module.Reboot();
        host.Expect("\r\nRDY\r\n");
        host.ReadUntil("+QIND: SMS DONE\r\n");
        host.Command("ATE0", "ATE0\r\r\nOK\r\n");
    }

    private static string Read(SslStream peer, int size)
    {
        byte[] bytes = new byte[size];
        peer.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }
}
