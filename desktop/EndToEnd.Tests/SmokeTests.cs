// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Net.Security;
using System.Text;
using Bg95Emulator.Tests;
using Bg95Ssl;
using Xunit;

namespace EndToEnd.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Socket_EchoServer_GivesBackWhatWasSent()
    {
        using TestServer server = new();
        using Bench bench = new();

        using SslSocket socket = bench.Context().Connect(Bench.ServerName, server.Port, AccessMode.Buffer);
        using SslStream peer = server.Accept();
        byte[] hello = Encoding.ASCII.GetBytes("hello from the device");
        socket.Send(hello, 0, hello.Length);
        byte[] seen = new byte[hello.Length];
        peer.ReadExactly(seen);
        peer.Write(seen);
        byte[] back = new byte[100];
        int count = socket.Receive(back, 0, back.Length, 5000);

        Assert.Equal("hello from the device", Encoding.ASCII.GetString(back, 0, count));
        Assert.Equal(SocketState.Connected, socket.QueryState());
        Console.WriteLine(bench.Dialogue);
    }
}
