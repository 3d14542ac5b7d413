// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Bg95Emulator.Tests;

/// <summary>AT+QIOPEN and what goes with it: TCP and UDP without TLS.</summary>
public sealed class PlainSocketTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public PlainSocketTests()
    {
        _listener.Start();
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Fact]
    public void Tcp_InBufferMode_CarriesBothWaysAndTellsOfTheEnd()
    {
        using Host host = new();
        using TcpClient client = Open(host, 0);
        NetworkStream peer = client.GetStream();
        host.Command("AT+QISEND=3,5", "\r\n> ");
        host.Send("hello");
        host.Expect("\r\nSEND OK\r\n");
        Assert.Equal("hello", Read(peer, 5));
        host.Command("AT+QISEND=3", "\r\n> ");
        host.Send("more\u001a");
        host.Expect("\r\nSEND OK\r\n");
        Assert.Equal("more", Read(peer, 4));

        peer.Write("abcdef"u8);
        host.Expect("\r\n+QIURC: \"recv\",3\r\n");
        Wait.Until(() => host.Module.Sockets[0].BytesUnread == 6);
        host.Command("AT+QIRD=3,0", "\r\n+QIRD: 6,0,6\r\n\r\nOK\r\n");
        host.Command("AT+QIRD=3,4", "\r\n+QIRD: 4\r\nabcd\r\n\r\nOK\r\n");
        host.Command("AT+QIRD=3,0", "\r\n+QIRD: 6,4,2\r\n\r\nOK\r\n");
        host.Command("AT+QIRD=3", "\r\n+QIRD: 2\r\nef\r\n\r\nOK\r\n");
        host.Command("AT+QIRD=3,1500", "\r\n+QIRD: 0\r\n\r\nOK\r\n");
        host.Command("AT+QISEND=3,0", "\r\n+QISEND: 9,9,0\r\n\r\nOK\r\n");

        client.Close();
        host.Expect("\r\n+QIURC: \"closed\",3\r\n");
        host.Command("AT+QISEND=3,1", "\r\nERROR\r\n");
        host.Command("AT+QICLOSE=3");
        Assert.Empty(host.Module.Sockets);
    }

    [Fact]
    public void Tcp_State_HasARow()
    {
        using Host host = new();
        using TcpClient client = Open(host, 1);
        int local = ((IPEndPoint)client.Client.RemoteEndPoint!).Port;
        string row = $"\r\n+QISTATE: 3,\"TCP\",\"127.0.0.1\",{Port},{local},2,1,0,1,\"uart1\"\r\n\r\nOK\r\n";
        host.Command("AT+QISTATE?", row);
        host.Command("AT+QISTATE=1,3", row);
        host.Command("AT+QISTATE=0,1", row);
        host.Command("AT+QISTATE=1,4");
        host.Command("AT+QISTATE=0,2");
        host.Command("AT+QISTATE=2,1", "\r\nERROR\r\n");
        host.Command("AT+QSSLSTATE");
    }

    [Fact]
    public void Tcp_InDirectPush_ComesWithItsLength()
    {
        using Host host = new();
        using TcpClient client = Open(host, 1);
        client.GetStream().Write("abc"u8);
        host.Expect("\r\n+QIURC: \"recv\",3,3\r\nabc");
        host.Command("AT+QIRD=3", "\r\nERROR\r\n");
    }

    [Fact]
    public void Tcp_InTransparentMode_CarriesEverything()
    {
        using Host host = new();
        host.ActivatePdp();
        host.Send($"AT+QIOPEN=1,3,\"TCP\",\"{Host.ServerName}\",{Port},0,2\r\n");
        using TcpClient client = _listener.AcceptTcpClient();
        host.Expect("\r\nCONNECT\r\n");
        host.Send("AT+QISTATE\r");
        Assert.Equal("AT+QISTATE\r", Read(client.GetStream(), 11));
        client.GetStream().Write("OK"u8);
        host.Expect("OK");
        client.Close();
        host.Expect("\r\nNO CARRIER\r\n");
    }

    [Fact]
    public void Opening_ThatFails_TellsWhy()
    {
        using Host host = new();
        host.Command($"AT+QIOPEN=1,3,\"TCP\",\"127.0.0.1\",{Port}");
        host.Expect("\r\n+QIOPEN: 3,561\r\n");
        host.ActivatePdp();
        host.Command("AT+QIOPEN=1,3,\"TCP\",\"nowhere.example\",80");
        host.Expect("\r\n+QIOPEN: 3,565\r\n");
        int port = Port;
        _listener.Stop();
        host.Command($"AT+QIOPEN=1,3,\"TCP\",\"127.0.0.1\",{port}");
        host.Expect("\r\n+QIOPEN: 3,566\r\n");
        host.Command("AT+QIOPEN=1,3,\"SCTP\",\"127.0.0.1\",80", "\r\nERROR\r\n");
        host.Command("AT+QIOPEN=1,12,\"TCP\",\"127.0.0.1\",80", "\r\nERROR\r\n");
        host.Command("AT+QIOPEN=1,3,\"TCP LISTENER\",\"127.0.0.1\",0,0", "\r\nERROR\r\n");
        host.Command("AT+QIGETERROR", "\r\n+QIGETERROR: 552, invalid parameters\r\n\r\nOK\r\n");
    }

    [Fact]
    public void Ids_AreSharedWithSslSockets_AndTheirCommandsAreNot()
    {
        using TestServer server = new();
        using Host host = new();
        using TcpClient client = Open(host, 0);
        host.Command($"AT+QSSLOPEN=1,1,3,\"{Host.ServerName}\",{server.Port}");
        host.Expect("\r\n+QSSLOPEN: 3,563\r\n");
        host.Open(server.Port);
        server.Accept().Dispose();
        host.Expect("\r\n+QSSLURC: \"closed\",4\r\n");
        host.Command($"AT+QIOPEN=1,4,\"TCP\",\"127.0.0.1\",{Port}");
        host.Expect("\r\n+QIOPEN: 4,563\r\n");
        host.Command("AT+QSSLSEND=3,1", "\r\nERROR\r\n");
        host.Command("AT+QSSLRECV=3,1", "\r\nERROR\r\n");
        host.Command("AT+QSSLCLOSE=3", "\r\nERROR\r\n");
        host.Command("AT+QISEND=4,1", "\r\nERROR\r\n");
        host.Command("AT+QIRD=4,1", "\r\nERROR\r\n");
        host.Command("AT+QICLOSE=4", "\r\nERROR\r\n");
        host.Command("AT+QSSLCLOSE=4");
        host.Command("AT+QICLOSE=3");
        host.Command("AT+QICLOSE=3");
    }

    [Fact]
    public void PdpContext_Lost_EndsTheSocket()
    {
        using Host host = new();
        using TcpClient client = Open(host, 0);
        host.Module.LosePdpContext();
        host.Expect("\r\n+QIURC: \"pdpdeact\",1\r\n\r\n+QIURC: \"closed\",3\r\n");
    }

    [Fact]
    public void DataEcho_IsThatOfTheCommandLine()
    {
        using Host host = new(echo: true);
        host.Command("AT+QIACT=1", "AT+QIACT=1\r\r\nOK\r\n");
        string open = $"AT+QIOPEN=1,3,\"TCP\",\"127.0.0.1\",{Port}";
        host.Command(open, open + "\r\r\nOK\r\n");
        host.Expect("\r\n+QIOPEN: 3,0\r\n");
        host.Command("AT+QISEND=3,2", "AT+QISEND=3,2\r\r\n> ");
        host.Send("hi");
        host.Expect("hi\r\nSEND OK\r\n");
        host.Command("AT+QISDE=0", "AT+QISDE=0\r\r\nOK\r\n");
        host.Command("AT+QISEND=3,2", "AT+QISEND=3,2\r\r\n> ");
        host.Send("hi");
        host.Expect("\r\nSEND OK\r\n");
    }

    [Fact]
    public void Udp_KeepsDatagramsApart()
    {
        using UdpClient peer = new(new IPEndPoint(IPAddress.Loopback, 0));
        peer.Client.ReceiveTimeout = 60_000;
        using Host host = new();
        host.ActivatePdp();
        host.Command($"AT+QIOPEN=1,0,\"UDP\",\"127.0.0.1\",{((IPEndPoint)peer.Client.LocalEndPoint!).Port},0,0");
        host.Expect("\r\n+QIOPEN: 0,0\r\n");
        IPEndPoint module = Send(host, peer, "AT+QISEND=0,3", "one");
        Send(host, peer, "AT+QISEND=0,3", "two");
        peer.Send("abc"u8, module);
        host.Expect("\r\n+QIURC: \"recv\",0\r\n");
        peer.Send("defgh"u8, module);
        Wait.Until(() => host.Module.Sockets[0].BytesUnread == 8);
        host.Command("AT+QIRD=0,1500", "\r\n+QIRD: 3\r\nabc\r\n\r\nOK\r\n");
        host.Command("AT+QIRD=0,2", "\r\n+QIRD: 2\r\nde\r\n\r\nOK\r\n");
        host.Command("AT+QIRD=0,1500", "\r\n+QIRD: 3\r\nfgh\r\n\r\nOK\r\n");
        host.Command("AT+QIRD=0,1500", "\r\n+QIRD: 0\r\n\r\nOK\r\n");
        host.Command("AT+QICLOSE=0");
    }

    [Fact]
    public void UdpService_TellsItsPeers()
    {
        using UdpClient peer = new(new IPEndPoint(IPAddress.Loopback, 0));
        peer.Client.ReceiveTimeout = 60_000;
        int port = ((IPEndPoint)peer.Client.LocalEndPoint!).Port;
        using Host host = new();
        host.ActivatePdp();
        host.Command("AT+QIOPEN=1,0,\"UDP SERVICE\",\"127.0.0.1\",0,0,1");
        host.Expect("\r\n+QIOPEN: 0,0\r\n");
        IPEndPoint module = Send(host, peer, $"AT+QISEND=0,3,\"127.0.0.1\",{port}", "one");
        peer.Send("abc"u8, module);
        host.Expect($"\r\n+QIURC: \"recv\",0,3,\"127.0.0.1\",{port}\r\nabc");
        host.Command("AT+QISWTMD=0,0");
        peer.Send("de"u8, module);
        host.Expect("\r\n+QIURC: \"recv\",0\r\n");
        Wait.Until(() => host.Module.Sockets[0].BytesUnread == 2);
        host.Command("AT+QIRD=0", $"\r\n+QIRD: 2,\"127.0.0.1\",{port}\r\nde\r\n\r\nOK\r\n");
        host.Command("AT+QISEND=0,3", "\r\nERROR\r\n");
    }

    [Fact]
    public void Faults_OfSockets_ConcernThese()
    {
        using Host host = new(options =>
        {
            options.Faults.Add("send-fail:every=2");
            options.Faults.Add("ids-taken:ids=7");
        });
        using TcpClient client = Open(host, 0);
        host.Command("AT+QISEND=3,1", "\r\n> ");
        host.Send("a");
        host.Expect("\r\nSEND OK\r\n");
        host.Command("AT+QISEND=3,1", "\r\n> ");
        host.Send("b");
        host.Expect("\r\nSEND FAIL\r\n");
        host.Command($"AT+QIOPEN=1,7,\"TCP\",\"127.0.0.1\",{Port}");
        host.Expect("\r\n+QIOPEN: 7,563\r\n");
        host.Command("AT+QICLOSE=7");
        Assert.Single(host.Module.Sockets);
    }

    public void Dispose() => _listener.Dispose();

    private static IPEndPoint Send(Host host, UdpClient peer, string command, string text)
    {
        host.Command(command, "\r\n> ");
        host.Send(text);
        host.Expect("\r\nSEND OK\r\n");
        IPEndPoint module = new(IPAddress.Any, 0);
        Assert.Equal(text, Encoding.ASCII.GetString(peer.Receive(ref module)));
        return new IPEndPoint(IPAddress.Loopback, module.Port);
    }

    private static string Read(Stream stream, int count)
    {
        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        return Encoding.ASCII.GetString(bytes);
    }

    private TcpClient Open(Host host, int mode)
    {
        host.ActivatePdp();
        host.Command($"AT+QIOPEN=1,3,\"TCP\",\"{Host.ServerName}\",{Port},0,{mode}");
        host.Expect("\r\n+QIOPEN: 3,0\r\n");
        TcpClient client = _listener.AcceptTcpClient();
        client.ReceiveTimeout = 60_000;
        return client;
    }
}
