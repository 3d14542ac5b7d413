// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Tasks;
using MQTTnet.Server;

namespace LocalPeers;

/// <summary>MQTTnet's broker on a free port of the loopback address. It keeps sessions as long as it runs.</summary>
public sealed class MqttBroker : IDisposable
{
    private readonly Action<MqttServerOptionsBuilder>? _configure;
    private readonly Action<MqttServer>? _prepare;

    /// <summary>Starts the broker.</summary>
    /// <param name="prepare">Adds handlers, before it starts and at every <see cref="Restart"/>.</param>
    /// <param name="configure">Adds options to its own.</param>
    public MqttBroker(Action<MqttServer>? prepare = null, Action<MqttServerOptionsBuilder>? configure = null)
    {
        _prepare = prepare;
        _configure = configure;
        Server = Start();
    }

    /// <summary>The TCP port, the same at all times.</summary>
    public int Port { get; } = FreePort.Find();

    /// <summary>The broker itself; another one after <see cref="Restart"/>.</summary>
    public MqttServer Server { get; private set; }

    /// <summary>Ends it and starts it anew: it has forgotten all sessions.</summary>
    public void Restart()
    {
        Stop();
        Server = Start();
    }

    /// <summary>Stands between a TLS client and the broker until one of them ends. The session is left open.</summary>
    public async Task ServeAsync(SslStream session)
    {
        try
        {
            using TcpClient client = new("127.0.0.1", Port) { NoDelay = true };
            using NetworkStream stream = client.GetStream();
            await Task.WhenAny(session.CopyToAsync(stream), stream.CopyToAsync(session));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The session or the broker has ended.
        }
    }

    /// <summary>Ends the broker and its connections.</summary>
    public void Dispose() => Stop();

    private MqttServer Start()
    {
        MqttServerFactory factory = new();
        MqttServerOptionsBuilder options = factory.CreateServerOptionsBuilder()
            .WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(Port).WithDefaultEndpointReuseAddress().WithPersistentSessions(true);
        _configure?.Invoke(options);
        MqttServer server = factory.CreateMqttServer(options.Build());
        _prepare?.Invoke(server);
        server.StartAsync().Wait();
        return server;
    }

    private void Stop()
    {
        Server.StopAsync().Wait();
        Server.Dispose();
    }
}
