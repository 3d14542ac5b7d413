// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Tls;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Every suite is really negotiated with a server that speaks only that one, and what both ends say is compared.</summary>
public sealed class SuiteTests
{
    private static readonly byte[] s_preSharedKey = [0xDE, 0xAD, 0xBE, 0xEF];

    public static TheoryData<string, string> Spoken { get; } = Select(name => !Table2.IsRc4(name));

    public static TheoryData<string, string> Old { get; } =
        Select(name => !Table2.IsRc4(name) && !Table2.NeedsTls12(name));

    public static TheoryData<string, string> Rc4 { get; } = Select(Table2.IsRc4);

    [Fact]
    public void Table_OfTheNote_Has25SuitesThatAreSpokenAndSixThatAreNot()
    {
        Assert.Equal(31, Table2.Printed.Count);
        Assert.Equal(25 + Table2.BeyondTheNote.Count, Spoken.Count);
        Assert.Equal(6, Rc4.Count);
    }

    [Theory]
    [MemberData(nameof(Spoken))]
    public void Suite_ByItsCode_IsNegotiated(string code, string name) => Negotiate(code, name, 3);

    [Theory]
    [MemberData(nameof(Spoken))]
    public void Suite_AmongAll_IsNegotiated(string code, string name)
    {
        // Pre-shared keys are only offered when asked for.
        Negotiate(code, name, 3, Table2.IsPreSharedKey(name) ? code : "0XFFFF");
    }

    [Theory]
    [MemberData(nameof(Old))]
    public void Suite_WithOlderVersions_IsNegotiated(string code, string name)
    {
        Negotiate(code, name, 1);
        Negotiate(code, name, 2);
    }

    /// <summary>They can be set, and nothing speaks them any more.</summary>
    [Theory]
    [MemberData(nameof(Rc4))]
    public void Suite_WithRc4_EndsIn566(string code, string name)
    {
        using BouncyServer server = new(Server(name, Table2.Code(code), ProtocolVersion.TLSv12));
        using Host host = new();
        host.ActivatePdp();
        host.Configure("ciphersuite", code);
        host.Command(
            "AT+QSSLCFG=\"ciphersuite\",1", $"\r\n+QSSLCFG: \"ciphersuite\",1,{code}\r\n\r\nOK\r\n");
        host.Open(server.Port, 566);
    }

    private static void Negotiate(string code, string name, int version, string? setting = null)
    {
        ProtocolVersion spoken = version switch
        {
            1 => ProtocolVersion.TLSv10,
            2 => ProtocolVersion.TLSv11,
            _ => ProtocolVersion.TLSv12,
        };
        int suite = Table2.Code(code);
        using BouncyServer server = new(Server(name, suite, spoken));
        using Host host = new();
        host.Secure();
        host.Module.Files.Write("1_server.psk", "device&deadbeef"u8);
        host.Configure("sslversion", version);
        host.Configure("ciphersuite", setting ?? code);
        host.Open(server.Port);
        using BouncyPeer peer = server.Accept();
        Assert.Equal(name, Table2.BouncyName(peer.Suite));
        Assert.Equal(spoken.ToString(), peer.Version);
        SocketSnapshot socket = Assert.Single(host.Module.Sockets);
        Assert.Equal(name, socket.CipherSuiteName);
        Assert.Equal(suite, socket.CipherSuite);
        Assert.Equal(spoken.ToString(), socket.Version);
        peer.Write("down");
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QSSLRECV=4,4", "\r\n+QSSLRECV: 4\r\ndown\r\n\r\nOK\r\n");
        host.Command("AT+QSSLSEND=4,2", "\r\n> ");
        host.Send("up");
        host.Expect("\r\nSEND OK\r\n");
        Assert.Equal("up", peer.Read(2));
    }

    private static BouncyServerOptions Server(string name, int suite, ProtocolVersion version) => new()
    {
        Version = version,
        Suite = suite,
        Certificate = CertificateFor(name),
        PreSharedKey = Table2.IsPreSharedKey(name) ? s_preSharedKey : null,
    };

    /// <summary>Static ECDH wants an elliptic key in a certificate signed with what the suite's name says.</summary>
    private static X509Certificate2 CertificateFor(string name) => name switch
    {
        _ when name.Contains("_ECDSA_", StringComparison.Ordinal) => Certificates.EllipticServer,
        _ when name.StartsWith("TLS_ECDH_RSA_", StringComparison.Ordinal) => Certificates.EllipticServerByRsa,
        _ => Certificates.Server,
    };

    private static TheoryData<string, string> Select(Predicate<string> wanted)
    {
        TheoryData<string, string> rows = [];
        foreach (KeyValuePair<string, string> suite in Table2.All)
        {
            if (wanted(suite.Value))
            {
                rows.Add(suite.Key, suite.Value);
            }
        }

        return rows;
    }
}
