// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Net.Security;
using System.Threading.Tasks;
using Xunit;

namespace Bg95Emulator.Tests;

public sealed class DirectPushTests
{
    [Fact]
    public async Task Push_OfData_HasLengthAndNoResult()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port, mode: 1);
        await using SslStream peer = server.Accept();
        peer.Write("Test data from SSL"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4,18\r\nTest data from SSL");
        host.Command("AT+QSSLRECV=4,1500", "\r\nERROR\r\n");
        host.Command("AT+QSSLSEND=4,2", "\r\n> ");
        peer.Write("later"u8);
        Wait.Until(() => host.Module.Sockets[0].BytesIn == 23);
        host.Send("ab");
        host.Expect("\r\nSEND OK\r\n\r\n+QSSLURC: \"recv\",4,5\r\nlater");
        peer.Write(new byte[2000]);
        host.Expect("\r\n+QSSLURC: \"recv\",4,1500\r\n" + new string('\0', 1500));
        host.Expect("\r\n+QSSLURC: \"recv\",4,500\r\n" + new string('\0', 500));
        await peer.ShutdownAsync();
        await peer.DisposeAsync();
        host.Expect("\r\n+QSSLURC: \"closed\",4\r\n");
    }

    [Fact]
    public void SwitchToPush_WithDataBuffered_PushesIt()
    {
        using TestServer server = new();
        using Host host = new();
        host.ActivatePdp();
        host.Open(server.Port);
        using SslStream peer = server.Accept();
        peer.Write("abc"u8);
        host.Expect("\r\n+QSSLURC: \"recv\",4\r\n");
        host.Command("AT+QISWTMD=4,1");
        host.Expect("\r\n+QSSLURC: \"recv\",4,3\r\nabc");
    }
}
