// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>What a driver that is secure by default must refuse, and what relaxes it.</summary>
public sealed class TrustTests
{
    [Fact]
    public void Connect_RightCertificate_TellsTheServerItsName()
    {
        using TestServer server = new();
        using Bench bench = new();

        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port);
        server.Accept().Dispose();

        Assert.Equal([Bench.ServerName], server.ServerNames);
        Assert.Equal((int)CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, bench.Module.Sockets[0].CipherSuite);
    }

    [Fact]
    public void Connect_UnknownAuthority_Is566()
    {
        Refused(new TestServer(), Bench.ServerName, context => context.CaCertificate = "ca.pem", Certificates.OtherRoot);
    }

    [Fact]
    public void Connect_WrongHost_Is566()
    {
        Refused(new TestServer(), "other.example", _ => { });
    }

    [Fact]
    public void Connect_AddressInsteadOfName_Is566()
    {
        Refused(new TestServer(), "127.0.0.1", _ => { });
    }

    [Fact]
    public void Connect_ExpiredCertificate_Is566()
    {
        Refused(new TestServer(Expired()), Bench.ServerName, _ => { });
    }

    [Fact]
    public void Connect_ServerWithoutTheSuite_Is566()
    {
        Refused(new TestServer(), Bench.ServerName, context => context.CipherSuite = CipherSuite.TLS_RSA_WITH_RC4_128_SHA);
    }

    [Fact]
    public void Connect_NobodyListens_Is566()
    {
        TestServer server = new();
        int port = server.Port;
        server.Dispose();
        using Bench bench = new();

        Bg95Exception thrown = Assert.Throws<Bg95Exception>(() => bench.Context().Connect(Bench.ServerName, port));

        Assert.Equal(Bg95Error.SocketConnectionFailed, thrown.Error);
    }

    [Fact]
    public void Connect_UnknownName_Is565()
    {
        using Bench bench = new();

        Bg95Exception thrown = Assert.Throws<Bg95Exception>(() => bench.Context().Connect("nowhere.example", 443));

        Assert.Equal(Bg95Error.DnsParseFailed, thrown.Error);
        Assert.Contains("565", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_FileThatIsNotThere_Is566()
    {
        Refused(new TestServer(), Bench.ServerName, context => context.CaCertificate = "nothere.pem");
    }

    [Fact]
    public void Connect_HostCheckOff_TakesAnotherHost()
    {
        Accepted(new TestServer(), "other.example", context => context.InsecureSkipHostCheck = true);
    }

    [Fact]
    public void Connect_ValidityIgnored_TakesAnExpiredCertificate()
    {
        Accepted(new TestServer(Expired()), Bench.ServerName, context => context.InsecureIgnoreValidity = true);
    }

    [Fact]
    public void Connect_NoAuthentication_TakesAnybody()
    {
        Accepted(
            new TestServer(Certificates.Issue(Certificates.OtherRoot, "CN=anybody")),
            Bench.ServerName,
            context =>
            {
                context.SecurityLevel = SecurityLevel.InsecureNone;
                context.InsecureSkipHostCheck = true;
            });
    }

    [Fact]
    public void Connect_WithClientCertificate_ServerSeesIt()
    {
        string? seen = null;
        using TestServer server = new(configure: options =>
        {
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                seen = certificate?.Subject;
                return true;
            };
        });
        using Bench bench = new();
        SslContext context = bench.Context();
        bench.Modem.Files.Upload("client.pem", Certificates.Pem(Certificates.Client));
        bench.Modem.Files.Upload("client.key", Encoding.ASCII.GetBytes(Certificates.Client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()));
        context.SecurityLevel = SecurityLevel.ServerAndClient;
        context.ClientCertificate = "client.pem";
        context.ClientKey = "client.key";

        using SslSocket socket = context.Connect(Bench.ServerName, server.Port);
        server.Accept().Dispose();

        Assert.Equal("CN=device", seen);
    }

    private static X509Certificate2 Expired() =>
        Certificates.Issue(Certificates.Root, "CN=server.example", Bench.ServerName, DateTimeOffset.UtcNow.AddDays(-1));

    private static void Refused(TestServer server, string host, Action<SslContext> configure, X509Certificate2? authority = null)
    {
        using Bench bench = new();
        SslContext context = authority == null ? bench.Context() : bench.Context(0, authority);
        configure(context);

        Bg95Exception thrown = Assert.Throws<Bg95Exception>(() => context.Connect(host, server.Port));

        Assert.Equal(Bg95Error.SocketConnectionFailed, thrown.Error);
        Assert.Equal("AT+QSSLOPEN", thrown.Command);
        Assert.Empty(bench.Module.Sockets);
        server.Dispose();
    }

    private static void Accepted(TestServer server, string host, Action<SslContext> configure)
    {
        using Bench bench = new();
        SslContext context = bench.Context();
        configure(context);

        using SslSocket socket = context.Connect(host, server.Port);

        Assert.Equal(SocketState.Connected, socket.State);
        server.Dispose();
    }
}
