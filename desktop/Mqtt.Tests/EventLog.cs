// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Threading;
using nanoFramework.M2Mqtt;
using Xunit;

namespace NanoBg95.Mqtt.Tests;

/// <summary>The events of a client of the interface, as lines of text in their order, and the thread that raised the last one.</summary>
internal sealed class EventLog
{
    private readonly BlockingCollection<string> _lines = [];

    public EventLog(IMqttClient client)
    {
        client.MqttMsgPublishReceived += (_, e) => Add($"received {e.Topic} {Encoding.UTF8.GetString(e.Message)} {e.QosLevel}{(e.Retain ? " retained" : "")}{(e.DupFlag ? " again" : "")}");
        client.MqttMsgPublished += (_, e) => Add($"published {e.MessageId} {e.IsPublished}");
        client.MqttMsgSubscribed += (_, e) => Add($"subscribed {e.MessageId} {string.Join(' ', e.GrantedQoSLevels.Select(level => level.ToString()))}");
        client.MqttMsgUnsubscribed += (_, e) => Add($"unsubscribed {e.MessageId}");
        client.ConnectionClosed += (_, _) => Add("closed");
    }

    /// <summary>The thread that raised the last event.</summary>
    public Thread? Pump { get; private set; }

    /// <summary>Waits for the next event.</summary>
    public string Next()
    {
        Assert.True(_lines.TryTake(out string? line, TimeSpan.FromSeconds(20)), "No event came within 20 seconds.");

        return line;
    }

    /// <summary>Waits until the pump has ended; no event may be left then.</summary>
    public void AssertEnded()
    {
        Assert.True(Pump!.Join(TimeSpan.FromSeconds(20)), "The pump did not end.");
        Assert.Empty(_lines);
    }

    private void Add(string line)
    {
        Pump = Thread.CurrentThread;
        _lines.Add(line);
    }
}
