// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using Bg95Ssl;
using Org.BouncyCastle.Tls;
using Xunit;
using CipherSuite = Bg95Ssl.CipherSuite;

namespace EndToEnd.Tests;

/// <summary>
/// Every suite of Table 2 (application note 1.1) and those beyond it, set through the driver and negotiated with a server that
/// speaks only that one; what the server says is compared.
/// </summary>
public sealed class SuiteTests
{
    public static TheoryData<int, string> Spoken { get; } = Select(rc4: false);

    public static TheoryData<int, string> Rc4 { get; } = Select(rc4: true);

    [Fact]
    public void CipherSuite_EveryNameOfTheTables_IsAMemberWithThatNumber()
    {
        foreach ((string code, string name) in Table2.All)
        {
            Assert.Equal(name, ((CipherSuite)Table2.Code(code)).ToString());
        }

        Assert.Equal(31 + 4, Spoken.Count + Rc4.Count);
        Assert.Equal(31 + 4 + 1, Enum.GetValues<CipherSuite>().Length);
    }

    [Theory]
    [MemberData(nameof(Spoken))]
    public void Connect_WithSuite_NegotiatesItAndCarriesDataBothWays(int number, string name)
    {
        using BouncyServer server = new(Options(number, name));
        using Bench bench = new();
        SslContext context = Context(bench, number);

        using SslSocket socket = context.Connect(Bench.ServerName, server.Port);
        using BouncyPeer peer = server.Accept();
        peer.Write("down");
        byte[] got = new byte[4];
        socket.ReceiveExactly(got);
        socket.Send("up"u8.ToArray(), 0, 2);

        Assert.Equal("down"u8, got);
        Assert.Equal("up", peer.Read(2));
        Assert.Equal(number, peer.Suite);
        Assert.Equal(name, Table2.BouncyName(peer.Suite));
        Assert.Equal(name, Assert.Single(bench.Module.Sockets).CipherSuiteName);
    }

    /// <summary>They can be set, and nothing speaks them any more.</summary>
    [Theory]
    [MemberData(nameof(Rc4))]
    public void Connect_WithRc4_Is566(int number, string name)
    {
        using BouncyServer server = new(Options(number, name));
        using Bench bench = new();
        SslContext context = Context(bench, number);

        Bg95Exception thrown = Assert.Throws<Bg95Exception>(() => context.Connect(Bench.ServerName, server.Port));

        Assert.Equal(Bg95Error.SocketConnectionFailed, thrown.Error);
        Assert.Empty(bench.Module.Sockets);
    }

    private static SslContext Context(Bench bench, int number)
    {
        X509Certificate2[] roots = [Certificates.Root, Certificates.EllipticRoot];
        SslContext context = bench.Context(authorities: roots);
        bench.Modem.Files.Upload("0_server.psk", "device&DEADBEEF"u8.ToArray());
        context.CipherSuite = (CipherSuite)number;
        return context;
    }

    private static BouncyServerOptions Options(int number, string name) => new()
    {
        Version = ProtocolVersion.TLSv12,
        Suite = number,
        Certificate = name.Contains("_ECDSA_", StringComparison.Ordinal) ? Certificates.EllipticServer
            : name.StartsWith("TLS_ECDH_RSA_", StringComparison.Ordinal) ? Certificates.EllipticServerByRsa
            : Certificates.Server,
        PreSharedKey = Table2.IsPreSharedKey(name) ? [0xDE, 0xAD, 0xBE, 0xEF] : null,
    };

    private static TheoryData<int, string> Select(bool rc4)
    {
        TheoryData<int, string> rows = [];

        foreach (KeyValuePair<string, string> suite in Table2.All)
        {
            if (Table2.IsRc4(suite.Value) == rc4)
            {
                rows.Add(Table2.Code(suite.Key), suite.Value);
            }
        }

        return rows;
    }
}
