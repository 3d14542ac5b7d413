// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class TlsTests
{
    [Fact]
    public void ServerCheck_OfGoodChain_Succeeds()
    {
        using Host host = SecureHost();
        using TestServer server = new();
        host.Open(server.Port);
        SocketSnapshot socket = Assert.Single(host.Module.Sockets);
        Assert.Equal("TLS 1.2", socket.Version);
        Assert.Equal(0xC02F, socket.CipherSuite);
        Assert.Equal(Host.ServerName, socket.ServerName);
        Assert.Equal([Host.ServerName], server.ServerNames);
    }

    [Fact]
    public void ServerCheck_WithDerFile_Succeeds()
    {
        using Host host = SecureHost();
        host.Module.Files.Write("ca.pem", Certificates.Root.RawData);
        using TestServer server = new();
        host.Open(server.Port);
    }

    [Fact]
    public void ServerCheck_OfUnknownAuthority_Fails()
    {
        using Host host = SecureHost();
        host.Module.Files.Write("ca.pem", Certificates.Pem(Certificates.OtherRoot));
        using TestServer server = new();
        host.Open(server.Port, 566);
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 0,operate successfully\r\n\r\nOK\r\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void ServerCheck_WithUnusableFile_Fails(string content)
    {
        using Host host = SecureHost();
        host.Module.Files.Write("ca.pem", Encoding.ASCII.GetBytes(content));
        using TestServer server = new();
        host.Open(server.Port, 566);
    }

    [Fact]
    public void ServerCheck_WithoutFile_Fails()
    {
        using Host host = SecureHost();
        host.Module.Files.Delete("ca.pem");
        using TestServer server = new();
        host.Open(server.Port, 566);
        host.Configure("seclevel", 0);
        host.Open(server.Port);
    }

    [Fact]
    public void CheckHost_OfAnotherName_Fails()
    {
        using X509Certificate2 other = Certificates.Issue(Certificates.Root, "CN=server.example", "other.example");
        using Host host = SecureHost();
        using TestServer server = new(other);
        host.Open(server.Port, 566);
        host.Configure("checkhost", 0);
        host.Open(server.Port);
    }

    [Fact]
    public void CheckHost_WithoutAlternativeName_TakesTheCommonName()
    {
        using X509Certificate2 old = Certificates.Issue(Certificates.Root, "CN=server.example");
        using Host host = SecureHost();
        using TestServer server = new(old);
        host.Open(server.Port);
    }

    [Fact]
    public void CheckHost_OfAnAddress_WantsItInTheCertificate()
    {
        using X509Certificate2 certificate =
            Certificates.Issue(Certificates.Root, "CN=x", address: IPAddress.Loopback);
        using Host host = SecureHost();
        using TestServer named = new();
        host.Open(named.Port, 566, server: "127.0.0.1");
        using TestServer server = new(certificate);
        host.Open(server.Port, server: "127.0.0.1");
        Assert.Equal([string.Empty], server.ServerNames);
    }

    [Theory]
    [InlineData("server.example", "server.example", true)]
    [InlineData("SERVER.example", "server.EXAMPLE", true)]
    [InlineData("*.example.com", "a.example.com", true)]
    [InlineData("*.example.com", "a.b.example.com", false)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("a*.example.com", "ab.example.com", false)]
    [InlineData("*.com", "example.com", false)]
    [InlineData("*", "example", false)]
    public void HostName_Pattern_CoversOneLeftmostLabel(string pattern, string host, bool covers)
    {
        Assert.Equal(covers, HostName.Covers(pattern, host));
    }

    [Fact]
    public void LocalTime_AfterExpiry_OnlyMattersWhenNotIgnored()
    {
        using Host host = SecureHost();
        using TestServer server = new();
        host.Command("AT+CCLK=\"70/01/01,00:00:00+00\"");
        host.Open(server.Port, 566);
        host.Configure("ignorelocaltime", 1);
        host.Open(server.Port);
    }

    [Fact]
    public void Chain_WithIntermediate_Succeeds()
    {
        using X509Certificate2 middle = Certificates.Issue(Certificates.Root, "CN=Middle", authority: true);
        using X509Certificate2 leaf = Certificates.Issue(middle, "CN=leaf", Host.ServerName);
        using Host host = SecureHost();
        using TestServer server = new(configure: options => SendChain(options, leaf, middle));
        host.Open(server.Port);
    }

    [Fact]
    public void Chain_IssuedByNoAuthority_Fails()
    {
        using X509Certificate2 notAnAuthority = Certificates.Issue(Certificates.Root, "CN=Not CA");
        using X509Certificate2 leaf = Certificates.Issue(notAnAuthority, "CN=leaf", Host.ServerName);
        using Host host = SecureHost();
        using TestServer server = new(configure: options => SendChain(options, leaf, notAnAuthority));
        host.Open(server.Port, 566);
        host.Configure("seclevel", 0);
        host.Open(server.Port);
    }

    [Fact]
    public void Sni_Off_SendsNoName()
    {
        using Host host = SecureHost();
        host.Configure("sni", 0);
        using TestServer server = new();
        host.Open(server.Port);
        Assert.Equal([string.Empty], server.ServerNames);
        Assert.Null(host.Module.Sockets[0].ServerName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Version_TheServerDoesNotSpeak_Fails(int version)
    {
        using Host host = SecureHost();
        host.Configure("sslversion", version);
        using TestServer server = new();
        host.Open(server.Port, 566);
    }

    [Theory]
    [InlineData("0XC007")]
    [InlineData("0X0004")]
    [InlineData("0XC02B")]
    [InlineData("0X00AE")]
    public void Suite_NotInCommon_Fails(string suite)
    {
        using Host host = SecureHost();
        host.Configure("ciphersuite", suite);
        using TestServer server = new();
        host.Open(server.Port, 566);
    }

    [Fact]
    public void Suite_SingleOne_IsTheOneUsed()
    {
        using Host host = SecureHost();
        host.Configure("ciphersuite", "0XC02B");
        using X509Certificate2 elliptic =
            Certificates.Issue(Certificates.Root, "CN=ec", Host.ServerName, elliptic: true);
        using TestServer server = new(elliptic);
        host.Open(server.Port);
        Assert.Equal(0xC02B, host.Module.Sockets[0].CipherSuite);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void ClientCertificate_Requested_IsPresented(bool elliptic, bool pkcs8)
    {
        using X509Certificate2 client = Certificates.Issue(Certificates.Root, "CN=device", elliptic: elliptic);
        using Host host = SecureHost();
        host.Configure("seclevel", 2);
        host.Configure("clientcert", "\"client.pem\"");
        host.Configure("clientkey", "\"key.pem\"");
        using TestServer server = new(configure: Require);
        host.Open(server.Port, 566);

        host.Module.Files.Write("client.pem", Certificates.Pem(client));
        string key = elliptic
            ? pkcs8
                ? client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()
                : client.GetECDsaPrivateKey()!.ExportECPrivateKeyPem()
            : pkcs8
                ? client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()
                : client.GetRSAPrivateKey()!.ExportRSAPrivateKeyPem();
        host.Module.Files.Write("key.pem", Encoding.ASCII.GetBytes(key));
        host.Open(server.Port);
        using SslStream peer = server.Accept();
        Assert.Equal("CN=device", peer.RemoteCertificate?.Subject);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void ClientCertificate_WithOlderVersions_IsProven(int version, bool elliptic)
    {
        using X509Certificate2 client = Certificates.Issue(Certificates.Root, "CN=device", elliptic: elliptic);
        using BouncyServer server = new(new BouncyServerOptions
        {
            Version = version switch
            {
                1 => Org.BouncyCastle.Tls.ProtocolVersion.TLSv10,
                2 => Org.BouncyCastle.Tls.ProtocolVersion.TLSv11,
                _ => Org.BouncyCastle.Tls.ProtocolVersion.TLSv12,
            },
            Suite = Org.BouncyCastle.Tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
            RequestClientCertificate = true,
        });
        using Host host = SecureHost();
        host.Configure("sslversion", version);
        host.Open(server.Port, 566);
        host.Module.Files.Write("client.pem", Certificates.Pem(client));
        host.Module.Files.Write("key.pem", Certificates.KeyPem(client));
        host.Configure("seclevel", 2);
        host.Configure("clientcert", "\"client.pem\"");
        host.Configure("clientkey", "\"key.pem\"");
        host.Open(server.Port);
        Assert.Equal("CN=device", server.Accept().ClientSubject);
    }

    [Fact]
    public void ClientCertificate_WithAnothersKey_Fails()
    {
        using X509Certificate2 client = Certificates.Issue(Certificates.Root, "CN=device");
        using X509Certificate2 other = Certificates.Issue(Certificates.Root, "CN=other");
        using BouncyServer server = new(new BouncyServerOptions { RequestClientCertificate = true });
        using Host host = SecureHost();
        host.Module.Files.Write("client.pem", Certificates.Pem(client));
        host.Module.Files.Write("key.pem", Certificates.KeyPem(other));
        host.Configure("seclevel", 2);
        host.Configure("clientcert", "\"client.pem\"");
        host.Configure("clientkey", "\"key.pem\"");
        host.Open(server.Port, 566);
    }

    [Fact]
    public void ClientCertificate_AtLevelOne_IsNotPresented()
    {
        using Host host = SecureHost();
        using TestServer server = new(configure: Require);

        // This server looks at the certificate after the handshake, and then hangs up.
        host.Open(server.Port);
        host.Expect("\r\n+QSSLURC: \"closed\",4\r\n");
    }

    private static void SendChain(SslServerAuthenticationOptions options, X509Certificate2 leaf, X509Certificate2 issuer)
    {
        options.ServerCertificateSelectionCallback = null;
        options.ServerCertificateContext = SslStreamCertificateContext.Create(leaf, [issuer], offline: true);
    }

    private static void Require(SslServerAuthenticationOptions options)
    {
        options.ClientCertificateRequired = true;
        options.EnabledSslProtocols = SslProtocols.Tls12;
        options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate != null;
    }

    private static Host SecureHost()
    {
        Host host = new();
        host.Secure();
        return host;
    }
}
