// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class DtlsTests
{
    [Fact]
    public void Dtls_WithCertificate_EchoesADatagram()
    {
        int port = BouncyServer.StartDtls(null);
        using Host host = new();
        host.ActivatePdp();
        host.Configure("dtls", 1);
        host.Configure("dtlsversion", 1);
        host.Configure("seclevel", 1);
        host.Configure("cacert", "\"ca.pem\"");
        host.Module.Files.Write("ca.pem", Certificates.Pem(Certificates.Root));
        Echo(host, port);
        Assert.Equal("DTLS 1.2", host.Module.Sockets[0].Version);
        host.Command("AT+QSSLCLOSE=4");
    }

    [Fact]
    public void Dtls_WithPreSharedKey_TakesItFromTheContextsFile()
    {
        int port = BouncyServer.StartDtls([0xDE, 0xAD, 0xBE, 0xEF]);
        using Host host = new();
        host.ActivatePdp();
        host.Module.Files.Write("1_server.psk", "device&deadbeef"u8);
        host.Configure("ciphersuite", "0X00AE");
        host.Configure("dtlsversion", 1);
        host.Configure("dtls", 1);
        Echo(host, port);
        Assert.Equal(0x00AE, host.Module.Sockets[0].CipherSuite);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Session_ToBeTakenUp_DependsOnTheSetting(int session, bool resumed)
    {
        BlockingCollection<bool> handshakes = [];
        using TcpListener listener = BouncyServer.StartTls(handshakes.Add);
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using Host host = new();
        host.ActivatePdp();
        host.Configure("session", session);
        host.Open(port);
        host.Command("AT+QSSLCLOSE=4");
        host.Open(port);
        Assert.False(handshakes.Take(TestContext.Current.CancellationToken));
        Assert.Equal(resumed, handshakes.Take(TestContext.Current.CancellationToken));
        Assert.Equal(resumed, host.Module.Sockets[0].Resumed);
    }

    private static void Echo(Host host, int port)
    {
        host.Open(port);
        host.Command("AT+QSSLSEND=4,4", "\r\n> ");
        host.Send("ping");
        host.Expect("\r\nSEND OK\r\n\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4", "\r\n+QSSLRECV: 4\r\nping\r\n\r\nOK\r\n");
    }
}
