// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Bg95Mqtt;
using Xunit;

namespace NanoBg95.Mqtt.Tests;

/// <summary>A message, put together from its pieces.</summary>
internal sealed record Received(string Topic, string Payload, MqttQos Qos, bool Retain, bool Duplicate);

/// <summary>The library's client over TCP, on the PC's own network stream.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly List<byte> _payload = [];
    private TcpClient? _tcp;

    public TestClient(int sendBuffer = 256, int receiveBuffer = 256)
    {
        Client = new MqttClient(new byte[sendBuffer], new byte[receiveBuffer]) { ResponseTimeout = 20000 };
        Client.MessageReceived += Take;
    }

    public MqttClient Client { get; }

    public List<Received> Messages { get; } = [];

    /// <summary>Connects, over another connection than before.</summary>
    public bool Connect(TestBroker broker, string id, bool clean = true, Action<MqttConnectOptions>? more = null)
    {
        MqttConnectOptions options = new() { ClientId = id, CleanSession = clean };
        more?.Invoke(options);

        return Connect(broker.Port, options);
    }

    public bool Connect(int port, MqttConnectOptions options)
    {
        Cut();
        _tcp = new TcpClient("127.0.0.1", port) { NoDelay = true };

        return Client.Connect(_tcp.GetStream(), options);
    }

    /// <summary>The network goes away.</summary>
    public void Cut() => _tcp?.Dispose();

    public void Publish(string topic, string payload, MqttQos qos, bool retain = false)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(payload);
        Client.Publish(topic, bytes, 0, bytes.Length, qos, retain);
    }

    /// <summary>Lets the client work until so many messages have come.</summary>
    public void WaitFor(int messages)
    {
        WaitFor(() => Messages.Count >= messages);
    }

    public void WaitFor(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 20, "It did not come within 20 seconds.");
            Client.ProcessLoop(100);
        }
    }

    /// <summary>Whatever the broker has for this client comes before the answer to this, so that what did not come is not there.</summary>
    public void Settle(string id)
    {
        int before = Messages.Count;
        Client.Subscribe("settle/" + id, MqttQos.AtMostOnce);
        Publish("settle/" + id, "end", MqttQos.AtMostOnce);
        WaitFor(() => Messages.Count > before && Messages[^1].Topic == "settle/" + id);
        Messages.RemoveAt(Messages.Count - 1);
        Client.Unsubscribe("settle/" + id);
    }

    public void Dispose() => Cut();

    private void Take(MqttClient client, MqttMessage message)
    {
        if (message.PayloadOffset == 0)
        {
            _payload.Clear();
        }

        _payload.AddRange(message.Buffer.AsSpan(message.Offset, message.Count));

        if (message.IsLast)
        {
            Assert.Equal(message.PayloadLength, _payload.Count);
            Messages.Add(new Received(message.Topic, Encoding.UTF8.GetString(_payload.ToArray()), message.Qos, message.Retain, message.Duplicate));
        }
    }
}
