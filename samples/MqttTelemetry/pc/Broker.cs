// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Samples.Pc;

/// <summary>An MQTT broker in this process, for the TLS server to hand its clients to. It forgets all sessions when it starts anew.</summary>
internal sealed class Broker : IDisposable
{
    private readonly int _port = FreePort();
    private MqttServer _server;

    public Broker()
    {
        _server = Start();
    }

    /// <summary>The readings it has, by their numbers.</summary>
    public ConcurrentDictionary<string, string> Readings { get; } = new();

    /// <summary>Serves one TLS client: what it sends goes to the broker, and the broker's answers go back.</summary>
    public void Serve(SslStream client)
    {
        using TcpClient broker = new("127.0.0.1", _port) { NoDelay = true };
        using NetworkStream stream = broker.GetStream();
        Task.WaitAny(client.CopyToAsync(stream), stream.CopyToAsync(client));
    }

    public void Restart()
    {
        Stop();
        _server = Start();
    }

    public void Command(string text)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder().WithTopic(MqttTelemetry.CommandTopic)
            .WithPayload(text).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        _server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "operator" }).Wait();
    }

    public void Dispose() => Stop();

    private MqttServer Start()
    {
        MqttServerFactory factory = new();
        MqttServer server = factory.CreateMqttServer(factory.CreateServerOptionsBuilder()
            .WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(_port).WithDefaultEndpointReuseAddress().WithPersistentSessions(true).Build());
        server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic == MqttTelemetry.ReadingTopic)
            {
                string reading = Encoding.UTF8.GetString(e.ApplicationMessage.Payload.ToArray());
                Readings[reading.Split(' ')[0]] = reading;
            }

            return Task.CompletedTask;
        };
        server.StartAsync().Wait();

        return server;
    }

    private void Stop()
    {
        _server.StopAsync().Wait();
        _server.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
