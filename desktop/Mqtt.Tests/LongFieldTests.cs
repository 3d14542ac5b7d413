// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using Bg95Mqtt;
using Xunit;

namespace NanoBg95.Mqtt.Tests;

/// <summary>Fields longer than MQTT can say. They do not fit into a board's memory.</summary>
public class LongFieldTests
{
    [Fact]
    public void Connect_PayloadOfTheWillTooLong_IsRefused()
    {
        using MemoryStream stream = new();
        MqttClient client = new(new byte[70000], new byte[64]);
        MqttConnectOptions options = new() { WillTopic = "a", WillPayload = new byte[65536] };

        Assert.ThrowsAny<ArgumentException>(() => client.Connect(stream, options));

        Assert.Equal(0, stream.Length);
        Assert.False(client.IsConnected);
    }
}
