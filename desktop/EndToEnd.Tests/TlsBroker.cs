// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Bg95Emulator.Tests;
using MQTTnet.Server;

namespace EndToEnd.Tests;

/// <summary>MQTTnet's broker behind a TLS server. It keeps sessions, and every message of one topic in the order in which it came.</summary>
internal sealed class TlsBroker : IDisposable
{
    private readonly TestServer _tls = new();
    private readonly MqttServer _broker;
    private readonly int _brokerPort = FreePort();
    private readonly ConcurrentQueue<(string Text, bool IsRepeated)> _received = new();
    private readonly List<SslStream> _sessions = [];

    public TlsBroker(string topic)
    {
        MqttServerFactory factory = new();
        _broker = factory.CreateMqttServer(factory.CreateServerOptionsBuilder()
            .WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(_brokerPort).WithPersistentSessions(true).Build());
        _broker.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic == topic)
            {
                _received.Enqueue((Encoding.UTF8.GetString(e.ApplicationMessage.Payload.ToArray()), e.ApplicationMessage.Dup));
            }

            return Task.CompletedTask;
        };
        _broker.StartAsync().Wait();
        _ = Task.Factory.StartNew(Serve, TaskCreationOptions.LongRunning);
    }

    public int Port => _tls.Port;

    /// <summary>What has come, each with its DUP flag: MQTTnet hands on what is sent again, also with QoS 2.</summary>
    public (string Text, bool IsRepeated)[] Received => [.. _received];

    /// <summary>Ends every TLS session without a word.</summary>
    public void DropSessions()
    {
        lock (_sessions)
        {
            foreach (SslStream session in _sessions)
            {
                session.Dispose();
            }

            _sessions.Clear();
        }
    }

    public void Dispose()
    {
        DropSessions();
        _tls.Dispose();
        _broker.StopAsync().Wait();
        _broker.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Serve()
    {
        while (true)
        {
            SslStream session;

            try
            {
                session = _tls.Accept();
            }
            catch (TimeoutException)
            {
                // Nobody has come for a while, or it is over.
                return;
            }

            lock (_sessions)
            {
                _sessions.Add(session);
            }

            _ = Task.Run(() => Pass(session));
        }
    }

    private async Task Pass(SslStream session)
    {
        try
        {
            using TcpClient client = new("127.0.0.1", _brokerPort) { NoDelay = true };
            using NetworkStream stream = client.GetStream();
            await Task.WhenAny(session.CopyToAsync(stream), stream.CopyToAsync(session));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The session has ended.
        }

        await session.DisposeAsync();
    }
}
