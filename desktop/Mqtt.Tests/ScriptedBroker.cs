// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace NanoBg95.Mqtt.Tests;

/// <summary>The broker's end of connections over TCP: a test reads and writes its bytes.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private static readonly byte[] s_connack = [0x20, 2, 0, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _peer;

    public ScriptedBroker()
    {
        _listener.Start();
    }

    /// <summary>What the client sent as CONNECT.</summary>
    public byte[] Connect { get; private set; } = [];

    /// <summary>How many connections were opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Opens a connection whose CONNECT is answered already.</summary>
    public NetworkStream Open(byte[]? answer = null)
    {
        TcpClient client = new() { NoDelay = true };
        client.Connect((IPEndPoint)_listener.LocalEndpoint);
        _peer?.Dispose();
        _peer = _listener.AcceptTcpClient();
        _peer.NoDelay = true;
        _peer.ReceiveTimeout = 20000;
        Opened++;
        Write(answer ?? s_connack);

        return client.GetStream();
    }

    public void ReadConnect()
    {
        Connect = Read();
    }

    public void Write(params byte[] bytes)
    {
        _peer!.GetStream().Write(bytes);
    }

    /// <summary>The next packet, with its header; empty at the end of the connection.</summary>
    public byte[] Read()
    {
        NetworkStream stream = _peer!.GetStream();
        byte[] header = new byte[2];

        try
        {
            if (stream.ReadAtLeast(header, 2, false) < 2)
            {
                return [];
            }
        }
        catch (IOException ex) when (ex.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return [];
        }

        byte[] packet = [.. header, .. new byte[header[1]]];
        stream.ReadExactly(packet, 2, header[1]);

        return packet;
    }

    public void CloseConnection()
    {
        _peer!.Dispose();
    }

    public void Dispose()
    {
        _peer?.Dispose();
        _listener.Dispose();
    }
}
