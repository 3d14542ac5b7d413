// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Protocol;

namespace Bg95Emulator;

/// <summary>One of the module's MQTT clients, from AT+QMTOPEN to AT+QMTCLOSE. What it has to tell comes as unsolicited results.</summary>
internal sealed class MqttLink : IDisposable
{
    private const int MaxStored = 5;

    private readonly object _gate = new();
    private readonly ModuleState _module;
    private readonly ISecureChannel _channel;
    private readonly SortedDictionary<int, string> _stored = [];
    private readonly CancellationTokenSource _ended = new();
    private IMqttClient? _client;
    private int _messages;
    private bool _closing;

    public MqttLink(ModuleState module, int id, string host, int port, ISecureChannel channel)
    {
        _module = module;
        Id = id;
        Host = host;
        Port = port;
        _channel = channel;
    }

    public int Id { get; }

    public string Host { get; }

    public int Port { get; }

    public bool IsConnected => _client?.IsConnected ?? false;

    /// <summary>The number of the vendor's note for how it ended: 0 and the server's answer, or 2, the packet could not be sent.</summary>
    public async Task<string> Connect(MqttClientOptions options)
    {
        try
        {
            IMqttClient client = new MqttClientFactory().CreateMqttClient(new ChannelOfModule(_channel));
            client.ApplicationMessageReceivedAsync += Received;
            client.DisconnectedAsync += Disconnected;
            _client = client;
            MqttClientConnectResult result = await client.ConnectAsync(options, _ended.Token);
            return $"0,{ReturnCode(result.ResultCode)}";
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return "2";
        }
    }

    public async Task<string> Subscribe(string topic, int quality)
    {
        try
        {
            MqttClientSubscribeOptions options = new MqttClientSubscribeOptionsBuilder().WithTopicFilter(topic, (MqttQualityOfServiceLevel)quality).Build();
            MqttClientSubscribeResult result = await Client.SubscribeAsync(options, _ended.Token);
            foreach (MqttClientSubscribeResultItem item in result.Items)
            {
                return $"0,{(int)item.ResultCode}";
            }

            return "2";
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return "2";
        }
    }

    public async Task<string> Unsubscribe(string topic)
    {
        try
        {
            await Client.UnsubscribeAsync(new MqttClientUnsubscribeOptionsBuilder().WithTopicFilter(topic).Build(), _ended.Token);
            return "0";
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return "2";
        }
    }

    public async Task<string> Publish(MqttApplicationMessage message)
    {
        try
        {
            await Client.PublishAsync(message, _ended.Token);
            return "0";
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return "2";
        }
    }

    public async Task<string> Disconnect()
    {
        _closing = true;
        try
        {
            await Client.DisconnectAsync(new MqttClientDisconnectOptionsBuilder().Build(), _ended.Token);
            return "0";
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return "-1";
        }
    }

    /// <summary>A message that waits in its place, for AT+QMTRECV; null where there is none.</summary>
    public string? TakeStored(int place)
    {
        lock (_gate)
        {
            return _stored.Remove(place, out string? text) ? text : null;
        }
    }

    public void Dispose()
    {
        _closing = true;
        _ended.Cancel();
        _channel.Dispose();
        _client?.Dispose();
    }

    private static bool IsFault(Exception fault) =>
        fault is MQTTnet.Exceptions.MqttCommunicationException or MQTTnet.Exceptions.MqttProtocolViolationException
        || ConnectionOpener.IsConnectionFault(fault);

    // As MQTT 3.1.1, 3.2.2.3, numbers them; the library has the numbers of MQTT 5.
    private static int ReturnCode(MqttClientConnectResultCode code) => code switch
    {
        MqttClientConnectResultCode.Success => 0,
        MqttClientConnectResultCode.UnsupportedProtocolVersion => 1,
        MqttClientConnectResultCode.ClientIdentifierNotValid => 2,
        MqttClientConnectResultCode.ServerUnavailable => 3,
        MqttClientConnectResultCode.BadUserNameOrPassword => 4,
        _ => 5,
    };

    private IMqttClient Client => _client ?? throw new InvalidOperationException("not connected");

    private Task Received(MqttApplicationMessageReceivedEventArgs received)
    {
        MqttApplicationMessage message = received.ApplicationMessage;
        string payload = Encoding.Latin1.GetString(message.Payload.ToArray());
        (bool isStored, bool hasLength) = _module.Mqtt.ReceiveMode(Id);
        string length = hasLength ? $"{payload.Length}," : string.Empty;
        int number = message.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce ? 0 : (Interlocked.Increment(ref _messages) % 65535) + 1;
        string text = $"+QMTRECV: {Id},{number},\"{message.Topic}\",{length}\"{payload}\"";
        if (!isStored)
        {
            _module.Output.SendUnsolicited(text);
            return Task.CompletedTask;
        }

        int place = 0;
        lock (_gate)
        {
            while (place < MaxStored && _stored.ContainsKey(place))
            {
                place++;
            }

            if (place == MaxStored)
            {
                // All places are taken: the message is lost.
                return Task.CompletedTask;
            }

            _stored[place] = text;
        }

        _module.Output.SendUnsolicited($"+QMTRECV: {Id},{place}");
        return Task.CompletedTask;
    }

    private Task Disconnected(MqttClientDisconnectedEventArgs disconnected)
    {
        if (!_closing && disconnected.ClientWasConnected)
        {
            _module.Mqtt.Forget(this);
            _module.Output.SendUnsolicited($"+QMTSTAT: {Id},1");
        }

        return Task.CompletedTask;
    }
}
