// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using Org.BouncyCastle.Tls;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>
/// Every version and the suites against <c>openssl s_server</c> where it is installed and speaks them, and otherwise in
/// this process; the test's output says how many ran where.
/// </summary>
public sealed class RealPeerTests
{
    private const string Everything = "DEFAULT:@SECLEVEL=0";

    private static readonly (string Name, string Option, bool Dtls, int Setting, ProtocolVersion Version)[] s_versions =
    [
        ("TLS 1.0", "-tls1", false, 1, ProtocolVersion.TLSv10),
        ("TLS 1.1", "-tls1_1", false, 2, ProtocolVersion.TLSv11),
        ("TLS 1.2", "-tls1_2", false, 3, ProtocolVersion.TLSv12),
        ("DTLS 1.0", "-dtls1", true, 0, ProtocolVersion.DTLSv10),
        ("DTLS 1.2", "-dtls1_2", true, 1, ProtocolVersion.DTLSv12),
    ];

    [Fact]
    public void EveryVersion_WithARealPeer_CarriesDataBothWays()
    {
        int real = 0;
        int inProcess = 0;
        foreach ((string name, string option, bool dtls, int setting, ProtocolVersion version) in s_versions)
        {
            using OpenSslServer? server =
                OpenSslServer.TryStart(Certificates.Server, option, "-cipher", Everything, "-mtu", "1400");
            using Host host = SecureHost();
            host.Configure(dtls ? "dtlsversion" : "sslversion", setting);
            host.Configure("dtls", dtls ? 1 : 0);
            if (server == null)
            {
                inProcess++;
                OpenInProcess(host, version);
            }
            else
            {
                real++;
                Exchange(host, server);
            }

            Assert.Equal(name, host.Module.Sockets[0].Version);
        }

        Report($"{s_versions.Length} versions", real, inProcess);
        Assert.True(OpenSslServer.Version == null || real > 0);
    }

    /// <summary>All of them run in this process in <see cref="SuiteTests"/>; those OpenSSL knows run against it as well.</summary>
    [Fact]
    public void EverySuiteOpenSslKnows_WithARealPeer_IsNegotiated()
    {
        SortedDictionary<string, string> known = OpenSslServer.KnownSuites();
        int real = 0;
        int elsewhere = 0;
        foreach ((string code, string name) in Table2.All)
        {
            if (Table2.IsRc4(name))
            {
                continue;
            }

            using OpenSslServer? server = known.TryGetValue(name, out string? theirs)
                ? OpenSslServer.TryStart(
                    name.Contains("_ECDSA_") ? Certificates.EllipticServer : Certificates.Server,
                    "-tls1_2", "-cipher", theirs + ":@SECLEVEL=0", "-psk", "deadbeef", "-psk_identity", "device")
                : null;
            if (server == null)
            {
                elsewhere++;
                continue;
            }

            using Host host = SecureHost();
            host.Configure("ciphersuite", code);
            Exchange(host, server);
            Assert.Equal($"CIPHER is {theirs}", server.WaitForLine("CIPHER is "));
            Assert.Equal(name, host.Module.Sockets[0].CipherSuiteName);
            real++;
        }

        Report("29 suites", real, elsewhere);
        Assert.Equal(29, real + elsewhere);
        Assert.True(OpenSslServer.Version == null || real > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ClientCertificate_WithARealPeer_IsVerified(bool elliptic)
    {
        using System.Security.Cryptography.X509Certificates.X509Certificate2 client =
            Certificates.Issue(Certificates.Root, "CN=device", elliptic: elliptic);
        using Host host = SecureHost();
        host.Module.Files.Write("client.pem", Certificates.Pem(client));
        host.Module.Files.Write("key.pem", Certificates.KeyPem(client));
        host.Configure("seclevel", 2);
        host.Configure("clientcert", "\"client.pem\"");
        host.Configure("clientkey", "\"key.pem\"");
        using OpenSslServer? server = OpenSslServer.TryStart(Certificates.Server, "-tls1_2", "-Verify", "1");
        if (server == null)
        {
            using BouncyServer other = new(new BouncyServerOptions { RequestClientCertificate = true });
            host.Open(other.Port);
            Assert.Equal("CN=device", other.Accept().ClientSubject);
            Report("client certificate", 0, 1);
            return;
        }

        Exchange(host, server);
        Assert.Equal("subject=CN = device", server.WaitForLine("subject="));
        Report("client certificate", 1, 0);
    }

    [Fact]
    public void Session_WithARealPeer_IsTakenUpAgain()
    {
        using OpenSslServer? server = OpenSslServer.TryStart(Certificates.Server, "-tls1_2", "-no_ticket");
        if (server == null)
        {
            // SessionTests counts at a server in this process.
            Report("session", 0, 1);
            return;
        }

        using Host host = SecureHost();
        host.Configure("session", 1);
        host.Open(server.Port);
        Assert.False(host.Module.Sockets[0].Resumed);
        server.WaitForLine("CIPHER is ");
        host.Command("AT+QSSLCLOSE=4");
        host.Open(server.Port);
        server.WaitForLine("Reused session-id");
        Assert.True(host.Module.Sockets[0].Resumed);
        Report("session", 1, 0);
    }

    private static void Exchange(Host host, OpenSslServer server)
    {
        host.Open(server.Port);
        host.Command("AT+QSSLSEND=4,8", "\r\n> ");
        host.Send("from us\n");
        host.Expect("\r\nSEND OK\r\n");
        server.WaitForLine("from us");
        server.Send("from them");
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4,1500", "\r\n+QSSLRECV: 10\r\nfrom them\n\r\n\r\nOK\r\n");
    }

    private static void OpenInProcess(Host host, ProtocolVersion version)
    {
        using BouncyServer server = new(new BouncyServerOptions
        {
            Version = version,
            Suite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        });
        host.Open(server.Port);
        Assert.Equal(version.ToString(), server.Accept().Version);
    }

    private static void Report(string what, int real, int inProcess) => TestContext.Current.TestOutputHelper?.WriteLine(
        $"{what}: {real} against {OpenSslServer.Version ?? "openssl, which is not installed"}, {inProcess} in this process");

    private static Host SecureHost()
    {
        Host host = new();
        host.Secure();
        host.Module.Files.Write("1_server.psk", "device&deadbeef"u8);
        return host;
    }
}
