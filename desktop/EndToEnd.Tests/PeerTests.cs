// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Text;
using Bg95Ssl;
using Org.BouncyCastle.Tls;
using Xunit;
using CipherSuite = Bg95Ssl.CipherSuite;

namespace EndToEnd.Tests;

/// <summary>
/// Every protocol version, sessions and client certificates through the driver's settings, against <c>openssl s_server</c>
/// where it is installed and speaks them, and otherwise in this process; the output says which.
/// </summary>
public sealed class PeerTests
{
    private const string Everything = "DEFAULT:@SECLEVEL=0";

    [Theory]
    [InlineData(SslVersion.InsecureTls10, "-tls1", "TLS 1.0")]
    [InlineData(SslVersion.InsecureTls11, "-tls1_1", "TLS 1.1")]
    [InlineData(SslVersion.Tls12, "-tls1_2", "TLS 1.2")]
    public void Connect_WithTlsVersion_SpeaksItBothWays(SslVersion version, string option, string name)
    {
        ProtocolVersion spoken = version == SslVersion.InsecureTls10 ? ProtocolVersion.TLSv10 : version == SslVersion.InsecureTls11 ? ProtocolVersion.TLSv11 : ProtocolVersion.TLSv12;
        Exchange(name, spoken, context => context.Version = version, option);
    }

    [Theory]
    [InlineData(DtlsVersion.InsecureDtls10, "-dtls1", "DTLS 1.0")]
    [InlineData(DtlsVersion.Dtls12, "-dtls1_2", "DTLS 1.2")]
    public void Connect_WithDtlsVersion_SpeaksItBothWays(DtlsVersion version, string option, string name)
    {
        Exchange(
            name,
            version == DtlsVersion.InsecureDtls10 ? ProtocolVersion.DTLSv10 : ProtocolVersion.DTLSv12,
            context =>
            {
                context.Dtls = true;
                context.DtlsVersion = version;
            },
            option);
    }

    [Fact]
    public void Connect_DtlsWithPreSharedKey_TakesItFromTheContextsFile()
    {
        // Module facts 4.15.
        byte[] key = [0xDE, 0xAD, 0xBE, 0xEF];
        using OpenSslServer? real = OpenSslServer.TryStart(
            Certificates.Server, "-dtls1_2", "-cipher", "PSK-AES128-CBC-SHA256:@SECLEVEL=0", "-psk", "deadbeef", "-psk_identity", "device", "-mtu", "1400");
        using BouncyServer? own = real == null
            ? new BouncyServer(new BouncyServerOptions { Version = ProtocolVersion.DTLSv12, Suite = 0x00AE, PreSharedKey = key })
            : null;
        using Bench bench = new();
        bench.Modem.Files.Upload("3_server.psk", Encoding.ASCII.GetBytes("device&" + Convert.ToHexString(key)));
        SslContext context = bench.Context(3);
        context.CipherSuite = CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256;
        context.Dtls = true;

        using SslSocket socket = context.Connect(Bench.ServerName, real?.Port ?? own!.Port);
        Talk(socket, real);

        Assert.Equal("TLS_PSK_WITH_AES_128_CBC_SHA256", bench.Module.Sockets[0].CipherSuiteName);
        Assert.Equal("DTLS 1.2", bench.Module.Sockets[0].Version);
        Report(real);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public void Connect_Again_TakesTheSessionUpIfSet(bool resumption, int resumed)
    {
        using BouncyServer server = new(new BouncyServerOptions());
        using Bench bench = new();
        SslContext context = bench.Context();
        context.SessionResumption = resumption;
        int seen = 0;

        for (int i = 0; i < 4; i++)
        {
            using SslSocket socket = context.Connect(Bench.ServerName, server.Port);
            using BouncyPeer peer = server.Accept();
            seen += peer.Resumed ? 1 : 0;
        }

        Assert.Equal(resumed, seen);
    }

    [Fact]
    public void Connect_AgainToOpenssl_TakesTheSessionUp()
    {
        using OpenSslServer? real = OpenSslServer.TryStart(Certificates.Server, "-tls1_2", "-no_ticket");

        if (real != null)
        {
            using Bench bench = new();
            SslContext context = bench.Context();
            context.SessionResumption = true;
            context.Connect(Bench.ServerName, real.Port).Dispose();
            real.WaitForLine("CIPHER is ");
            using SslSocket again = context.Connect(Bench.ServerName, real.Port);
            real.WaitForLine("Reused session-id");
        }

        // Without openssl the server in this process counts, in the test above.
        Report(real);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Connect_WithClientCertificate_IsKnownToTheServer(bool elliptic)
    {
        using System.Security.Cryptography.X509Certificates.X509Certificate2 client =
            Certificates.Issue(Certificates.Root, "CN=device", elliptic: elliptic);
        using OpenSslServer? real = OpenSslServer.TryStart(Certificates.Server, "-tls1_2", "-Verify", "1");
        using BouncyServer? own = real == null ? new BouncyServer(new BouncyServerOptions { RequestClientCertificate = true }) : null;
        using Bench bench = new();
        bench.Modem.Files.Upload("client.pem", Certificates.Pem(client));
        bench.Modem.Files.Upload("client.key", Certificates.KeyPem(client));
        SslContext context = bench.Context();
        context.SecurityLevel = SecurityLevel.ServerAndClient;
        context.ClientCertificate = "client.pem";
        context.ClientKey = "client.key";

        using SslSocket socket = context.Connect(Bench.ServerName, real?.Port ?? own!.Port);

        Assert.Equal("CN=device", real == null ? own!.Accept().ClientSubject : real.WaitForLine("subject=")[8..].Replace(" ", string.Empty, StringComparison.Ordinal));
        Report(real);
    }

    private static void Exchange(string name, ProtocolVersion spoken, Action<SslContext> configure, string option)
    {
        using OpenSslServer? real = OpenSslServer.TryStart(Certificates.Server, option, "-cipher", Everything, "-mtu", "1400");
        using BouncyServer? own = real == null
            ? new BouncyServer(new BouncyServerOptions { Version = spoken, Suite = (int)CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA })
            : null;
        using Bench bench = new();
        SslContext context = bench.Context();
        context.CipherSuite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA;
        configure(context);

        using SslSocket socket = context.Connect(Bench.ServerName, real?.Port ?? own!.Port);

        if (real == null && !spoken.IsDtls)
        {
            using BouncyPeer peer = own!.Accept();
            socket.Send("from us\n"u8.ToArray(), 0, 8);
            Assert.Equal("from us\n", peer.Read(8));
            peer.Write("from us\n");
            Receive(socket, "from us\n");
        }
        else
        {
            Talk(socket, real);
        }

        Assert.Equal(name, bench.Module.Sockets[0].Version);
        Report(real);
    }

    // With openssl, or with a server that sends back what it gets.
    private static void Talk(SslSocket socket, OpenSslServer? real)
    {
        socket.Send("from us\n"u8.ToArray(), 0, 8);

        if (real != null)
        {
            real.WaitForLine("from us");
            real.Send("from them");
        }

        Receive(socket, real == null ? "from us\n" : "from them\n");
    }

    private static void Receive(SslSocket socket, string expected)
    {
        byte[] got = new byte[expected.Length];
        socket.ReceiveExactly(got);
        Assert.Equal(expected, Encoding.ASCII.GetString(got));
    }

    private static void Report(OpenSslServer? real) =>
        TestContext.Current.TestOutputHelper?.WriteLine(real == null ? "in this process: no openssl that speaks this" : "against " + OpenSslServer.Version);
}
