// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Org.BouncyCastle.Tls;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class DtlsTests
{
    [Theory]
    [InlineData(0, 0, "DTLS 1.0")]
    [InlineData(1, 1, "DTLS 1.2")]
    [InlineData(2, 0, "DTLS 1.0")]
    [InlineData(2, 1, "DTLS 1.2")]
    public void Dtls_WithCertificate_EchoesADatagram(int setting, int spoken, string version)
    {
        using BouncyServer server = new(new BouncyServerOptions
        {
            Version = spoken == 0 ? ProtocolVersion.DTLSv10 : ProtocolVersion.DTLSv12,
            Suite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        });
        using Host host = new();
        host.ActivatePdp();
        host.Configure("dtls", 1);
        host.Configure("dtlsversion", setting);
        host.Configure("seclevel", 1);
        host.Configure("cacert", "\"ca.pem\"");
        host.Module.Files.Write("ca.pem", Certificates.Pem(Certificates.Root));
        Echo(host, server.Port);
        Assert.Equal(version, host.Module.Sockets[0].Version);
        Assert.Equal(version, server.Accept().Version);
        host.Command("AT+QSSLCLOSE=4");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Dtls_InTheOtherAccessModes_CarriesDatagrams(int mode)
    {
        using BouncyServer server = new(new BouncyServerOptions { Version = ProtocolVersion.DTLSv12 });
        using Host host = new();
        host.ActivatePdp();
        host.Configure("dtls", 1);
        host.Command(
            $"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port},{mode}",
            mode == 1 ? "\r\nOK\r\n\r\n+QSSLOPEN: 4,0\r\n" : "\r\nCONNECT\r\n");
        if (mode == 1)
        {
            host.Command("AT+QSSLSEND=4,4", "\r\n> ");
            host.Send("ping");
            host.Expect("\r\nSEND OK\r\n\r\n+QSSLURC: \"recv\",4,4\r\nping");
            return;
        }

        host.Send("ping");
        host.Expect("ping");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Dtls_OfAVersionTheServerDoesNotSpeak_Fails(int setting, int spoken)
    {
        using BouncyServer server = new(new BouncyServerOptions
        {
            Version = spoken == 0 ? ProtocolVersion.DTLSv10 : ProtocolVersion.DTLSv12,
            Suite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        });
        using Host host = new();
        host.ActivatePdp();
        host.Configure("dtls", 1);
        host.Configure("dtlsversion", setting);
        host.Open(server.Port, 566);
    }

    [Theory]
    [InlineData("0X00AE", CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256)]
    [InlineData("0XC0A8", CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)]
    public void Dtls_WithPreSharedKey_TakesItFromTheContextsFile(string setting, int suite)
    {
        using BouncyServer server = new(Psk(suite));
        using Host host = new();
        host.ActivatePdp();
        host.Module.Files.Write("1_server.psk", "device&deadbeef"u8);
        ConfigurePsk(host, setting);
        Echo(host, server.Port);
        Assert.Equal(suite, host.Module.Sockets[0].CipherSuite);
        Assert.Equal(suite, server.Accept().Suite);
    }

    [Theory]
    [InlineData("1_server.psk", "device")]
    [InlineData("1_server.psk", "device&no hex")]
    [InlineData("2_server.psk", "device&deadbeef")]
    public void Dtls_WithoutKeyForTheContext_Fails(string file, string content)
    {
        using BouncyServer server = new(Psk(CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256));
        using Host host = new();
        host.ActivatePdp();
        host.Module.Files.Write(file, System.Text.Encoding.ASCII.GetBytes(content));
        ConfigurePsk(host, "0X00AE");
        host.Open(server.Port, 566);
    }

    [Fact]
    public void Dtls_WithAnotherKey_EndsWithTheNegotiationTime()
    {
        ManualClock clock = new();
        using BouncyServer server = new(Psk(CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256));
        using Host host = new(clock);
        host.ActivatePdp();
        host.Module.Files.Write("1_server.psk", "device&deadbee0"u8);
        ConfigurePsk(host, "0X00AE");
        host.Command($"AT+QSSLOPEN=1,1,4,\"{Host.ServerName}\",{server.Port}");

        // A datagram that cannot be deciphered is passed over in silence (RFC 6347, 4.1.2.7).
        host.ExpectWhileTimePasses(clock, "\r\n+QSSLOPEN: 4,569\r\n", 10);
    }

    private static BouncyServerOptions Psk(int suite) => new()
    {
        Version = ProtocolVersion.DTLSv12,
        Suite = suite,
        PreSharedKey = [0xDE, 0xAD, 0xBE, 0xEF],
    };

    private static void ConfigurePsk(Host host, string suite)
    {
        host.Configure("ciphersuite", suite);
        host.Configure("dtlsversion", 1);
        host.Configure("dtls", 1);
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
