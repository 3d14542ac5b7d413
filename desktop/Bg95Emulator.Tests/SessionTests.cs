// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using Org.BouncyCastle.Tls;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>Taking up sessions again ("session"), proven by what the server counts.</summary>
public sealed class SessionTests
{
    private const int Opens = 4;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, Opens - 1)]
    public void Session_OpenedAgain_IsTakenUpIfSet(int session, int resumed)
    {
        using BouncyServer server = new(new BouncyServerOptions());
        using Host host = new();
        host.ActivatePdp();
        host.Configure("session", session);
        Assert.Equal(resumed, CountResumed(host, server, Opens));
    }

    [Fact]
    public void Session_AfterOtherSettings_IsNotTakenUp()
    {
        using BouncyServer server = new(new BouncyServerOptions());
        using Host host = new();
        host.ActivatePdp();
        host.Configure("session", 1);
        Assert.Equal(0, CountResumed(host, server, 1));

        // What was agreed without a look at the certificate must not stand in for the look.
        host.Configure("seclevel", 1);
        host.Open(server.Port, 566);
        host.Module.Files.Write("ca.pem", Certificates.Pem(Certificates.Root));
        host.Configure("cacert", "\"ca.pem\"");
        Assert.Equal(1, CountResumed(host, server, 2));
    }

    [Fact]
    public void Session_AfterReboot_IsForgotten()
    {
        using BouncyServer server = new(new BouncyServerOptions { Version = ProtocolVersion.TLSv12 });
        using Host host = new();
        for (int boot = 0; boot < 2; boot++)
        {
            host.ActivatePdp();
            host.Configure("session", 1);
            Assert.Equal(1, CountResumed(host, server, 2));
            host.Module.Reboot();
            host.ReadUntil("+QIND: SMS DONE\r\n");
            host.Command("ATE0", "ATE0\r\r\nOK\r\n");
        }
    }

    private static int CountResumed(Host host, BouncyServer server, int opens)
    {
        int resumed = 0;
        for (int i = 0; i < opens; i++)
        {
            host.Open(server.Port);
            using BouncyPeer peer = server.Accept();
            Assert.Equal(peer.Resumed, host.Module.Sockets[0].Resumed);
            resumed += peer.Resumed ? 1 : 0;
            host.Command("AT+QSSLCLOSE=4");
        }

        return resumed;
    }
}
