// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>TCP LISTENER: connections that come in.</summary>
public sealed class ListenerTests
{
    [Fact]
    public void Connection_ThatComesIn_IsASocketOfItsOwn()
    {
        int port = FreePort.Find();
        using Host host = new();
        Listen(host, port, mode: 0);
        host.Command("AT+QISTATE=1,0", $"\r\n+QISTATE: 0,\"TCP LISTENER\",\"100.64.0.1\",0,{port},3,1,0,0,\"uart1\"\r\n\r\nOK\r\n");
        using TcpClient client = Connect(port);
        int own = ((IPEndPoint)client.Client.LocalEndPoint!).Port;
        host.Expect($"\r\n+QIURC: \"incoming\",11,0,\"127.0.0.1\",{own}\r\n");
        client.GetStream().Write("hello"u8);
        host.Expect("\r\n+QIURC: \"recv\",11\r\n");
        Wait.Until(() => host.Module.Sockets[^1].BytesUnread == 5);
        host.Command("AT+QIRD=11,64", "\r\n+QIRD: 5\r\nhello\r\n\r\nOK\r\n");
        host.Command("AT+QISEND=11,2", "\r\n> ");
        host.Send("ok");
        host.Expect("\r\nSEND OK\r\n");
        byte[] bytes = new byte[2];
        client.GetStream().ReadExactly(bytes);
        Assert.Equal("ok", Encoding.ASCII.GetString(bytes));
        host.Command("AT+QISTATE=1,11", $"\r\n+QISTATE: 11,\"TCP INCOMING\",\"127.0.0.1\",{own},{port},2,1,0,0,\"uart1\"\r\n\r\nOK\r\n");

        // It outlives the listener, which is not one to read from.
        host.Command("AT+QIRD=0,10", "\r\nERROR\r\n");
        host.Command("AT+QISEND=0,1", "\r\nERROR\r\n");
        host.Command("AT+QICLOSE=0");
        client.Dispose();
        host.Expect("\r\n+QIURC: \"closed\",11\r\n");
        host.Command("AT+QICLOSE=11");
        Assert.Throws<SocketException>(() => Connect(port).Dispose());
        Assert.Empty(host.Module.Sockets);
    }

    [Fact]
    public void Connection_ToADirectPushListener_IsPushed()
    {
        int port = FreePort.Find();
        using Host host = new();
        Listen(host, port, mode: 1);
        using TcpClient client = Connect(port);
        host.ReadUntil("\r\n+QIURC: \"incoming\",11,0,\"127.0.0.1\",");
        host.ReadUntil("\r\n");
        client.GetStream().Write("hello"u8);
        host.Expect("\r\n+QIURC: \"recv\",11,5\r\nhello");
    }

    [Fact]
    public void Connections_BeyondTheIds_AreTurnedAway()
    {
        int port = FreePort.Find();
        using Host host = new();
        Listen(host, port, mode: 0);
        List<TcpClient> clients = [];
        for (int id = 11; id > 0; id--)
        {
            clients.Add(Connect(port));
            host.Expect($"\r\n+QIURC: \"incoming\",{id},0,\"127.0.0.1\",{((IPEndPoint)clients[^1].Client.LocalEndPoint!).Port}\r\n");
        }

        clients.Add(Connect(port));
        host.Expect("\r\n+QIURC: \"incoming full\"\r\n");
        Assert.Equal(0, ReadByte(clients[^1]) + 1);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void PdpContext_ThatIsLost_EndsTheListening()
    {
        int port = FreePort.Find();
        using Host host = new();
        Listen(host, port, mode: 0);
        host.Module.LosePdpContext();
        host.Expect("\r\n+QIURC: \"pdpdeact\",1\r\n");
        Wait.Until(() => host.Module.Sockets[0].State == 4);
        Assert.Throws<SocketException>(() => Connect(port).Dispose());
        host.Command("AT+QICLOSE=0");
        host.ActivatePdp();
        host.Command($"AT+QIOPEN=1,0,\"TCP LISTENER\",\"127.0.0.1\",0,{port},0");
        host.Expect("\r\n+QIOPEN: 0,0\r\n");
    }

    [Fact]
    public void Listening_ThatFails_TellsWhy()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        using Host host = new();
        host.Command($"AT+QIOPEN=1,0,\"TCP LISTENER\",\"127.0.0.1\",0,{port},0");
        host.Expect("\r\n+QIOPEN: 0,561\r\n");
        host.ActivatePdp();
        host.Command($"AT+QIOPEN=1,0,\"TCP LISTENER\",\"127.0.0.1\",0,{port},0");
        host.Expect("\r\n+QIOPEN: 0,556\r\n");
        host.Command("AT+QIOPEN=1,0,\"TCP LISTENER\",\"127.0.0.1\",0,0,0", "\r\nERROR\r\n");
        host.Command($"AT+QIOPEN=1,0,\"TCP LISTENER\",\"127.0.0.1\",0,{port},2", "\r\nERROR\r\n");
        Assert.Empty(host.Module.Sockets);
    }

    private static void Listen(Host host, int port, int mode)
    {
        host.ActivatePdp();
        host.Command($"AT+QIOPEN=1,0,\"TCP LISTENER\",\"127.0.0.1\",0,{port},{mode}");
        host.Expect("\r\n+QIOPEN: 0,0\r\n");
    }

    private static TcpClient Connect(int port) => new("127.0.0.1", port) { ReceiveTimeout = 60_000 };

    private static int ReadByte(TcpClient client)
    {
        try
        {
            return client.GetStream().ReadByte();
        }
        catch (IOException)
        {
            // A reset is an end, too.
            return -1;
        }
    }
}
