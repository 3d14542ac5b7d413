// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Net.Security;
using System.Text;
using System.Threading.Tasks;
using LocalPeers;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Samples.Pc;

/// <summary>An MQTT broker in this process, for the TLS server to hand its clients to. It forgets all sessions when it starts anew.</summary>
internal sealed class Broker : IDisposable
{
    private readonly MqttBroker _broker;

    public Broker()
    {
        _broker = new MqttBroker(server => server.InterceptingPublishAsync += TakeAsync);
    }

    /// <summary>The readings it has, by their numbers.</summary>
    public ConcurrentDictionary<string, string> Readings { get; } = new();

    /// <summary>Serves one TLS client: what it sends goes to the broker, and the broker's answers go back.</summary>
    public void Serve(SslStream client) => _broker.ServeAsync(client).GetAwaiter().GetResult();

    public void Restart() => _broker.Restart();

    public void Command(string text)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder().WithTopic(MqttTelemetry.CommandTopic)
            .WithPayload(text).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        _broker.Server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "operator" }).Wait();
    }

    public void Dispose() => _broker.Dispose();

    private Task TakeAsync(InterceptingPublishEventArgs e)
    {
        if (e.ApplicationMessage.Topic == MqttTelemetry.ReadingTopic)
        {
            string reading = Encoding.UTF8.GetString(e.ApplicationMessage.Payload.ToArray());
            Readings[reading.Split(' ')[0]] = reading;
        }

        return Task.CompletedTask;
    }
}
